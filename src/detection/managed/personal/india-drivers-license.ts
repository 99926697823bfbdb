// State, office, year of issue, serial number. The state must be one that registers vehicles.
import { digitsOf } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceWords } from '../shared/driving-licence-words.ts'

/** Those of today, and CG, OD, TG, UK, LA, DD as they were called or written before. */
const states: ReadonlySet<string> = new Set(
  `AN AP AR AS BR CG CH CT DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS TG
   UA UK UP UT WB`.split(/\s+/),
)

export const indiaDriversLicense = managedIdentifier({
  id: 'INDIA_DRIVERS_LICENSE',
  title: 'Driving licence (India)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://parivahan.gov.in/',
    'https://en.wikipedia.org/wiki/Driving_licence_in_India',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: drivingLicenceWords.filter((word) => !/^dl|permit/.test(word)),
  },
  pattern: /[A-Z]{2}[ -]?\d{2}[ /-]?(?:19|20)\d{2}[ /-]?\d{7}/i,
  validate: isLicence,
  examples: [
    'driving licence «MH1420190048201»',
    'driving license: «KA-04 20190048201»',
    'drivers licence «TN-06/2012/0048201»',
    { label: 'driving_licence', text: '«DL0420150482019»' },
  ],
  counterExamples: [
    ['order MH1420190048201', 'no keyword nearby'],
    ['DL# MH1420190048201', 'an abbreviation is no keyword'],
    ['driving licence XQ1420190048201', 'there is no such state'],
    ['driving licence MH1418190048201', 'a year before cars'],
    ['driving licence MH142019004820', 'a digit is missing'],
    ['driving licence MH0020190048201', 'there is no office 00'],
    ['driving licence MH1420190000000', 'no serial number'],
  ],
  // The serial number in a group of its own is shaped like licences of some states and provinces.
})

function isLicence(text: string): boolean {
  const digits = digitsOf(text)
  return states.has(text.slice(0, 2).toUpperCase()) && !digits.startsWith('00') && !digits.endsWith('0000000')
}
