// Sixteen digits that begin with 6061 and end in Luhn’s digit.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { passesLuhn } from '../../checksums/luhn.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const argentinaTarjetaSube = managedIdentifier({
  id: 'ARGENTINA_TARJETA_SUBE',
  title: 'Tarjeta SUBE (Argentina)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Medium', 'Medium', 'High'],
  sources: [
    'https://www.argentina.gob.ar/sube',
    'https://www.iso.org/standard/70484.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['sube', 'sistema único de boleto electrónico'] },
  pattern: /6061(?:\d{12}|(?: \d{4}){3}|(?:-\d{4}){3})/,
  validate: (text) => {
    const digits = digitsOf(text)
    return passesLuhn(digits) && !isAllZero(digits.slice(4, -1))
  },
  examples: [
    'SUBE: «6061123412341235»',
    'tarjeta SUBE «6061 1234 1234 1235»',
    'Sistema Único de Boleto Electrónico «6061-1234-1234-1235»',
    { label: 'sube', text: '«6061123412341235»' },
  ],
  counterExamples: [
    ['pedido 6061123412341235', 'no keyword nearby'],
    ['SUBE 6061123412341236', 'the Luhn digit is wrong'],
    ['SUBE 6062123412341234', 'another issuer'],
    ['SUBE 606112341234123', 'a digit is missing'],
    ['SUBE 60611234123412351', 'a digit too many'],
    ['SUBE 6061 1234-1234 1235', 'separators of two kinds'],
    ['SUBE 6061000000000003', 'zeros'],
    ['sube un 6061.1234 por ciento', 'a decimal number'],
  ],
})
