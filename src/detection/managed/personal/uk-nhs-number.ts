// Ten digits, the last a check digit, usually written 3-3-4. Numbers from 999 on are for tests, and found all the same.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { passesNhsCheck } from '../../checksums/nhs-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const ukNhsNumber = managedIdentifier({
  id: 'UK_NHS_NUMBER',
  title: 'NHS number (United Kingdom)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: { required: true, words: ['national health service', 'NHS'] },
  pattern: /\d{10}|\d{3} \d{3} \d{4}|\d{3}-\d{3}-\d{4}/,
  validate: isNhsNumber,
  examples: [
    'NHS number: «943 476 5919»',
    'National Health Service no. «401-023-2137»',
    { label: 'nhs_number', text: '«9434765870»' },
  ],
  counterExamples: [
    ['order 943 476 5919', 'no keyword nearby'],
    ['NHS 943 476 5918', 'the check digit is wrong'],
    ['NHS 0000000000', 'zeros, which pass the check'],
    ['NHS 1111111111', 'one digit repeated, which passes the check'],
    ['NHS 94347659191', 'a digit too many'],
    ['NHS 9434 765 919', 'grouped in no known way'],
    ['NHS 1790812800', 'a time in seconds'],
  ],
})

function isNhsNumber(text: string): boolean {
  const digits = digitsOf(text)
  return passesNhsCheck(digits) && !isPlaceholder(digits)
}
