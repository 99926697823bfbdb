// Two letters and six digits; since 2023 a letter, six digits and two letters.
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const canadaPassportNumber = managedIdentifier({
  id: 'CANADA_PASSPORT_NUMBER',
  title: 'Passport number (Canada)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://www.canada.ca/en/immigration-refugees-citizenship/services/canadian-passports.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: ['passeport', 'passeport#', 'passport', 'passport#', 'passportno', 'passportno#'],
  },
  pattern: /[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2}/,
  validate: isNotPlaceholder,
  examples: ['Passport: «GA302922»', 'passeport «P483920AB»', { label: 'passport', text: '«HK571930»' }],
  counterExamples: [
    ['order GA302922', 'no keyword nearby'],
    ['passport GA30292', 'too few digits'],
    ['passport GA111111', 'one digit repeated'],
    ['passport GA302922B', 'a letter too many'],
  ],
  overlaps: ['SPAIN_PASSPORT_NUMBER'],
})
