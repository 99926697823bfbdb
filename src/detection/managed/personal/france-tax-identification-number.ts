// Thirteen digits; the last three are the first ten modulo 511.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const franceTaxIdentificationNumber = managedIdentifier({
  id: 'FRANCE_TAX_IDENTIFICATION_NUMBER',
  title: 'Tax identification number, SPI (France)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.impots.gouv.fr/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      "numéro d'identification fiscal",
      // What the tax notice itself calls it.
      'numéro fiscal',
      'identifiant fiscal',
      'référence fiscale',
      'spi',
      'tax id',
      'tax identification number',
      'tax number',
      'tin',
      'tin#',
    ],
  },
  pattern: /[0-3]\d ?\d{2} ?\d{3} ?\d{3} ?\d{3}/,
  validate: isSpi,
  examples: [
    "numéro d'identification fiscal «3015829679170»",
    'TIN: «30 15 829 679 170»',
    'Numéro fiscal : «30 15 829 679 170»',
    { label: 'tax_number', text: '«3015829679170»' },
  ],
  counterExamples: [
    ['commande 3015829679170', 'no keyword nearby'],
    ['TIN: 3015829679171', 'the last three digits are wrong'],
    ['TIN: 9015829679170', 'the first digit is 0 to 3'],
    ['TIN: 0000000000000', 'zeros'],
  ],
})

function isSpi(text: string): boolean {
  const digits = digitsOf(text)
  return !isAllZero(digits) && Number(digits.slice(0, 10)) % 511 === Number(digits.slice(10))
}
