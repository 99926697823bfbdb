// Bytes in which an engine may err: pieces of what identifiers look for, of what only looks like it, and of what
// stands between, glued together without regard for UTF-8.
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import { parseShape } from '../../src/detection/engine/shape-syntax.ts'
import type { ManagedIdentifier } from '../../src/model/managed-identifier.ts'
import { markedIn, unmarked } from '../passages.ts'
import type { Random } from '../seeded-random.ts'
import { sampleShape } from './sample-shape.ts'

/** Several pieces, about half of them of one identifier, so that they have to do with each other. */
export function randomText(random: Random, mostPieces: number): Buffer {
  const identifier = random.of(managedIdentifiers)
  const pieces = Array.from({ length: 1 + random.below(mostPieces) }, () =>
    random.of(makers)(random, random.chance(0.6) ? identifier : random.of(managedIdentifiers)),
  )
  return Buffer.concat(pieces.flatMap((piece) => [piece, separator(random)]))
}

type Maker = (random: Random, identifier: ManagedIdentifier) => Buffer

const examples: Maker = (random, { examples: own, counterExamples, knownMisses }) => {
  const all = [...own, ...counterExamples.map(([text]) => text), ...(knownMisses ?? [])]
  const example = random.of(all)
  return Buffer.from(unmarked(typeof example === 'string' ? example : `${example.label} ${example.text}`))
}

const instances: Maker = (random, { examples: own }) => Buffer.from(random.of(own.flatMap(markedIn)))

const shapes: Maker = (random, identifier) => {
  const { forms } = identifier
  // What has a finder has no shape.
  if (forms.length === 0) return instances(random, identifier)
  const { pattern, validate } = random.of(forms)
  const shape = shapeOf(pattern)
  let sample = Buffer.from(sampleShape(shape, random))
  for (let tries = 0; tries < 20 && validate?.(sample.toString()) === false; tries++)
    sample = Buffer.from(sampleShape(shape, random))
  return sample
}

const parsed = new WeakMap<RegExp, ReturnType<typeof parseShape>>()

function shapeOf(pattern: RegExp): ReturnType<typeof parseShape> {
  let shape = parsed.get(pattern)
  if (shape === undefined) parsed.set(pattern, (shape = parseShape(pattern)))
  return shape
}

/** One byte more, less, or other than it should be. */
const nearMisses: Maker = (random, identifier) => {
  const bytes = [...(random.chance(0.5) ? instances : shapes)(random, identifier)]
  for (let changes = 1 + random.below(2); changes > 0; changes--) {
    const at = random.below(bytes.length + 1)
    const byte = random.chance(0.3) ? random.below(256) : random.of([...Buffer.from(' -_.,:/09aZ@"\n')])
    bytes.splice(at, random.below(2), ...(random.chance(0.7) ? [byte] : []))
  }
  return Buffer.from(bytes)
}

const keywords: Maker = (random, identifier) =>
  identifier.keywords.length === 0 ? words(random, identifier) : keyword(random, identifier)

function keyword(random: Random, { keywords: own }: ManagedIdentifier): Buffer {
  const text = random.of(own)
  const blanks = text.replaceAll(' ', () =>
    random.of([' ', ' ', '', '-', '_', '  ', '--', '\u00a0', '\u2010', '\n']),
  )
  const accented = random.chance(0.2) ? withMarks(random, blanks) : blanks
  const form = random.of(['NFC', 'NFD', 'NFC'])
  const cased = random.of(casings)(accented.normalize(form), random)
  return Buffer.from(cased)
}

const casings: readonly ((text: string, random: Random) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(/(?:^|[ _-])\p{L}/gu, (start) => start.toUpperCase()),
  (text) => text.replaceAll(/[ _-](\p{L})/gu, (_, letter: string) => letter.toUpperCase()),
  (text, random) =>
    Array.from(text, (letter) => (random.chance(0.5) ? letter.toUpperCase() : letter)).join(''),
]

function withMarks(random: Random, text: string): string {
  const marks = ['\u0301', '\u0308', '\u0327', '\u0301\u0302', '\u036f', '\u0370', '\u0301'.repeat(200)]
  return Array.from(text, (letter) => (random.chance(0.2) ? letter + random.of(marks) : letter)).join('')
}

/** A keyword and data with up to 35 characters between them, on either side. */
const pairs: Maker = (random, identifier) => {
  const data = random.of([instances, instances, shapes, nearMisses])(random, identifier)
  const sides = [keywords(random, identifier), data]
  if (random.chance(0.5)) sides.reverse()
  return Buffer.concat([sides[0]!, gap(random), sides[1]!])
}

