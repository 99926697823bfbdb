// Two letters, six digits, a letter from A to D. Some letters and pairs are never given out.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const ukNationalInsuranceNumber = managedIdentifier({
  id: 'UK_NATIONAL_INSURANCE_NUMBER',
  title: 'National Insurance number (United Kingdom)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'insurance no.',
      'insurance number',
      'insurance#',
      'national insurance number',
      'nationalinsurance#',
      'nationalinsurancenumber',
      'ni no',
      'ni number',
      'nin',
      'nino',
    ],
  },
  pattern: /[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]/i,
  validate: (text) => !neverIssued.has(text.slice(0, 2).toUpperCase()) && !isAllZero(digitsOf(text)),
  examples: [
    'NINO: «AB 12 34 56 C»',
    'national insurance number «JG103759A»',
    'nino «JG-10-37-59-A»',
    'NI number: «JK 51 81 07 B»',
    { label: 'ni_no', text: '«PW418392D»' },
    { label: 'nino', text: '«PW418392D»' },
  ],
  counterExamples: [
    ['reference AB123456C', 'no keyword nearby'],
    ['NINO: GB123456C', 'the pair GB is never given out'],
    ['NINO: QQ123456C', 'no number begins with Q'],
    ['NINO: AO123456C', 'no second letter is O'],
    ['NINO: AB000000C', 'zeros'],
    ['NINO: AB123456', 'the last letter is missing'],
    ['NINO: AB1234567C', 'a digit too many'],
    ['NINO: AB123456E', 'the last letter is A to D'],
  ],
})

const neverIssued = new Set(['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'])
