// How a text is to be read: its name decides between the readings that its first bytes allow.
import { extensionOf } from './classifiable.ts'
import { detectDelimiter } from './delimiter.ts'
import { sniffJson } from './sniff-json.ts'

export type Reading =
  | { readonly kind: 'table'; readonly delimiter: number; readonly summary: FormatSummary }
  | { readonly kind: 'document' | 'records' | 'text'; readonly summary: FormatSummary }

export interface FormatSummary {
  /** The reader's name, e.g. `csv`. */
  readonly format: string
  readonly mimeType: string
}

/** `head` is UTF-8. */
export function chooseReading(name: string, head: Uint8Array): Reading {
  const extension = extensionOf(name)
  if (extension === 'csv' || extension === 'tsv') {
    const mimeType = extension === 'csv' ? 'text/csv' : 'text/tab-separated-values'
    const delimiter = detectDelimiter(head, extension === 'tsv' ? 9 : 0x2c)
    return { kind: 'table', delimiter, summary: { format: extension, mimeType } }
  }
  const json = sniffJson(head, extension)
  switch (json) {
    case 'lines':
      return { kind: 'records', summary: { format: 'jsonl', mimeType: 'application/json' } }
    case 'document':
      return { kind: 'document', summary: { format: 'json', mimeType: 'application/json' } }
    case undefined:
      return { kind: 'text', summary: { format: 'text', mimeType: 'text/plain' } }
    default:
      return json satisfies never
  }
}
