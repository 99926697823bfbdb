// Bytes that make an engine work hard, as little as is needed to make any amount of them.
import { keywords } from './words.ts'

/** Texts of bytes: each character is one, U+0000 to U+00FF. */
export interface Recipe {
  readonly name: string
  readonly way: Way
  /** Over and over, one after the other. */
  readonly pieces: readonly string[]
}

/** By which way bytes come to the engine. */
export type Way = keyof typeof ways

/** What stands once before the pieces, under a name whose extension chooses the reader. */
const ways = {
  text: { file: 'a.txt', head: '' },
  cell: { file: 'a.csv', head: 'id,note\n1,"' },
  table: { file: 'a.csv', head: 'id,note\n' },
  'table of all keywords': { file: 'a.csv', head: `"${keywords.slice(0, 400).join('","')}"\n` },
  string: { file: 'a.json', head: '["' },
  list: { file: 'a.json', head: '[0' },
  object: { file: 'a.json', head: '{"a":0' },
  'list under all keywords': {
    file: 'a.json',
    head: `${keywords
      .slice(0, 200)
      .map((word) => `{"${word}":`)
      .join('')}[0`,
  },
  lines: { file: 'a.jsonl', head: '{}\n' },
} as const

export function fileOf({ way }: Recipe): string {
  return ways[way].file
}

export function bytesOf({ way, pieces }: Recipe, length: number): Buffer {
  const { head } = ways[way]
  const bytes = Buffer.alloc(Math.max(length, head.length))
  const filled = bytes.write(head, 'latin1')
  const round = Buffer.from(pieces.join(''), 'latin1')
  if (round.length > 0) bytes.fill(round, filled)
  return bytes
}
