// Every file of fixtures/content through the readers: what is read, and where it is, is what the file beside it says,
// however the bytes are cut into blocks and reads. Then each file damaged in many ways: nothing is thrown, and what
// cannot be read is said.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readContent, type ContentSummary } from '../src/content/read-content.ts'
import type { Location } from '../src/model/location.ts'
import { textContext, type Passage } from '../src/model/passage.ts'
import { shortfallReasons, type Shortfall } from '../src/model/shortfall.ts'
import { bytesSource, looksSensitive, readAll, type Reading } from './readings.ts'

interface Expected {
  /** Without the shortfall's sentence for people. */
  readonly summary: Omit<ContentSummary, 'shortfall'> & { readonly shortfall?: Omit<Shortfall, 'detail'> }
  /** Absent where only the summary is of interest. */
  readonly readings?: readonly Reading[]
  /** Pieces of running text, in order, and where each is. */
  readonly spans?: readonly Span[]
}

interface Span {
  readonly text: string
  readonly location: Location
}

interface Fixture {
  /** `format/name.ext` */
  readonly name: string
  readonly bytes: Buffer
  readonly expected: Expected
}

const folder = path.join(import.meta.dirname, 'fixtures', 'content')
const contentFiles = globSync('*/*', { cwd: folder }).filter((file) => !file.endsWith('.readings.json'))
const fixtures = contentFiles.toSorted().map(fixtureOf)

function fixtureOf(name: string): Fixture {
  const [stem] = path.basename(name).split('.')
  const expected = readFileSync(path.join(folder, path.dirname(name), `${stem}.readings.json`), 'utf8')
  return { name, bytes: readFileSync(path.join(folder, name)), expected: JSON.parse(expected) as Expected }
}

const cuts = [
  { blockBytes: 64, readSizes: undefined },
  { blockBytes: 64, readSizes: [1, 7, 2, 64, 3] },
  { blockBytes: 333, readSizes: [100] },
  { blockBytes: 4_096, readSizes: [1_024, 1] },
  { blockBytes: undefined, readSizes: undefined },
]

describe.each(fixtures)('$name', ({ name, bytes, expected }) => {
  test.each(cuts)('is read as it should be in blocks of $blockBytes and reads of $readSizes', async (cut) => {
    const options = cut.blockBytes === undefined ? {} : { blockBytes: cut.blockBytes }
    const { readings, summary } = await readAll(bytesSource(name, bytes, cut.readSizes), options)
    expect(withoutDetail(summary)).toEqual(expected.summary)
    // What was read of an object that ends SKIPPED does not count.
    if (summary.shortfall?.status === 'SKIPPED') return
    if (expected.readings !== undefined) expect(readings).toEqual(expected.readings)
    const spans = expected.spans ?? []
    const texts = new Set(spans.map(({ text }) => text))
    expect(await locateSpans(name, { bytes, readSizes: cut.readSizes, ...options }, texts)).toEqual(spans)
  })
})

function withoutDetail({ shortfall, ...summary }: ContentSummary): Expected['summary'] {
  if (shortfall === undefined) return summary
  const { status, reason } = shortfall
  return { ...summary, shortfall: { status, reason } }
}

interface CutContent {
  readonly bytes: Buffer
  readonly readSizes: readonly number[] | undefined
  readonly blockBytes?: number
}

async function locateSpans(name: string, content: CutContent, texts: ReadonlySet<string>): Promise<Span[]> {
  const spans: Span[] = []
  const { bytes, readSizes, ...options } = content
  for await (const passage of readContent(bytesSource(name, bytes, readSizes), {
    looksSensitive,
    ...options,
  }))
    for (const range of textsOf(passage)) spans.push(...spansIn(passage, range, texts))
  return spans
}

interface Range {
  readonly from: number
  readonly to: number
  readonly end: number
}

/** Running text, or the lines of it among records. */
function textsOf({ from, to, end, segments }: Passage): readonly Range[] {
  if (segments === undefined) return [{ from, to, end }]
  return Array.from(segments.starts.subarray(0, segments.count), (start, index) => {
    const last = segments.ends[index]!
    return { from: start, to: last, end: last }
  }).filter((_, index) => segments.contexts[index] === textContext)
}

function spansIn(passage: Passage, { from, to, end }: Range, texts: ReadonlySet<string>): Span[] {
  const longest = Math.max(0, ...Array.from(texts, (text) => Buffer.byteLength(text)))
  const near = Buffer.from(passage.bytes.subarray(from, Math.min(end, to + longest)))
  const found = [...texts].flatMap((text) =>
    startsOf(text, near)
      .filter((start) => from + start < to)
      .map((start) => ({ text, start: from + start, end: from + start + Buffer.byteLength(text) })),
  )
  return found
    .toSorted((a, b) => a.start - b.start)
    .map((span) => ({ text: span.text, location: passage.locate(span.start, span.end) }))
}

function startsOf(text: string, bytes: Buffer): number[] {
  const starts: number[] = []
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) starts.push(at)
  return starts
}

describe('the folder', () => {
  test.each(['csv', 'gzip', 'json', 'jsonl', 'text', 'tsv'])('has files of %s', (format) => {
    expect(fixtures.filter(({ name }) => name.startsWith(`${format}${path.sep}`)).length).toBeGreaterThan(0)
  })

  test('says of every file where it comes from', () => {
    const provenance = readFileSync(path.join(folder, 'PROVENANCE.md'), 'utf8')
    const unknown = fixtures
      .map(({ name }) => name.replaceAll('\\', '/'))
      .filter((name) => !provenance.includes(`\`${name}\``))
    expect(unknown).toEqual([])
  })
})

const damagedCopies = 40
const mostExtractedBytes = 2 ** 20

describe.each(fixtures.filter(({ bytes }) => bytes.length > 1))('$name, damaged', (fixture) => {
  test('is read, or refused for a reason, in bounded memory', async () => {
    const random = randomNumbers(fixture.bytes.length)
    for (let copy = 0; copy < damagedCopies; copy++) {
      const bytes = copy % 2 === 0 ? truncated(fixture.bytes, random) : flipped(fixture.bytes, random)
      await readDamaged(fixture.name, bytes, random)
    }
  })
})

async function readDamaged(name: string, bytes: Buffer, random: (below: number) => number): Promise<void> {
  const blockBytes = [64, 333, 4_096][random(3)]!
  // readAll checks every passage: bounds in order, segments that neither touch nor overlap.
  const { summary } = await readAll(bytesSource(name, bytes, [1 + random(500), 1 + random(50)]), {
    blockBytes,
    maxExtractedBytes: mostExtractedBytes,
  })
  if (summary.format === undefined) expect(summary.shortfall).toBeDefined()
  if (summary.shortfall === undefined) return
  expect(shortfallReasons).toContain(summary.shortfall.reason)
  expect(['PARTIAL', 'SKIPPED']).toContain(summary.shortfall.status)
}

function truncated(bytes: Buffer, random: (below: number) => number): Buffer {
  return bytes.subarray(0, random(bytes.length))
}

function flipped(bytes: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  for (let flips = 1 + random(4); flips > 0; flips--) copy[random(copy.length)]! ^= 1 << random(8)
  return copy
}

/** Numbers in [0, below), the same ones for the same seed (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
