// gzip around any content, gzip included: what is inside is read as if it stood alone.
import type { ByteSource } from '../model/byte-source.ts'
import type { Passage } from '../model/passage.ts'
import type { Shortfall } from '../model/shortfall.ts'
import { inflate, type ExtractionBudget, type Inflated } from './inflate.ts'
import type { ContentSummary } from './read-content.ts'

export const maxArchiveNesting = 10
export const maxExtractedBytes = 10 * 2 ** 30

export interface GzipOptions {
  readonly budget: ExtractionBudget
  /** gzip streams around this one. */
  readonly depth: number
  readonly readInner: (inner: ByteSource) => AsyncGenerator<Passage, ContentSummary>
}

export async function* readGzip(
  source: ByteSource,
  options: GzipOptions,
): AsyncGenerator<Passage, ContentSummary> {
  const summary = { format: 'gzip', mimeType: 'application/gzip' }
  if (options.depth >= maxArchiveNesting) return { ...summary, shortfall: nestedTooDeep }
  const inflated = inflate(source, options.budget)
  try {
    const inner = yield* options.readInner(inflated.source)
    const shortfall = shortfallOf(inflated, inner.shortfall)
    return shortfall === undefined ? summary : { ...summary, shortfall }
  } finally {
    await inflated.source.close()
  }
}

const nestedTooDeep: Shortfall = {
  status: 'SKIPPED',
  reason: 'ARCHIVE_NESTING_LEVEL_OVER_LIMIT',
  detail: `Archives are nested more than ${maxArchiveNesting} levels deep.`,
}

function shortfallOf(inflated: Inflated, inner: Shortfall | undefined): Shortfall | undefined {
  const problem = inflated.problem()
  if (problem === 'over budget') {
    const detail = 'More than 10 GB come out of the archive; what came before was analysed.'
    return { status: 'PARTIAL', reason: 'ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT', detail }
  }
  if (problem === 'too many members') {
    const detail = 'The gzip stream has more than 1,000,000 members; what came before was analysed.'
    return { status: 'PARTIAL', reason: 'ARCHIVE_TOTAL_DOCUMENTS_PROCESSED_OVER_LIMIT', detail }
  }
  if (problem === 'damaged') return damaged(inflated.extracted() > 0)
  if (inner?.status !== 'SKIPPED' || inner.reason === 'ARCHIVE_NESTING_LEVEL_OVER_LIMIT') return inner
  const detail = `The compressed content was not analysed: ${inner.reason}.`
  return { status: 'PARTIAL', reason: 'ARCHIVE_CONTAINS_UNPROCESSED_FILES', detail }
}

function damaged(somethingCame: boolean): Shortfall {
  const detail = 'The gzip stream is truncated, corrupt, or followed by something else.'
  if (!somethingCame) return { status: 'SKIPPED', reason: 'MALFORMED_FILE', detail }
  return { status: 'PARTIAL', reason: 'MALFORMED_FILE', detail: `${detail} What came before was analysed.` }
}
