// The DNI of a citizen, or K, L or M with seven digits; the letter is the DNI’s.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { dniLetter } from '../../checksums/dni-letter.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const spainNifNumber = managedIdentifier({
  id: 'SPAIN_NIF_NUMBER',
  title: 'NIF (Spain)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://sede.agenciatributaria.gob.es/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'cif',
      'cif número',
      'cifnúmero#',
      'nie',
      'nif',
      'número de contribuyente',
      'número de identidad de extranjero',
      'número de identificación fiscal',
      'número de impuesto corporativo',
      'personal tax number',
      'tax id',
      'tax identification number',
      'tax number',
      'tin',
      'tin#',
    ],
  },
  pattern: /(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z]|[KLM][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]/i,
  validate: isNif,
  examples: [
    'NIF «67.415.111-H»',
    'NIF: «67415111H»',
    'tax number «67415111-H»',
    'NIF «L-1234567-L»',
    { label: 'nif', text: '«K1234567L»' },
  ],
  counterExamples: [
    ['pedido 67415111H', 'no keyword nearby'],
    ['NIF 67415111J', 'the letter is wrong'],
    ['NIF K1234567M', 'the letter is wrong'],
    ['NIF 00000000T', 'zeros'],
    ['NIF 67415111', 'the letter is missing'],
    ['NIF 3f2b8c1d-67415111', 'part of a UUID'],
  ],
})

function isNif(text: string): boolean {
  const digits = digitsOf(text)
  return digits !== '99999999' && !isAllZero(digits) && text.at(-1)?.toUpperCase() === dniLetter(digits)
}
