// Texts, tables and records as the readers hand them to a detector, and what a detector finds in them. The bytes go
// through `readContent`, so that what holds here holds for objects.
import type { LooksSensitive } from '../src/content/looks-sensitive.ts'
import { readContent } from '../src/content/read-content.ts'
import type { Detector } from '../src/detection/detector.ts'
import { matchesOf } from '../src/detection/engine/match-list.ts'
import type { Example } from '../src/model/managed-identifier.ts'
import { bytesSource } from './readings.ts'

export interface Content {
  /** Its extension chooses the reader. */
  readonly name: string
  readonly content: string
}

export interface Found {
  readonly id: string
  readonly text: string
}

/** Everything that a detector finds, in the order of the content; `blockBytes` as for `readContent`. */
export async function findIn(
  detector: Detector,
  { name, content }: Content,
  options: { readonly blockBytes?: number } = {},
): Promise<readonly Found[]> {
  const found: Found[] = []
  const looksSensitive: LooksSensitive = (cell, names) => detector.looksSensitive(cell, names)
  for await (const passage of readContent(bytesSource(name, content), { looksSensitive, ...options })) {
    for (const { identifier, start, end } of matchesOf(detector.detect(passage))) {
      const { id } = detector.identifiers[identifier]!
      found.push({ id, text: Buffer.from(passage.bytes.subarray(start, end)).toString() })
    }
  }
  return found
}

export function text(content: string): Content {
  return { name: 'text.txt', content }
}

/** Each row as long as the header. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): Content {
  return { name: 'table.csv', content: [header, ...rows].map(quoted).join('\n') }
}

function quoted(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
}

export function record(value: unknown): Content {
  return { name: 'record.json', content: JSON.stringify(value) }
}

/**
 * The content that an example describes: a labelled one is a cell and a value under that name, any other a text.
 * The marks are taken out.
 */
export function contentsOf(example: Example): readonly Content[] {
  if (typeof example === 'string') return [text(unmarked(example))]
  const value = unmarked(example.text)
  return [
    table(['number', example.label, 'remark'], [['1', value, 'none']]),
    record({ entry: [{ [example.label]: value, remark: 'none' }] }),
  ]
}

/** What `«…»` marks. */
export function markedIn(example: Example): readonly string[] {
  const marked = typeof example === 'string' ? example : example.text
  return Array.from(marked.matchAll(/«([^»]*)»/g), ([, inside]) => inside!)
}

export function unmarked(marked: string): string {
  return marked.replaceAll(/[«»]/g, '')
}
