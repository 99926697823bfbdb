// Objects of many blocks in every format that is read in blocks, full of what engines may err in.
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import { seededRandom, type Random } from '../seeded-random.ts'
import { randomText } from './random-text.ts'

export interface LargeContent {
  /** Its extension chooses the reader. */
  readonly name: string
  readonly content: Buffer
}

/** Of each format one object of at least so many bytes. */
export function largeContents(seed: string, bytes: number): readonly LargeContent[] {
  const grown = (
    name: string,
    head: string,
    piece: (random: Random) => readonly Uint8Array[],
  ): LargeContent => {
    const random = seededRandom(`${seed} ${name}`)
    const pieces: Uint8Array[] = [Buffer.from(head)]
    for (let length = 0; length < bytes;) {
      const next = piece(random)
      pieces.push(...next)
      length += next.reduce((sum, { length: each }) => sum + each, 0)
    }
    return { name, content: Buffer.concat(pieces) }
  }
  const columns = Array.from({ length: 40 }, (_, i) => keywordOf(seededRandom(`${seed} ${i}`)))
  return [
    grown('large.txt', plainHead, (random) => [randomText(random, 8)]),
    grown('one-line.txt', plainHead, (random) => [
      randomText(random, 8).map((byte) => (byte < 0x20 ? 0x20 : byte)),
    ]),
    grown('large.csv', `${columns.map((name) => `"${name}"`).join(',')}\n"${plainHead}"\n`, (random) =>
      row(random, columns.length),
    ),
    grown('large.jsonl', `"${plainHead}"\n`, (random) => [...record(random, 3), Buffer.from('\n')]),
    grown('large.json', `["${plainHead}"`, (random) => [Buffer.from(','), ...record(random, 3)]),
  ]
}

/** Whether an object is text at all is decided by its beginning. */
const plainHead = 'Nothing but plain words. '.repeat(800)

function keywordOf(random: Random): string {
  const { keywords } = random.of(managedIdentifiers)
  return keywords.length === 0 || random.chance(0.4) ? 'note' : random.of(keywords)
}

function row(random: Random, width: number): readonly Uint8Array[] {
  const cells = Array.from({ length: 1 + random.below(width) }, () => [
    random.chance(0.5) ? Buffer.from(String(random.below(1_000_000_000))) : quoted(randomText(random, 4)),
    Buffer.from(','),
  ])
  return [...cells.flat().slice(0, -1), Buffer.from(random.chance(0.2) ? '\r\n' : '\n')]
}

function quoted(bytes: Buffer): Buffer {
  const doubled = Array.from(bytes, (byte) => (byte === 0x22 ? [byte, byte] : [byte])).flat()
  return Buffer.from([0x22, ...doubled, 0x22])
}

/** A string of JSON, but for what is no UTF-8 in it. */
function jsonString(bytes: Buffer): Buffer {
  const escaped = Array.from(bytes, (byte) =>
    byte < 0x20 || byte === 0x22 || byte === 0x5c
      ? [...Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1))]
      : [byte],
  )
  return Buffer.from([0x22, ...escaped.flat(), 0x22])
}

function record(random: Random, depth: number): readonly Uint8Array[] {
  const kind = depth === 0 ? 'string' : random.of(['string', 'array', 'object', 'object'])
  if (kind === 'string') return [jsonString(randomText(random, 4))]
  const members = Array.from({ length: random.below(4) }, () => [
    Buffer.from(','),
    ...(kind === 'object' ? [jsonString(Buffer.from(keywordOf(random))), Buffer.from(':')] : []),
    ...record(random, depth - 1),
  ])
  const [open, close] = kind === 'object' ? ['{', '}'] : ['[', ']']
  return [Buffer.from(open), ...members.flat().slice(1), Buffer.from(close)]
}
