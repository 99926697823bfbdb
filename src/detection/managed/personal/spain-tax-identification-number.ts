// The kind of organisation, seven digits and a control that is a digit or a letter by the kind.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const spainTaxIdentificationNumber = managedIdentifier({
  id: 'SPAIN_TAX_IDENTIFICATION_NUMBER',
  title: 'CIF (Spain)',
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
  pattern: /[ABCDEFGHJNPQRSUVW][ -]?\d{7}[ -]?[0-9A-J]/i,
  validate: isCif,
  examples: ['CIF: «A49602592»', 'tax id «A-49602592»', { label: 'cif', text: '«Q2826000H»' }],
  counterExamples: [
    ['pedido A49602592', 'no keyword nearby'],
    ['CIF A49602593', 'the control digit is wrong'],
    ['CIF A00000000', 'zeros'],
    ['CIF A4960259B', 'this kind has a control digit'],
    ['CIF I49602592', 'there is no such kind'],
    ['CIF Q28260008', 'this kind has a control letter'],
  ],
})

function isCif(text: string): boolean {
  const kind = text.charAt(0).toUpperCase()
  const control = text.at(-1)?.toUpperCase() ?? ''
  const digits = digitsOf(text).slice(0, 7)
  let sum = 0
  for (let at = 0; at < 7; at++) {
    const digit = digits.charCodeAt(at) - 0x30
    sum += at % 2 === 1 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  if (isAllZero(digits)) return false
  const expected = (10 - (sum % 10)) % 10
  const isDigit = control === String(expected)
  const isLetter = control === 'JABCDEFGHI'[expected]
  if ('NPQRSW'.includes(kind)) return isLetter
  return 'ABEH'.includes(kind) ? isDigit : isDigit || isLetter
}
