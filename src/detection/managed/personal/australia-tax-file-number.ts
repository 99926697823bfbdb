// Nine digits whose weighted sum is a multiple of eleven.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { weightedSum } from '../../checksums/weighted-sum.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const australiaTaxFileNumber = managedIdentifier({
  id: 'AUSTRALIA_TAX_FILE_NUMBER',
  title: 'Tax file number (Australia)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.ato.gov.au/individuals-and-families/tax-file-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['tax file number', 'tfn'] },
  pattern: /\d{3}[ -]?\d{3}[ -]?\d{3}/,
  validate: isTaxFileNumber,
  examples: ['TFN: «768 602 062»', 'tax file number «768602062»', { label: 'tfn', text: '«768-602-062»' }],
  counterExamples: [
    ['order 768 602 062', 'no keyword nearby'],
    ['TFN 768 602 063', 'the check digit is wrong'],
    ['TFN 7686020620', 'a digit too many'],
    ['TFN 768.602.062', 'a version or an address'],
    ['TFN 000 000 000', 'zeros'],
  ],
  knownMisses: ['TFN 81854402'],
})

export function isTaxFileNumber(text: string): boolean {
  return !isPlaceholder(text) && weightedSum(digitsOf(text), [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0
}
