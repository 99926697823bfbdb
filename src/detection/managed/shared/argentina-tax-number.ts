// What the Argentinian tax numbers of people and of organisations share: CUIT and CUIL differ in nothing but in who has
// them, and the first two digits tell people from organisations.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { passesCuitCheck } from '../../checksums/cuit-digit.ts'

export const argentinaTaxWords: readonly string[] = [
  'argentina taxpayer id',
  'clave única de identificación tributaria',
  'cuil',
  'c.u.i.l',
  'cuit',
  'c.u.i.t',
  'número de identificación fiscal',
  'número de contribuyente',
  'unified labor identification code',
]

/** The shape of numbers that begin with one of the prefixes, an alternative of a pattern. */
export function argentinaTaxNumber(prefixes: string): RegExp {
  return new RegExp(String.raw`(?:${prefixes})(?:-?\d{8}-?|-\d{2}\.\d{3}\.\d{3}-| \d{8} )\d`)
}

export function isArgentinaTaxNumber(text: string): boolean {
  const digits = digitsOf(text)
  return !isAllZero(digits.slice(2, 10)) && passesCuitCheck(digits)
}
