// What the Mexican tax numbers (RFC) of people and of organisations share: letters of the name, a date, two characters
// that tell namesakes apart and a check digit.
//
// The fact to know: about one number in seventy was given out with another check digit (1.4 % of 85,000, see
// https://github.com/arthurdejong/python-stdnum/issues/32), and is missed. Ten of eleven made-up numbers are refused for
// that: those of examples, tests and other systems. A choice for precision that costs less recall than is wanted of it.
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { passesRfcCheck } from '../../checksums/rfc-digit.ts'

export const mexicoTaxWords: readonly string[] = [
  'código del registro federal de contribuyentes',
  'identificación de impuestos',
  'identificacion de impuestos',
  'impuesto al valor agregado',
  'iva',
  'iva#',
  'i.v.a.',
  'registro federal de contribuyentes',
  'rfc',
  'rfc#',
  'r.f.c.',
]

/** The shape of a number whose name has so many letters; the two bytes are an Ñ in UTF-8. */
export function mexicoTaxNumber(letters: 3 | 4): RegExp {
  return new RegExp(String.raw`(?:[A-Z&]|\xc3[\x91\xb1]){${letters}}[ -]?\d{6}[ -]?[A-Z0-9]{2}[0-9A]`, 'i')
}

/** Whether the digits behind so many letters are a day of this century or the last, and the last one checks all. */
export function isMexicanTaxNumber(text: string, letters: number): boolean {
  return hasMexicanDate(text, letters) && passesRfcCheck(text.toUpperCase().replaceAll(/[ -]/g, ''))
}

function hasMexicanDate(text: string, letters: number): boolean {
  const at = text.charCodeAt(letters) <= 0x2d ? letters + 1 : letters
  const [year, month, day] = [0, 2, 4].map((place) => Number(text.slice(at + place, at + place + 2))) as [
    number,
    number,
    number,
  ]
  return isCalendarDate(2000 + year, month, day)
}
