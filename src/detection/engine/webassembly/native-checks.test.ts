// A check that the kernels have themselves says what its twin says, which the engine in TypeScript asks: of numbers as
// they come, of those that only a few steps keep apart, and of what begins like a token.
import { describe, expect, test } from 'vitest'
import { detectors } from '../../../../test/differential/detectors.ts'
import { foundIn, type Found } from '../../../../test/differential/found-in.ts'
import { sampleShape } from '../../../../test/differential/sample-shape.ts'
import { seededRandom, type Random } from '../../../../test/seeded-random.ts'
import type { Detector } from '../../detector.ts'
import { managedIdentifiers } from '../../managed/index.ts'
import { parseShape } from '../shape-syntax.ts'
import { checkNumber, hostCheck } from './native-checks.ts'

const [oracle, compared] = detectors()

const checked = managedIdentifiers.flatMap(({ id, keywords, forms }) =>
  forms
    .filter(({ validate }) => checkNumber(validate) > hostCheck)
    .map(({ pattern }, form) => ({ name: `${id}, ${form}`, keyword: keywords[0] ?? '', pattern })),
)

const token = managedIdentifiers.findIndex(({ id }) => id === 'JSON_WEB_TOKEN')

const numbersOfEach = 400

/** What is rare among random digits: days, times in milliseconds, a year behind an area code, an area of two digits. */
const rare = [
  '20190312',
  '20191303',
  '12032019',
  '31122099',
  '31022019',
  '1790812800123',
  '1490812800123',
  '0577 2019',
  '0577 2119',
  '020 7946 0123',
  '030 7946 0123',
  '06 4711 0123',
  '030 23125047',
]

/** The digits of a text anew: all the same, ascending, a day, zeros first, or one of them another. */
function changed(text: string, random: Random): string {
  const digits = text.replaceAll(/\D/g, '')
  const first = random.below(10)
  const day = `${1890 + random.below(220)}${10 + random.below(4)}${10 + random.below(23)}`
  const other = random.of([
    digits,
    digits,
    String(first).repeat(digits.length),
    Array.from(digits, (_, at) => (first + at) % 10).join(''),
    day + digits.slice(8),
    day.slice(4) + day.slice(0, 4) + digits.slice(8),
    digits.replace(/^\d\d?/, (zeros) => '0'.repeat(zeros.length)),
    digits.replace(/\d$/, String(first)),
  ])
  let at = 0
  return text.replaceAll(/\d/g, () => other[at++] ?? '0')
}

function inCells(detector: Detector, texts: readonly string[], keyword: string): Found {
  const parts = texts.map((text) => ({ bytes: Buffer.from(text, 'latin1'), names: [keyword] }))
  return foundIn(detector, { layout: 'table', parts, cuts: [] })
}

describe('a check of the kernels is that of TypeScript', () => {
  test.each(checked)('of $name', ({ name, keyword, pattern }) => {
    const random = seededRandom(name)
    const shape = parseShape(pattern)
    const texts = Array.from({ length: numbersOfEach }, () =>
      changed(String.fromCharCode(...sampleShape(shape, random)), random),
    )
    texts.push(...rare)
    expect(inCells(compared, texts, keyword)).toEqual(inCells(oracle, texts, keyword))
  })

  test('of tokens with headers of all kinds', () => {
    const random = seededRandom('headers')
    const headers = Array.from({ length: 500 }, () => randomHeader(random))
    const tokens = headers.map((header) => `${coded(header)}.${coded('{"sub":"marta"}')}.c2lnbmF0dXJl`)
    const found = inCells(compared, tokens, 'note')
    expect(found).toEqual(inCells(oracle, tokens, 'note'))
    expect(found.filter((match) => match.startsWith(`${token} `)).length).toBeGreaterThan(150)
  })
})

function coded(text: string): string {
  return Buffer.from(text).toString('base64url')
}

const strings = ['"alg"', '"a\\"b"', '"\\u00e9é漢"', '">{"', '"\\\\"', '"{[:,]}"', '"x~y?"', '""']
const others = ['-1.5e+3', '2E9', 'true', 'false', 'null', '[]', '{}', '[{"a":[1, 2]}]', '"RS256"', '"none"']
const faults = ['', '', '', '', '', '/', '"', "'", '\t', '\\', '\u0001', '~', 'A']

/** An object that mostly is one, longer and shorter than what the kernels look at. */
function randomHeader(random: Random): string {
  const members = Array.from({ length: random.of([0, 1, 3, 90]) }, () => {
    const blank = random.of(['', '', ' ', '\r\n'])
    return `${random.of(strings)}${blank}:${blank}${random.of([...strings, ...others])}${random.of(faults.slice(0, random.of([5, 13])))}`
  })
  return `{${[`"${random.of(['typ', 'kid', 'alg'])}":"JWT"`, ...members, '"alg":"HS256"'].join(random.of([',', ', ', ',\n']))}}`
}
