// Every check against numbers that issuers, standards and registries have published, and against the same numbers
// with a digit changed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCalendarDate, isCompactDate } from './calendar-date.ts'
import { codiceFiscaleLetter } from './codice-fiscale-letter.ts'
import { isPlaceholder } from './digits.ts'
import { dniLetter } from './dni-letter.ts'
import { hasGermanLicenceDigit } from './german-licence-digit.ts'
import { passesMod11And10 } from './iso7064-mod-11-10.ts'
import { passesLuhn } from './luhn.ts'
import { isIbanValid, mod97 } from './mod97.ts'
import { hasRibKey } from './rib-key.ts'
import { hasSpanishAccountDigits } from './spanish-account-digits.ts'
import { travelDocumentDigit } from './travel-document-digit.ts'
import { hasVinCheckDigit } from './vin-check-digit.ts'
import { weightedSum } from './weighted-sum.ts'

const checks: readonly [name: string, check: (text: string) => boolean, valid: readonly string[]][] = [
  ['Luhn', passesLuhn, ['4111111111111111', '378282246310005', '79927398713', '747100386', '046454286']],
  [
    'IBAN',
    isIbanValid,
    [
      'DE89370400440532013000',
      'FR1420041010050500013M02606',
      'ES9121000418450200051332',
      'NL91ABNA0417164300',
      'GB29NWBK60161331926819',
      'MT84MALT011000012345MTLCAST001S',
    ],
  ],
  ['ISO 7064 MOD 11,10', passesMod11And10, ['60152483987', '86095742719', '07945']],
  ['RIB key', hasRibKey, ['20041010050500013M02606', '30006000011234567890189', '10107001011234567890129']],
  ['Spanish account', hasSpanishAccountDigits, ['21000418450200051332']],
  [
    'travel document digit',
    (text) => String(travelDocumentDigit(text.slice(0, -1))) === text.at(-1),
    ['T220001293', 'C01X00T478', 'L898902C36'],
  ],
  [
    'DNI letter',
    (text) => dniLetter(text.slice(0, -1)) === text.at(-1),
    ['67415111H', '12345678Z', '00000000T'],
  ],
  [
    'Codice Fiscale letter',
    (text) => codiceFiscaleLetter(text.slice(0, -1)) === text.at(-1),
    ['RSSMRA85T10A562S', 'MRTMTT91D08F205J'],
  ],
  // The licence that German authorities print as a sample, without the number of the copy.
  ['German licence digit', hasGermanLicenceDigit, ['B072RRE2I5']],
  ['vehicle check digit', hasVinCheckDigit, ['1M8GDM9AXKP042788', '5GZCZ43D13S812715', '11111111111111111']],
  ['CIN letter', (text) => codiceFiscaleLetter(text.slice(1)) === text[0], ['X0542811101000000123456']],
]

describe.each(checks)('%s', (_name, check, valid) => {
  test.each(valid)('%s passes', (text) => {
    expect(check(text)).toBe(true)
  })

  test.each(valid)('%s fails with any one digit raised', (text) => {
    const raised = Array.from(text, (character, i) =>
      /\d/.test(character)
        ? text.slice(0, i) + ((Number(character) + 1) % 10) + text.slice(i + 1)
        : undefined,
    )
    expect(raised.filter((changed) => changed !== undefined && check(changed))).toEqual([])
  })
})

test('the control digit of a Spanish account is 1 for the remainders 10 and 1: one is taken for the other', () => {
  expect(hasSpanishAccountDigits('21000813610123456789')).toBe(true)
  expect(hasSpanishAccountDigits('21000813610223456789')).toBe(true)
  expect(hasSpanishAccountDigits('21000813610323456789')).toBe(false)
})

test('the remainder modulo 97 is that of exact arithmetic', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 40n), (number) => mod97(String(number)) === Number(number % 97n)),
  )
})

test('a sum refuses weights that do not fit its values', () => {
  expect(weightedSum('123', [3, 2, 1])).toBe(10)
  expect(() => weightedSum('1234', [3, 2, 1])).toThrow('Cannot weigh 4 values')
})

test('repeated digits and ascending runs are placeholders, other numbers are not', () => {
  expect(['111-11-1111', '123456789', '4567890123', '000'].filter((text) => !isPlaceholder(text))).toEqual([])
  expect(['122333444', '987654321', '12', '7', '135792468'].filter(isPlaceholder)).toEqual([])
})

test('a calendar date is one that Date keeps as it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1600, max: 2200 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day))
        expect(isCalendarDate(year, month, day)).toBe(
          date.getUTCMonth() === month - 1 && date.getUTCDate() === day,
        )
      },
    ),
  )
})

test('29 February is in every fourth year, in no century, but in every fourth of those', () => {
  expect([1600, 1900, 1996, 2000, 2023, 2024, 2100].filter((year) => isCalendarDate(year, 2, 29))).toEqual([
    1600, 1996, 2000, 2024,
  ])
})

test('eight digits are a date where their year is first or last and the day exists', () => {
  const dates = ['20190312', '12032019', '03312019', '31032019', '19000101', '20991231', '29022024']
  expect(dates.filter((digits) => !isCompactDate(digits))).toEqual([])
  const numbers = [
    '18991231',
    '21000101',
    '20191332',
    '31022019',
    '29022023',
    '48201937',
    '2019031',
    '201903120',
  ]
  expect(numbers.filter(isCompactDate)).toEqual([])
})
