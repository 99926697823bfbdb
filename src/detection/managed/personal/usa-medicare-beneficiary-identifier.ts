// Eleven characters on Medicare cards since 2018. There is no check digit, but each place has its kind, and letters
// that look like digits (S, L, O, I, B, Z) are left out.
import { managedIdentifier } from '../../managed-identifier.ts'

const letter = '[AC-HJKMNP-RT-Y]'
const either = '[AC-HJKMNP-RT-Y0-9]'

export const usaMedicareBeneficiaryIdentifier = managedIdentifier({
  id: 'USA_MEDICARE_BENEFICIARY_IDENTIFIER',
  title: 'Medicare Beneficiary Identifier (United States)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.cms.gov/medicare/new-medicare-card/understanding-new-medicare-beneficiary-identifier-mbi',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: { required: true, words: ['mbi', 'medicare beneficiary'] },
  pattern: new RegExp(
    String.raw`[1-9]${letter}${either}\d-?${letter}${either}\d-?${letter}${letter}\d{2}`,
    'i',
  ),
  examples: [
    'MBI: «1EG4-TE5-MK73»',
    'Medicare beneficiary «1eg4te5mk73»',
    { label: 'mbi', text: '«4Q82RW7GH19»' },
  ],
  counterExamples: [
    ['order 1EG4-TE5-MK73', 'no keyword nearby'],
    ['MBI 0EG4-TE5-MK73', 'none begins with 0'],
    ['MBI 1SG4-TE5-MK73', 'no letter is an S'],
    ['MBI 1EGA-TE5-MK73', 'the fourth place is a digit'],
    ['MBI 1EG4-TE5-M473', 'the ninth place is a letter'],
    ['MBI 1EG4-TE5-MK7', 'a digit is missing'],
    ['MBI 1EG4TE5MK734', 'a digit too many'],
    ['MBI 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['MBI: 1EG4 TE5 MK73'],
})
