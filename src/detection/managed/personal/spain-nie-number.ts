// X, Y or Z stands for 0, 1 or 2 before seven digits; then the letter of the DNI.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { dniLetter } from '../../checksums/dni-letter.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const spainNieNumber = managedIdentifier({
  id: 'SPAIN_NIE_NUMBER',
  title: 'NIE (Spain)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
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
  pattern: /[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]/i,
  validate: isNie,
  examples: [
    'NIE: «Y3837759Q»',
    'número de identidad de extranjero «Y-3837759-Q»',
    { label: 'nie', text: '«y3837759q»' },
  ],
  counterExamples: [
    ['pedido Y3837759Q', 'no keyword nearby'],
    ['NIE Y3837759R', 'the letter is wrong'],
    ['NIE X0000000T', 'zeros'],
    ['NIE Y383775Q', 'too few digits'],
    ['NIE X3837759Q', 'the letter is that of another first letter'],
  ],
})

function isNie(text: string): boolean {
  const first = 'XYZ'.indexOf(text.charAt(0).toUpperCase())
  const digits = digitsOf(text)
  return !isAllZero(digits) && text.at(-1)?.toUpperCase() === dniLetter(`${first}${digits}`)
}
