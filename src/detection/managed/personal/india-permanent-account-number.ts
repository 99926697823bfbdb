// Five letters, of which the fourth is the kind of taxpayer, a serial number and a check letter. How the letter is made
// was never published.
import { managedIdentifier } from '../../managed-identifier.ts'

export const indiaPermanentAccountNumber = managedIdentifier({
  id: 'INDIA_PERMANENT_ACCOUNT_NUMBER',
  title: 'Permanent Account Number (India)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://incometaxindia.gov.in/tutorials/1.permanent%20account%20number%20(pan).pdf',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: ['e-pan', 'e pan', 'pan card', 'pan number', 'permanent account number'],
  },
  pattern: /[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]/i,
  // Serial numbers begin with 0001; no other of four digits is unlikely.
  validate: (text) => text.slice(5, 9) !== '0000',
  examples: [
    'PAN card: «ACUPA7085R»',
    'Permanent Account Number «aappv8261k»',
    'e-PAN «BNZCH4820M» of the company',
    { label: 'pan_number', text: '«AFZPK7190K»' },
  ],
  counterExamples: [
    ['order ACUPA7085R', 'no keyword nearby'],
    ['PAN number ABCDE1234F', 'no taxpayer is of the kind D: what forms show as an example'],
    ['PAN number ACUPA0000R', 'zeros'],
    ['PAN number ACUPA70851', 'the last place is a letter'],
    ['PAN number ACUP7085R', 'a letter is missing'],
    ['PAN number ACUPA7085RX', 'a letter too many'],
    ['PAN number 1790812800', 'a time in seconds'],
    ['pan number 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['PAN: ACUPA7085R'],
})
