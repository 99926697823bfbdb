// Each state has formats of its own, most without a check; fewer than five characters are not accepted. Eight
// letters, as New York once used, would be any word.
import { isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceWords } from '../shared/driving-licence-words.ts'

export const driversLicense = managedIdentifier({
  id: 'DRIVERS_LICENSE',
  title: 'Driver’s license (United States)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.aamva.org/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: drivingLicenceWords },
  pattern:
    /\d{5,14}|\d{16}|[A-Z]\d{4,14}|[A-Z]\d{18}|[A-Z]{2}\d{3,7}|[A-Z]{3}\d{6}|[A-Z]{2}\d{6}[A-Z]|\d{3}[A-Z]{2}\d{4}|[A-Z]\d[A-Z]\d[A-Z]|\d{7,9}[A-Z]|[A-Z]\d{6}R|\d{8}[A-Z]{2}|\d{2}[A-Z]{3}\d{5}/,
  validate: (text) => !isPlaceholder(text),
  examples: [
    "driver's license: «D4820193»",
    'DL# «F52492048173»',
    { label: 'drivers_license', text: '«48201937»' },
  ],
  counterExamples: [
    ['order D4820193', 'no keyword nearby'],
    ["driver's license 4820", 'shorter than any license'],
    ["driver's license 111111111", 'one digit repeated'],
  ],
  knownMisses: ["driver's license ABCDEFGH"],
})
