// Nine digits, or a letter and eight digits. Nothing can be checked.
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const usaPassportNumber = managedIdentifier({
  id: 'USA_PASSPORT_NUMBER',
  title: 'Passport number (United States)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://travel.state.gov/content/travel/en/passports.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['passport', 'travel document'] },
  pattern: /\d{9}|[A-Z]\d{8}/,
  validate: isNotPlaceholder,
  examples: [
    'travel document: «537192048»',
    'travel document «A48203917»',
    { label: 'travel_document', text: '«X58301928»' },
  ],
  counterExamples: [
    ['order 537192048', 'no keyword nearby'],
    ['travel document 5371920', 'too short'],
    ['travel document 000000000', 'zeros'],
    ['passport 1790812800', 'a time in seconds'],
    ['passport 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
})
