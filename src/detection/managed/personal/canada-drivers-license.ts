// Each province has a format of its own. Nothing can be checked. Manitoba's twelve letters and digits would be many
// a word: as for every other shape, a few digits are asked for.
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceWords } from '../shared/driving-licence-words.ts'
import { isLicenceWithDigits } from '../shared/licence-number.ts'

// Letters and digits by province; a shape stands for all provinces that it covers.
const shapes = [
  String.raw`\d{5,9}|\d{6}-\d{3}`, // AB BC NB NT NU PE SK YT
  String.raw`[A-Z]{5}\d{9}|[A-Z]\d{9}`, // NS NL
  String.raw`[A-Z]\d{4}(?: - |[ -])?\d{5}(?: - |[ -])?\d{5}`, // ON
  String.raw`[A-Z]\d{4}-?\d{6}-?\d{2}`, // QC
  String.raw`[A-Z][A-Z0-9]{11}`, // MB
]

export const canadaDriversLicense = managedIdentifier({
  id: 'CANADA_DRIVERS_LICENSE',
  title: 'Driver’s licence (Canada)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Low', 'Medium', 'High'],
  sources: ['https://www.ccmta.ca/', 'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html'],
  keywords: { required: true, words: [...drivingLicenceWords, 'permis de conduire'] },
  pattern: new RegExp(shapes.join('|')),
  validate: isLicenceWithDigits,
  neverJoinedTo: 'digits',
  examples: [
    'permis de conduire «J4820-50193-81204»',
    'permis de conduire «J4820 - 50193 - 81204»',
    'driving licence: «482019-375»',
    'permis de conduire «L4820-193750-82»',
    'driving licence «PALMEJA482KX»',
    { label: 'permis de conduire', text: '«L482019375082»' },
  ],
  counterExamples: [
    ['permis de conduire, INV/4820193/26', 'a group of an invoice number'],
    ['order J4820-50193-81204', 'no keyword nearby'],
    ['permis de conduire 4820', 'shorter than any licence'],
    ['driving licence REGISTRATION', 'a word'],
    ['driving licence J48205019381204X', 'a letter too many'],
    ['permis de conduire 1111111', 'one digit repeated'],
    ['permis de conduire 20190312', 'a date without separators'],
  ],
  overlaps: ['DRIVERS_LICENSE'],
})