function gap(random: Random): Buffer {
  const length = random.chance(0.5) ? 28 + random.below(8) : random.below(36)
  const alphabet = random.of(alphabets)
  const text = Buffer.from(random.several(alphabet, length).join(''))
  return random.chance(0.1) ? Buffer.concat([text, strayBytes(random)]) : text
}

const scripts = [
  'abcXYZ',
  'éüßøŁ',
  'ДЖюѣ',
  'αΩϑ',
  'אבגﬁ',
  'سعودي',
  'กขคง',
  'አማር',
  'ᏣᎳᎩ',
  'ẤợḀ',
  '漢字かな',
  '한국어',
  '\u{1f600}\u{20000}\u{10ffff}',
  '\u0301\u0308',
  '\u0080\u00a0\u00bf\u07ff\u0800\u0fff\u1000\u1fff\u2000\uffff',
] as const
const alphabets: readonly (readonly string[])[] = [
  [' '],
  [' ', '-', '.', ',', ':'],
  ['a', ' '],
  ['.', ' ', '7'],
  ['漢'],
  ['é', ' '],
  ['\u{1f600}', ' '],
  ...scripts.map((script) => Array.from(`${script} `)),
  Array.from(`${scripts.join('')} .-,:\n`),
]

const words: Maker = (random) => {
  const letters = random.of(alphabets)
  return Buffer.from(random.several(letters, 1 + random.below(12)).join(''))
}

const numbers: Maker = (random) => {
  const digits = (count: number): string => random.several(Array.from('0123456789'), count).join('')
  const parts = Array.from({ length: 1 + random.below(5) }, () =>
    digits(1 + random.below(random.of([4, 5, 20]))),
  )
  return Buffer.from(parts.join(random.of(['', ' ', '-', '.', ',', '/', ':'])))
}

function strayBytes(random: Random): Buffer {
  const bytes = [
    0x00, 0x1e, 0x1f, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xc3, 0xcc, 0xcd, 0xdf, 0xe1, 0xe2, 0xed, 0xf0, 0xf4,
    0xff,
  ]
  return Buffer.from(random.several(bytes, 1 + random.below(3)))
}

/** More than the engine looks back for a keyword, now and then more than a keyword may be away at all. */
const fillers: Maker = (random) => {
  const piece = random.of([' ', ' ', 'a', '7', 'x ', 'aB', '.5', 'é', '\u0301', '漢', 'é ', '_', 'ssn '])
  const bytes = random.chance(0.2) ? strayBytes(random) : Buffer.from(piece)
  return Buffer.alloc(random.of([200, 400, 700, 3_000]) + random.below(200), bytes)
}

/** A character without its end, or without its beginning. */
const cutCharacters: Maker = (random) => {
  const whole = Buffer.from(random.of(Array.from(scripts.join(''))))
  return random.chance(0.5) ? whole.subarray(0, -1) : whole.subarray(1)
}

const invented: Maker = (random) =>
  Buffer.from(
    random.of([
      'ssn',
      'SSN536-22-1234',
      '10.0.0.1',
      '1.234',
      '4539148803436467.5',
      'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      '2024-02-30T23:59:60Z',
      '-----BEGIN ',
      '-----END RSA PRIVATE KEY-----',
      'eyJhbGciOiJIUzI1NiJ9.',
      'Authorization: Bearer ',
      'user@example.com',
      '%B4539148803436467^A/B^',
      '{"a":"b\\u00e9"}',
      'camelCaseSSNumber',
      'XMLHttpRequest',
    ]),
  )

const makers: readonly Maker[] = [
  examples,
  instances,
  shapes,
  shapes,
  nearMisses,
  nearMisses,
  keywords,
  pairs,
  pairs,
  pairs,
  pairs,
  words,
  numbers,
  (random) => strayBytes(random),
  cutCharacters,
  fillers,
  invented,
]

function separator(random: Random): Buffer {
  if (random.chance(0.25)) return Buffer.alloc(0)
  return Buffer.from(
    random.of([
      ' ',
      ' ',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '\t',
      ', ',
      '-',
      '_',
      '.',
      ':',
      '"',
      '/',
      '  ',
      '\u00a0',
      '。',
      '\u001f',
      '\u001e',
      ' '.repeat(30),
    ]),
  )
}
