// Full names of people, in Latin script: found with lists of names, not by a shape. A lone given name or surname is
// none, nor is "Mr. Smith": AWS asks for full names.
import { managedIdentifier } from '../../managed-identifier.ts'

export const name = managedIdentifier({
  id: 'NAME',
  title: 'Full name of a person',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
    'https://www.census.gov/topics/population/genealogy/data/1990_census.html',
  ],
  finder: 'names',
  examples: [
    'It was «John Smith» who called.',
    "Signed by «Mary-Ann O'Connor», «Robert J. Miller» and «Maria Garcia Lopez».",
    'Mit freundlichen Grüßen, «Jürgen Müller»',
    'rencontre avec «François Lefèvre» demain',
    'geboren als «Ludwig van Beethoven» in Bonn',
    'Patient: Dr. «Xerxes Johnson» was admitted',
    'Patient: «Grant Field»',
    'con «Fabrizio De Luca» e «Aurélie de Villiers»',
    { label: 'customer_name', text: '«JOHN SMITH»' },
    { label: 'Full Name', text: '«Smith, John»' },
    { label: 'name', text: '«Zbyxl Johnson»' },
  ],
  counterExamples: [
    ['He met John at the station.', 'a given name alone'],
    ['Grant Field access to them.', 'words that are names as well'],
    ['ANNUAL REPORT OF JOHN SMITH', 'nothing but capitals is a heading'],
    ['Il habite 2 avenue Victor Martin.', 'a street that is named for somebody'],
    ['Abita in Via Giuseppe Rossi 12.', 'a street that is named for somebody'],
    ['He lives in John Smith Street.', 'a street that is named for somebody'],
    ['He studied at George Washington University.', 'a university that is named for somebody'],
    ['class John.Smith extends JohnSmith', 'names of code'],
    ['Mr. Smith called', 'no full name'],
    [
      'He moved to Hong Kong on Sunday July 4, before Merry Christmas was said.',
      'a place, a day, a greeting',
    ],
    ['a Thomas Mary Elizabeth James Paul David Peter Anna Smith list', 'a long run of capitalised words'],
    [{ label: 'product', text: 'Grant Field' }, 'words in a column that is not named for people'],
    [{ label: 'customer', text: 'Acme Inc' }, 'a company in a column of customers'],
  ],
  knownMisses: [
    'It was john smith who called.',
    'He met Zbyxl Qwertov there.',
    { label: 'first_name', text: 'Mary' },
  ],
})
