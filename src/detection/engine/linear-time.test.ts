// Four times the text costs four times the work, however the text was made to cost more. The work is counted, not
// timed; and in one passage, so that the size of a block hides nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCountingSteps, type StepCounter } from '../../../test/count-steps.ts'
import type { Passage } from '../../model/passage.ts'
import type { Detector } from '../detector.ts'

const bytes = 4_096

const pieces = [
  'a',
  '1',
  '1 ',
  '1-',
  '4 ',
  '.5',
  'A1',
  'aB',
  'é1',
  'ssn ',
  'ssn 5',
  'ssn 536-22-',
  'ssn 536-22-1234 ',
  'ssn card iban dob phone ',
  'card 4539 1488 0343 646',
  '4539148803436467 ',
  'credentials A1b2/',
  'eyJ',
  'eyJhbGciOi.',
  'eyJ-',
  'eyJ.eyJ.',
  'eyJ-eyJ-.',
  'sk_live_',
  'AIza',
  'DE89',
  'DE89 3704 ',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\nMIIB\n',
  '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n',
  'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n',
  'Authorization: Basic ',
  'Cookie: a=b; ',
  'Cookie: a=b;Cookie: a=',
  'coordinates 41.948614,-87.655311 ',
  'tel 030 23125 047 ',
  'tel +49 ',
  'vin 1M8GDM9AXKP04',
  '%B4539148803436467^A/B^',
  ';4539148803436467=',
  '02/26 exp ',
  'dob 1 Jan ',
  '(555) 123-',
  'John Smith ',
  'John Smith, ',
  'Mary Anna ',
  'Mary A. ',
  'Maria de la ',
  'Foo Bar ',
  '12345 A ',
  '1 Elm Street 12345 Foo ',
  '1 Elm St, Boise, ID 83704, ',
]

type Layout = 'prose' | 'cell' | 'cells'

function repeated(piece: string, length: number): Buffer {
  return Buffer.from(piece.repeat(Math.ceil(length / Buffer.byteLength(piece))))
}

/** One after the other: what comes first is far from most of what comes last. */
const halves = [
  ['card ', '536-22-1234 ssn '],
  ['ssn ', '4539148803436467 '],
  ['ssn card iban ', '4539148803436467 '],
  ['card ', '4539 1488 0343 6467 '],
  ['-----BEGIN PRIVATE KEY-----\n', 'A1B2C3D4 '],
  ['eyJhbGciOiJIUzI1NiJ9.', 'eyJ9.'],
] as const

function passageOf(text: Buffer, layout: Layout): Passage {
  const bounds = cellBounds(text, layout === 'cells' ? 32 : text.length)
  const names = layout === 'cells' ? ['ssn card number iban date of birth phone credentials exp'] : []
  const segments = {
    count: bounds.length,
    starts: Int32Array.from(bounds, ([start]) => start!),
    ends: Int32Array.from(bounds, ([, end]) => end!),
    contexts: new Int32Array(bounds.length),
    table: { size: 1, names: () => names },
  }
  return {
    layout: layout === 'prose' ? 'prose' : 'table',
    bytes: text,
    start: 0,
    from: 0,
    to: text.length,
    end: text.length,
    atStart: true,
    atEnd: true,
    segments: layout === 'prose' ? undefined : segments,
    locate: () => ({ kind: 'lines', start: 1, end: 1, startColumn: 1 }),
  }
}

function cellBounds(text: Uint8Array, width: number): number[][] {
  const bounds: number[][] = []
  for (let start = 0; start < text.length; start += width) {
    const end = Math.min(text.length, start + width - 1)
    if (end > start) bounds.push([start, end])
  }
  return bounds
}

let steps: StepCounter
let detector: Detector

beforeAll(async () => {
  steps = await startCountingSteps('/src/detection/')
  const { createDetector } = await import('../detector.ts')
  const { managedIdentifiers } = await import('../managed/index.ts')
  detector = createDetector(
    { managed: managedIdentifiers.map(({ id }) => id), custom: [] },
    { kind: 'typescript' },
  )
  // What is made once, such as automata, is no part of the work of a text.
  for (const piece of pieces) {
    for (const layout of ['prose', 'cell', 'cells'] as const)
      detector.detect(passageOf(repeated(piece, 4 * bytes), layout))
  }
})

afterAll(() => steps.stop())

describe.each(['prose', 'cell', 'cells'] as const)('the work of %s', (layout) => {
  test.each(pieces)('of nothing but %j grows with its length', async (piece) => {
    await expectLinear((length) => passageOf(repeated(piece, length), layout))
  })

  test.each(halves)('of much %j before much %j grows with its length', async (first, last) => {
    await expectLinear((length) =>
      passageOf(Buffer.concat([repeated(first, length / 2), repeated(last, length / 2)]), layout),
    )
  })
})

const mostStepsPerByte = 200

async function expectLinear(passageOfLength: (length: number) => Passage): Promise<void> {
  const work = (length: number): Promise<number> => {
    const passage = passageOfLength(length)
    return steps.countSteps(() => void detector.detect(passage))
  }
  const [once, fourTimes] = [await work(bytes), await work(4 * bytes)]
  expect(once).toBeGreaterThan(bytes)
  expect(fourTimes).toBeLessThan(5 * once)
  expect(fourTimes / (4 * bytes)).toBeLessThan(mostStepsPerByte)
}
