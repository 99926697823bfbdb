// Each province has a format of its own. Nothing can be checked.
import { isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceWords } from '../shared/driving-licence-words.ts'

export const canadaDriversLicense = managedIdentifier({
  id: 'CANADA_DRIVERS_LICENSE',
  title: 'Driver’s licence (Canada)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Low', 'Medium', 'High'],
  sources: ['https://www.ccmta.ca/', 'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html'],
  keywords: { required: true, words: [...drivingLicenceWords, 'permis de conduire'] },
  pattern: /\d{5,9}|\d{6}-\d{3}|[A-Z]{5}\d{9}|[A-Z]\d{9}|[A-Z]\d{4}-?\d{5}-?\d{5}|[A-Z]\d{12}/,
  validate: (text) => !isPlaceholder(text),
  examples: [
    'permis de conduire «J4820-50193-81204»',
    'driving licence: «482019-375»',
    { label: 'permis de conduire', text: '«L482019375082»' },
  ],
  counterExamples: [
    ['order J4820-50193-81204', 'no keyword nearby'],
    ['permis de conduire 4820', 'shorter than any licence'],
    ['permis de conduire 1111111', 'one digit repeated'],
  ],
})
