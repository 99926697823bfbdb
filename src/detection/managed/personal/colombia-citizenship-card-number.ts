// Six to eight digits of the old series, which gave men and women ranges of their own, or ten that begin with 1. There
// is no check digit. Ten digits that begin with 3 are a mobile phone.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const colombiaCitizenshipCardNumber = managedIdentifier({
  id: 'COLOMBIA_CITIZENSHIP_CARD_NUMBER',
  title: 'Cédula de ciudadanía (Colombia)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.registraduria.gov.co/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['cédula de ciudadanía', 'documento de identificación'] },
  pattern: /\d{6,10}|\d{1,3}\.\d{3}\.\d{3}|\d{3}\.\d{3}|\d\.\d{3}\.\d{3}\.\d{3}/,
  validate: isCitizenshipCard,
  neverJoinedTo: 'digits',
  examples: [
    'cédula de ciudadanía «52.345.678»',
    'Cédula de Ciudadanía No. «1.020.304.051» de Bogotá',
    'documento de identificación: «482019»',
    { label: 'cedula_de_ciudadania', text: '«79482013»' },
  ],
  counterExamples: [
    ['cédula de ciudadanía, orden ORD-2026-48201937', 'a group of an order number'],
    ['pedido 52.345.678', 'no keyword nearby'],
    ['cédula de ciudadanía 48201', 'too few digits'],
    ['cédula de ciudadanía 10203040517', 'a digit too many'],
    ['cédula de ciudadanía, celular 3104820193', 'a mobile phone'],
    ['cédula de ciudadanía 02345678', 'none begins with 0'],
    ['cédula de ciudadanía 1111111', 'one digit repeated'],
    ['cédula de ciudadanía 12345678', 'an ascending run'],
    ['cédula de ciudadanía 52.34.56.78', 'grouped in no known way'],
    ['documento de identificación 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['cédula de ciudadanía 52 345 678'],
})

export function isCitizenshipCard(text: string): boolean {
  const digits = digitsOf(text)
  return !digits.startsWith('0') && (digits.length < 10 || digits.startsWith('1')) && !isPlaceholder(digits)
}
