// The bytes of an object as passages of text that know where they are. What the bytes are decides the reader;
// the name decides only between readings of the same text (a table, records, running text).
import type { ByteSource } from '../model/byte-source.ts'
import type { Passage } from '../model/passage.ts'
import type { Shortfall } from '../model/shortfall.ts'
import { chooseReading } from './choose-reading.ts'
import { detectEncoding } from './encoding.ts'
import type { ExtractionBudget } from './inflate.ts'
import { firstLine } from './lines.ts'
import type { LooksSensitive } from './looks-sensitive.ts'
import { maxExtractedBytes, readGzip } from './read-gzip.ts'
import { readJson } from './read-json.ts'
import { readTable } from './read-table.ts'
import { readText } from './read-text.ts'
import { binarySignature, isGzip } from './signatures.ts'
import { asUtf8 } from './transcode.ts'
import { closeWindow, openWindow, type Window } from './window.ts'
import { withHead } from './with-head.ts'

export interface ReadOptions {
  readonly looksSensitive: LooksSensitive
  /** New bytes a passage; 256 KB unless set. */
  readonly blockBytes?: number
  /** Whether the kernels may do it: true unless set. What is read is the same. */
  readonly inScanMemory?: boolean
  /** What may come out of an archive; 10 GB unless set. */
  readonly maxExtractedBytes?: number
}

export interface ContentSummary {
  /** The reader's name, e.g. `csv`; absent where none took the object. */
  readonly format?: string
  readonly mimeType?: string
  readonly shortfall?: Shortfall
}

export const headBytes = 16 * 1_024

/** Bad content never throws: it ends in a shortfall. SourceFailure passes through. The source stays open. */
export function readContent(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<Passage, ContentSummary> {
  return readNested(source, {
    options,
    depth: 0,
    budget: { bytes: options.maxExtractedBytes ?? maxExtractedBytes },
  })
}

interface Nesting {
  readonly options: ReadOptions
  readonly depth: number
  readonly budget: ExtractionBudget
}

async function* readNested(source: ByteSource, nesting: Nesting): AsyncGenerator<Passage, ContentSummary> {
  const headed = await withHead(source, headBytes)
  if (isGzip(headed.head)) {
    const { depth, budget } = nesting
    const readInner = (inner: ByteSource): AsyncGenerator<Passage, ContentSummary> =>
      readNested(inner, { ...nesting, depth: depth + 1 })
    return yield* readGzip(headed.source, { budget, depth, readInner })
  }
  const text = binarySignature(headed.head) === undefined ? detectEncoding(headed.head) : undefined
  if (text === undefined) return unsupported
  const utf8 = await withHead(asUtf8(headed.source, text), headBytes)
  const window = openWindow(utf8.source, nesting.options)
  try {
    return yield* readAs(window, utf8.head, nesting.options)
  } finally {
    closeWindow(window)
  }
}

const unsupported: ContentSummary = {
  shortfall: {
    status: 'SKIPPED',
    reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION',
    detail: 'The content is neither text nor a format that can be read.',
  },
}

async function* readAs(
  window: Window,
  head: Uint8Array,
  options: ReadOptions,
): AsyncGenerator<Passage, ContentSummary> {
  const { looksSensitive } = options
  const reading = chooseReading(window.source.name, head)
  const { kind, summary } = reading
  switch (kind) {
    case 'table':
      yield* readTable(window, { delimiter: reading.delimiter, looksSensitive })
      return summary
    case 'document':
    case 'records': {
      const shortfall = yield* readJson(window, { lines: kind === 'records', looksSensitive })
      return shortfall === undefined ? summary : { ...summary, shortfall }
    }
    case 'text':
      yield* readText(window, { lines: firstLine() })
      return summary
    default:
      return kind satisfies never
  }
}
