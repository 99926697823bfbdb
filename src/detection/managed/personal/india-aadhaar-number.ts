// Twelve digits, usually in groups of four; none begins with 0 or 1, and the last is Verhoeff’s check digit.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { passesVerhoeff } from '../../checksums/verhoeff.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const indiaAadhaarNumber = managedIdentifier({
  id: 'INDIA_AADHAAR_NUMBER',
  title: 'Aadhaar number (India)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://uidai.gov.in/en/my-aadhaar/about-your-aadhaar.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['aadhaar', 'aadhar', 'adhaar', 'uidai'] },
  pattern: /[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}/,
  validate: isAadhaar,
  examples: [
    'Aadhaar: «4820 1937 5825»',
    'UIDAI «9183-0462-7516»',
    'aadhar no. «334117226834»',
    { label: 'aadhaar', text: '«572048391067»' },
  ],
  counterExamples: [
    ['order 4820 1937 5825', 'no keyword nearby'],
    ['Aadhaar 4820 1937 5826', 'the check digit is wrong'],
    ['Aadhaar 4820 1937 5852', 'two digits are swapped'],
    ['Aadhaar 1234 1234 1234', 'none begins with 1'],
    ['Aadhaar 3333 3333 3333', 'one digit repeated, which passes the check'],
    ['Aadhaar 4820 1937 582', 'a digit is missing'],
    ['Aadhaar 48201937 58250', 'a digit too many'],
    ['Aadhaar 482019.375825', 'a decimal number'],
    ['Aadhaar 1790812800123', 'a time in milliseconds'],
    ['Aadhaar 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['Aadhaar: XXXX XXXX 5825'],
})

function isAadhaar(text: string): boolean {
  const digits = digitsOf(text)
  return passesVerhoeff(digits) && !isPlaceholder(digits)
}
