// The kernel leaves out no place that leads to a name or an address: with it and without it the same is found, wherever
// the text lies and wherever it is cut.
import { describe, expect, test } from 'vitest'
import { seededRandom, type Random } from '../../../test/seeded-random.ts'
import { findIn, text as textOf } from '../../../test/passages.ts'
import { openScanMemory, scanMemory } from '../../scan-memory/scan-memory.ts'
import { detectorOf } from '../detector.ts'
import { managedIdentifierById } from '../select-identifiers.ts'
import { address } from '../managed/personal/address.ts'
import { name } from '../managed/personal/name.ts'
import { createGazetteerSearch, type GazetteerSearch } from './gazetteer-search.ts'

const finders = new Set(['names', 'addresses'] as const)
const byKernel = createGazetteerSearch(finders, scanMemory())
const inTypeScript = createGazetteerSearch(finders, undefined)

const pieces = [
  ...[name, address].flatMap(({ examples, counterExamples }) => [
    ...examples.map((example) => (typeof example === 'string' ? example : example.text)),
    ...counterExamples.map(([example]) => (typeof example === 'string' ? example : example.text)),
  ]),
  'Dr. Xerxes Johnson',
  'M. P. Suzuki',
  'Kuan-Lin Chen',
  'Maria de la Cruz',
  'Jean-Pierre Dupont',
  'Élodie Martin',
  '12345',
  '1AA',
  'NSW 2009',
  '漢字',
  'Ж',
  'é',
  'The ',
  'A',
  'of',
  '.',
  ' ',
].map((piece) => piece.replaceAll(/[«»]/g, ''))

function randomText(random: Random): Buffer {
  const separators = [' ', ' ', ', ', '\n', '-', '', ': ', 'x'.repeat(random.below(70))]
  const parts = Array.from({ length: 40 }, () => random.of(pieces) + random.of(separators))
  return Buffer.from(parts.join(''))
}

interface Cut {
  readonly from: number
  readonly to: number
}

/** Of a text that ends where the last cut does. */
function foundBy(search: GazetteerSearch, bytes: Uint8Array, cuts: readonly Cut[]): readonly string[] {
  const length = cuts.at(-1)!.to
  const found: string[] = []
  for (const { from, to } of cuts) {
    const start = Math.max(0, from - 2_048)
    const end = Math.min(length, to + 16_384)
    const bounds = { start, from, to, end, atStart: start === 0, atEnd: end === length }
    search.announce()
    search.search({ bytes, ...bounds, segments: undefined }, (finder, first, last) => {
      found.push(`${finder} ${first}-${last}`)
    })
  }
  return found.toSorted()
}

describe('names and addresses', () => {
  test('are the same with the kernel and without, in the scan memory and outside, whole and cut', () => {
    const memory = scanMemory()!
    const { window } = memory.layout.address
    let count = 0
    for (let number = 0; number < 150; number++) {
      const random = seededRandom(`names ${number}`)
      const text = randomText(random)
      const there = memory.bytes.subarray(window + random.below(64), window + 100_000)
      // What was read before is still there behind it.
      there.set(text)
      there.fill(0x37, text.length, text.length + 512)
      const whole = [{ from: 0, to: text.length }]
      const cut = random.below(text.length)
      const halves = [
        { from: 0, to: cut },
        { from: cut, to: text.length },
      ]
      const expected = foundBy(inTypeScript, text, whole)
      count += expected.length
      for (const bytes of [text, there]) {
        expect(foundBy(byKernel, bytes, whole)).toEqual(expected)
        expect(foundBy(byKernel, bytes, halves)).toEqual(expected)
      }
      expect(foundBy(inTypeScript, text, halves)).toEqual(expected)
    }
    expect(count).toBeGreaterThan(1_000)
  })

  test('are found in the very first passage that a memory holds', async () => {
    const memory = openScanMemory()!
    const found = await findIn(
      detectorOf([name, address], [], { memory }),
      textOf(`${'- '.repeat(200)}John Smith`),
    )
    expect(found).toEqual([{ id: 'NAME', text: 'John Smith' }])
  })

  test('end where the passage does, whatever the memory holds behind it', () => {
    for (const ending of ['48 Pirrama Road, Pyrmont NSW 2009', '10 Downing Street, London SW1A 2AA']) {
      const bytes = Buffer.from(`${ending}77AA`)
      for (const search of [byKernel, inTypeScript])
        expect(foundBy(search, bytes, [{ from: 0, to: ending.length }])).toEqual([
          `addresses 0-${ending.length}`,
        ])
    }
  })

  test('are the same where a text has more words that matter than there is room for', async () => {
    // Leaves a program in the memory for which each of the words matters.
    await findIn(detectorOf([managedIdentifierById('USA_SOCIAL_SECURITY_NUMBER')]), textOf('ssn'))
    const line = 'ssn John Smith, 48 Pirrama Road, Pyrmont NSW 2009. '
    const bytes = Buffer.from(`${line}${'ssn '.repeat(90_000)}${line}`.repeat(2))
    const whole = [{ from: 0, to: bytes.length }]
    expect(foundBy(byKernel, bytes, whole)).toHaveLength(8)
    expect(foundBy(byKernel, bytes, whole)).toEqual(foundBy(inTypeScript, bytes, whole))
  })
})
