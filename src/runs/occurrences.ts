// Every occurrence of a finding, from the results file that holds them.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Occurrence } from '../model/scan-outcome.ts'
import type { ResultsStore } from '../results/results-store.ts'
import { findResultsOf } from '../store/findings.ts'

export interface OccurrencesQuery {
  readonly findingId: string
  readonly after: string | undefined
  readonly limit: number
}

export interface OccurrencesPage {
  /** Which state of the identifiers found them; null: none was recorded. */
  readonly identifierSet: string | null
  readonly occurrences: readonly Occurrence[]
  readonly next?: string | undefined
}

interface Stores {
  readonly db: Kysely<Schema>
  readonly resultsStore: Pick<ResultsStore, 'read'>
}

export async function occurrences(
  { db, resultsStore }: Stores,
  query: OccurrencesQuery,
): Promise<OccurrencesPage> {
  const { file = null, identifierSet = null } = (await findResultsOf(db, query.findingId)) ?? {}
  if (file === null) return { identifierSet, occurrences: [] }
  const number = await numberOf(resultsStore, file, query.findingId)
  const from = Number(query.after ?? 0)
  const found: Occurrence[] = []
  let seen = 0
  for await (const line of resultsStore.read(file)) {
    if (line.t !== 'occurrences' || line.o !== number) continue
    for (const item of line.items) {
      if (++seen <= from) continue
      if (found.length === query.limit)
        return { identifierSet, occurrences: found, next: String(from + found.length) }
      found.push(item)
    }
  }
  return { identifierSet, occurrences: found }
}

/** The number of the object's lines: told by its last one only. */
async function numberOf(
  resultsStore: Stores['resultsStore'],
  file: string,
  findingId: string,
): Promise<number> {
  for await (const line of resultsStore.read(file))
    if (line.t === 'object' && line.findingId === findingId) return line.o
  throw new Error('Cannot read occurrences: the results file does not know the finding')
}
