// The number on Medicare cards until 2019: the Social Security number of who earned the claim, and a letter for the
// claimant. Railroad retirement puts letters in front, of six digits in old numbers.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { isIssuable } from './usa-social-security-number.ts'

export const usaHealthInsuranceClaimNumber = managedIdentifier({
  id: 'USA_HEALTH_INSURANCE_CLAIM_NUMBER',
  title: 'Health Insurance Claim Number (United States)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.cms.gov/medicare/new-medicare-card',
    'https://www.ssa.gov/policy/docs/ssb/v45n11/v45n11p29.pdf',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: {
    required: true,
    words: [
      'health insurance claim number',
      'hic no',
      'hic no.',
      'hic number',
      'hic#',
      'hicn',
      'hicn#.',
      'hicno#',
    ],
  },
  pattern: /(?:\d{9}|\d{3}-\d{2}-\d{4})-?[A-Z][A-Z0-9]?|[A-Z]{1,3}-?(?:\d{6}|\d{9}|\d{3}-\d{2}-\d{4})/,
  validate: isClaimNumber,
  examples: [
    'HICN: «536221234A»',
    'Health insurance claim number «536-22-1234-C1»',
    'HIC No. «WCA536221234»',
    'hic# «MA482019»',
    { label: 'hicn', text: '«536-22-1234D6»' },
  ],
  counterExamples: [
    ['order 536221234A', 'no keyword nearby'],
    ['HICN 536221234', 'the letter of the claimant is missing'],
    ['HICN 666221234A', 'area 666 is never issued'],
    ['HICN 536001234A', 'group 00 is never issued'],
    ['HICN 536221234ABC', 'letters too many'],
    ['HICN WCAA482019', 'letters too many in front'],
    ['HICN A4820193', 'seven digits'],
    ['HICN A000000', 'zeros'],
    ['HICN 5362212345A', 'a digit too many'],
    ['HICN 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['HICN 536 22 1234 A'],
})

function isClaimNumber(text: string): boolean {
  // The claimant may have a digit of his own behind his letter.
  const digits = digitsOf(text).slice(0, 9)
  return digits.length === 6 ? !isAllZero(digits) : isIssuable(digits)
}
