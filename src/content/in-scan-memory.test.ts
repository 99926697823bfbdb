// The readers in the scan memory, by kernels, against the same in TypeScript: passage for passage, byte for byte.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesSource, looksSensitive } from '../../test/readings.ts'
import type { Passage } from '../model/passage.ts'
import { readContent, type ReadOptions } from './read-content.ts'

const cases = Number(process.env['MAGPIE_DIFFERENTIAL_CASES'] ?? 400)

const cuts = fc.record({
  blockBytes: fc.constantFrom(16, 64, 100, 333, 4_096, 262_144),
  drip: fc.option(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 4 }), {
    nil: undefined,
  }),
})

/** Mostly what tables are made of, so that quotes open, close and break off everywhere. */
const csv = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(',', '\n', '"', '\r\n', '\r', '""', '","', '"\n"', ',,') },
      { weight: 1, arbitrary: fc.constantFrom(' "', '" ', 'a"', '"a', '\u001e', '\u001f', 'é', '漢') },
      {
        weight: 4,
        arbitrary: fc.constantFrom('a', '12', 'some text', 'ssn', '536-22-1234', '"quoted, cell"'),
      },
      { weight: 1, arbitrary: fc.integer({ min: 20, max: 140 }).map((length) => 'x'.repeat(length)) },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 60, max: 66 }).map((length) => `\n${'x'.repeat(length)}"a,b`),
      },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 60, max: 200 }).map((length) => `,"a""${'y'.repeat(length)}",`),
      },
      { weight: 1, arbitrary: fc.integer({ min: 20, max: 140 }).map((length) => `"${'y,'.repeat(length)}"`) },
    ),
    { maxLength: 200 },
  )
  .map((parts) => parts.join(''))

/** Rows as they are mostly: all of one kind, longer than a block of the kernel. */
const regularCsv = fc
  .tuple(
    fc.array(
      fc.array(fc.constantFrom('', 'a', 'Berlin', 'x "y" z', 'é,é', '1234'), { minLength: 3, maxLength: 3 }),
      {
        maxLength: 60,
      },
    ),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([rows, lineBreak, quoted]) =>
    rows.map((row) => row.map((cell) => cellOf(cell, quoted)).join(',') + lineBreak).join(''),
  )

function cellOf(cell: string, quoted: boolean): string {
  return quoted || /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Mostly well-formed, with all that a string can hold, then bytes that break off the structure. */
const strings = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('a', 'é', '漢', ' ', '536-22-1234', 'some longer text of a value'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('\\n', '\\\\', '\\"', '\\/', '\\u0041', '\\u001e', '\\ud83d\\ude00'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\\ud83d', '\\u12', '\\x', '\\\u001f', '\u001e', '{', ',', '\\u00e9'),
      },
    ),
    { maxLength: 12 },
  )
  .map((parts) => `"${parts.join('')}"`)
/** Some of one length that differ in one byte: paths are compared 8 bytes at a time. */
const names = [
  '',
  'a',
  'q',
  'ssn',
  'name',
  'namf',
  '1234567a',
  '1234567q',
  '12345678a',
  '12345678q',
  '1a345678',
]
const keys = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names).map((name) => `"${name}"`) }, strings)
const { document } = fc.letrec<{ document: string; value: string }>((tie) => ({
  value: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('1', '-2.5e3', 'true', 'null', 'word') },
    { weight: 4, arbitrary: strings },
    { weight: 3, arbitrary: tie('document') },
  ),
  document: fc.oneof(
    { depthSize: 'medium' },
    fc
      .array(fc.tuple(keys, fc.constantFrom(':', ' : '), tie('value')), { maxLength: 5 })
      .map((members) => `{${members.map((member) => member.join('')).join(', ')}}`),
    fc.array(tie('value'), { maxLength: 5 }).map((values) => `[${values.join(',')}]`),
  ),
}))
const damage = fc.constantFrom(
  '',
  '',
  '',
  '',
  '',
  '"',
  '}',
  ']',
  '{',
  ':',
  ',',
  '\\',
  'x',
  '\u001e',
  '\u001f',
  '\r',
  '1 2',
)
const json = fc
  .array(
    fc
      .tuple(document, damage, fc.nat(1_000))
      .map(
        ([text, broken, at]) =>
          text.slice(0, at % (text.length + 1)) + broken + text.slice(at % (text.length + 1)),
      ),
    { minLength: 1, maxLength: 12 },
  )
  .map((documents) => documents.join('\n'))

test.each([
  ['a.csv', csv],
  ['a.csv', regularCsv],
  ['a.jsonl', json],
  ['a.json', json],
])('%s is read the same by the kernels, whatever it holds', async (name, contents) => {
  const property = fc.asyncProperty(contents, cuts, async (content, { blockBytes, drip }) => {
    const read = (inScanMemory: boolean): Promise<unknown[]> =>
      passagesOf(name, { content, drip }, { looksSensitive, blockBytes, inScanMemory })
    expect(await read(true)).toEqual(await read(false))
  })
  await fc.assert(property, { numRuns: cases, seed: 1 })
})

async function passagesOf(
  name: string,
  { content, drip }: { readonly content: string; readonly drip: readonly number[] | undefined },
  options: ReadOptions,
): Promise<unknown[]> {
  const passages = readContent(bytesSource(name, content, drip), options)
  const seen: unknown[] = []
  for (;;) {
    const next = await passages.next()
    if (next.done === true) return [...seen, next.value]
    seen.push(described(next.value))
  }
}

function described(passage: Passage): unknown {
  const { layout, bytes, segments, start, from, to, end, atStart, atEnd } = passage
  const range = { layout, start, from, to, end, atStart, atEnd }
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1')
  if (segments === undefined) return { ...range, text, location: passage.locate(from, to) }
  const list = Array.from({ length: segments.count }, (_, i) => ({
    range: [segments.starts[i], segments.ends[i]],
    context: segments.contexts[i],
    names: segments.table.names(segments.contexts[i]!),
    location: passage.locate(Math.max(from, segments.starts[i]!), Math.min(to, segments.ends[i]!)),
  }))
  return { ...range, text, segments: list, contexts: segments.table.size }
}
