// Nine digits with Luhn’s check digit; none begins with 0 or 8.
import { digitsOf } from '../../checksums/digits.ts'
import { passesLuhn } from '../../checksums/luhn.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const canadaSocialInsuranceNumber = managedIdentifier({
  id: 'CANADA_SOCIAL_INSURANCE_NUMBER',
  title: 'Social Insurance Number (Canada)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.canada.ca/en/employment-social-development/services/sin.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: ['canadian id', "numéro d'assurance sociale", 'sin', 'social insurance number'],
  },
  pattern: /[1-79]\d{2}[ -]?\d{3}[ -]?\d{3}/,
  validate: isSocialInsurance,
  examples: [
    'SIN: «747 100 386»',
    "numéro d'assurance sociale «747-100-386»",
    { label: 'sin', text: '«747100386»' },
  ],
  counterExamples: [
    ['order 747 100 386', 'no keyword nearby'],
    ['SIN: 747 100 387', 'the Luhn digit is wrong'],
    ['SIN: 7471003861', 'a digit too many'],
    ['SIN: 812 345 676', 'none begins with 8'],
    ['SIN: 046 454 286', 'none begins with 0'],
  ],
})

export function isSocialInsurance(text: string): boolean {
  return passesLuhn(digitsOf(text))
}
