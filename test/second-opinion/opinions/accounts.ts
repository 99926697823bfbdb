// Accounts: ISO 13616 is checked by everyone, what a country puts inside only by some.
import { isValidBBAN, isValidIBAN } from 'ibantools'
import validator from 'validator'
import { ibanDigits } from '../../../bench/quality/arithmetic.ts'
import { two, type Draw } from '../../../bench/quality/draw.ts'
import { ibanCountries, type IbanCountry } from '../../../src/detection/managed/shared/iban-countries.ts'
import { subjectsOf } from '../../../bench/quality/subjects/index.ts'
import { shapes } from '../numbers.ts'
import {
  libraryTakes,
  magpieTakes,
  unseparated,
  validatorSays,
  type Difference,
  type Opinion,
  type Question,
} from '../opinion.ts'

const registry = 'https://www.swift.com/standards/data-standards/iban-international-bank-account-number'

/** Places in the account, from 0, where a country keeps check digits of its own that ibantools knows. */
const checkPlaces: Readonly<Record<string, readonly number[]>> = {
  BA: [14, 15],
  CZ: [9, 19],
  EE: [15],
  ES: [8, 9],
  FR: [21, 22],
  HR: [6, 16],
  HU: [7, 23],
  MC: [21, 22],
  ME: [16, 17],
  MK: [13, 14],
  PL: [7],
  PT: [19, 20],
  RS: [16, 17],
  SI: [13, 14],
  SK: [9, 19],
}

/** Whose IBANs validator does not know. */
const unknownToValidator = ['SN']

const bankOfDigits = magpieTakes(
  'The code of a bank may have digits in the registry; the library takes letters alone',
  registry,
  (number) => /^DO...{0,3}\d/.test(unseparated(number)),
)
const accountOfLetters = magpieTakes(
  'The account may have letters in the registry; the library takes digits alone',
  registry,
  (number) => /[A-Z]/.test(unseparated(number).slice(8)),
)

export const accounts: readonly Question[] = [
  ...ibanCountries.map(iban),
  domestic(
    'FRANCE',
    ['FR', 'compte bancaire'],
    [
      libraryTakes(
        'Keys are 01 to 97; the library takes 00 for 97',
        'https://fr.wikipedia.org/wiki/Cl%C3%A9_RIB',
        (number) => number.endsWith('00'),
      ),
    ],
  ),
  domestic('SPAIN', ['ES', 'código cuenta'], []),
]

function iban(country: IbanCountry): Question {
  const { name, bban, example } = country
  const code = example.slice(0, 2)
  // Where letters may stand, accounts have digits more often.
  const account = (draw: Draw): string => draw.fill(templateOf(bban, draw.of(['#', 'A', 'x'])))
  const issued = (draw: Draw): string => {
    const drawn = draw.number(1, 3) > 1 ? settled(code, account(draw)) : account(draw)
    const number = `${code}${ibanDigits(code, drawn)}${drawn}`
    return draw.of([number, number, number.replaceAll(/.{4}(?=.)/g, '$& ')])
  }
  const ofCountry =
    (accepts: Opinion['accepts']): Opinion['accepts'] =>
    (number) =>
      number.startsWith(code) && accepts(unseparated(number))
  const atValidator = validatorSays(
    'isIBAN',
    ofCountry((number) => validator.isIBAN(number)),
    libraryTakes(
      'Check digits are 02 to 98; the library takes 00, 01 and 99 too, which leave the same remainder as others',
      'https://www.iso.org/standard/81090.html',
      (number) => /^..(?:0[01]|99)/.test(number),
    ),
    ...(code === 'DO' ? [bankOfDigits] : code === 'JO' ? [accountOfLetters] : []),
  )
  return {
    id: `${name}_BANK_ACCOUNT_NUMBER`,
    kind: 'IBAN',
    keyword: '',
    issued,
    shaped: (draw) => {
      const drawn = account(draw)
      return `${code}${draw.of([draw.fill('##'), twinOf(ibanDigits(code, drawn))])}${drawn}`
    },
    opinions: [
      {
        library: 'ibantools',
        asked: 'isValidIBAN',
        accepts: ofCountry(isValidIBAN),
        differences: [
          ...(code === 'DO' ? [bankOfDigits] : []),
          ...(code in checkPlaces
            ? [
                magpieTakes(
                  'The country has check digits of its own inside the account, and they are wrong; an IBAN is checked by those of ISO 13616',
                  registry,
                  (number) => !isValidBBAN(unseparated(number).slice(4), code),
                ),
              ]
            : []),
        ],
      },
      ...(unknownToValidator.includes(code) ? [] : [atValidator]),
    ],
  }
}

/** With the country's own check digits, where it has any; a few accounts can have none. */
function settled(code: string, drawn: string): string {
  const places = checkPlaces[code]
  if (places === undefined) return drawn
  const [first, last = first] = places as [number, number?]
  for (let value = 0; value < 10 ** places.length; value++) {
    const digits = String(value).padStart(places.length, '0')
    const withFirst = drawn.slice(0, first) + digits[0]! + drawn.slice(first + 1)
    const number = withFirst.slice(0, last) + digits.at(-1)! + withFirst.slice(last + 1)
    if (isValidBBAN(number, code)) return number
  }
  return drawn
}

/** Check digits that leave the same remainder, where there are others. */
function twinOf(digits: string): string {
  const value = Number(digits)
  return two(value > 96 ? value - 97 : value < 3 ? value + 97 : value)
}

function templateOf(bban: string, either = 'x'): string {
  const signs: Readonly<Record<string, string>> = { n: '#', a: 'A', c: either }
  return bban.replaceAll(/(\d+)([nac])/g, (_, count: string, kind: string) =>
    signs[kind]!.repeat(Number(count)),
  )
}

/** What stands in the IBAN of the country, near a keyword. */
function domestic(
  name: string,
  [code, keyword]: readonly [code: string, keyword: string],
  differences: readonly Difference[],
): Question {
  const id = `${name}_BANK_ACCOUNT_NUMBER`
  return {
    id,
    kind: 'domestic',
    keyword,
    issued: subjectsOf([id])[1]!.value,
    shaped: shapes(templateOf(ibanCountries.find((country) => country.name === name)!.bban)),
    opinions: [
      {
        library: 'ibantools',
        asked: `isValidBBAN ${code}`,
        accepts: (number) => isValidBBAN(unseparated(number), code),
        differences,
      },
    ],
  }
}
