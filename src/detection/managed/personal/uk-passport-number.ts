// Nine digits. Nothing can be checked.
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const ukPassportNumber = managedIdentifier({
  id: 'UK_PASSPORT_NUMBER',
  title: 'Passport number (United Kingdom)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://www.gov.uk/browse/abroad/passports',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'passeport #',
      'passeport n °',
      'passeport non',
      'passeportn °',
      'passport #',
      'passport no',
      'passport number',
      'passport#',
      'passportid',
    ],
  },
  pattern: /\d{9}/,
  validate: isNotPlaceholder,
  examples: [
    'passport no: «537192048»',
    'Passport number «925076473»',
    { label: 'passportid', text: '«481930275»' },
  ],
  counterExamples: [
    ['order 537192048', 'no keyword nearby'],
    ['passport no 53719204', 'too short'],
    ['passport no 123456789', 'an ascending run'],
    ['passport no 537192048.25', 'a decimal number'],
    ['passport number v5.3719.2048', 'a version'],
  ],
  overlaps: ['ITALY_PASSPORT_NUMBER', 'USA_PASSPORT_NUMBER'],
})
