// Five digits for the place, three for the street. Nothing can be checked but that no place is below 01000.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const brazilCepCode = managedIdentifier({
  id: 'BRAZIL_CEP_CODE',
  title: 'Postal code, CEP (Brazil)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.correios.com.br/enviar/precisa-de-ajuda/tudo-sobre-cep',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'cep',
      'código de endereçamento postal',
      'codigo de endereçamento postal',
      'código postal',
      'codigo postal',
    ],
  },
  pattern: /\d{5}-?\d{3}|\d{2}\.\d{3}-\d{3}/,
  validate: isCep,
  neverJoinedTo: 'digits',
  examples: [
    'CEP: «01310-100»',
    'código postal «70150900»',
    'CEP «22.250-040», Rio de Janeiro',
    { label: 'cep', text: '«01310-100»' },
  ],
  counterExamples: [
    ['cep: IMG_20260318_143054.jpg', 'a moment'],
    ['pedido 01310-100', 'no keyword nearby'],
    ['CEP 00310-100', 'no place is below 01000'],
    ['CEP 00000-000', 'zeros'],
    ['CEP 12345-678', 'an ascending run'],
    ['CEP 0131-100', 'too short'],
    ['CEP 01310-1001', 'too long'],
    ['CEP 13.101.00', 'a version'],
    ['código postal C1425CLA', 'an Argentine code'],
  ],
})

export function isCep(text: string): boolean {
  const digits = digitsOf(text)
  return digits >= '01000000' && !isPlaceholder(digits)
}
