// What became of the objects of a job's latest run: those that were not wholly analysed are rows of the ledger,
// the others lines of the results files.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { ResultsStore } from '../results/results-store.ts'
import { findLedger, sumLedger, type LedgerLine, type LedgerPosition } from '../store/ledger.ts'
import { findResultsFiles } from '../store/results-files.ts'
import { findRunBuckets } from '../store/run-buckets.ts'
import { findLatestRun, type Run } from '../store/runs.ts'

type Status = 'COMPLETE' | 'PARTIAL' | 'SKIPPED'

export interface CoverageQuery {
  readonly jobId: string
  readonly status: Status | undefined
  readonly reason: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

export interface CoverageTotal {
  readonly status: Status
  readonly reason: string | null
  readonly objects: number
  readonly bytes: number
}

export interface CoveredObject {
  readonly bucket: string
  readonly key: string
  readonly status: Status
  readonly reason: string | null
  readonly size: number
  readonly bytesAnalysed: number
  readonly detail: string | null
}

export interface CoveragePage {
  readonly totals: readonly CoverageTotal[]
  readonly objects: readonly CoveredObject[]
  readonly next?: string | undefined
}

interface Stores {
  readonly db: Kysely<Schema>
  readonly resultsStore: Pick<ResultsStore, 'read'>
}

export async function coverage(stores: Stores, query: CoverageQuery): Promise<CoveragePage> {
  const run = await findLatestRun(stores.db, query.jobId)
  if (run === undefined) return { totals: [], objects: [] }
  const totals = await totalsOf(stores.db, run)
  const page =
    query.status === 'COMPLETE'
      ? await completeObjects(stores, run, query)
      : await ledgerPage(stores, run, query)
  return { totals, ...page }
}

async function totalsOf(db: Kysely<Schema>, run: Run): Promise<CoverageTotal[]> {
  const ledger = await sumLedger(db, run)
  const buckets = await findRunBuckets(db, run)
  const objects = buckets.reduce((sum, { counters }) => sum + counters.objectsComplete, 0)
  const analysed = buckets.reduce((sum, { counters }) => sum + counters.bytesAnalysed, 0)
  const partly = ledger.reduce((sum, { bytesAnalysed }) => sum + bytesAnalysed, 0)
  const complete = { status: 'COMPLETE' as const, reason: null, objects, bytes: analysed - partly }
  const others = ledger.map(({ status, reason, objects: count, bytes }) => ({
    status,
    reason,
    objects: count,
    bytes,
  }))
  return objects === 0 ? others : [complete, ...others]
}

type Page = Pick<CoveragePage, 'objects' | 'next'>

async function ledgerPage({ db }: Stores, run: Run, query: CoverageQuery): Promise<Page> {
  const { jobId, runNumber } = run
  const after = query.after === undefined ? undefined : (JSON.parse(query.after) as LedgerPosition)
  const { status, reason, limit } = query
  const lines = await findLedger(db, { jobId, runNumber, status, reason, after, limit: limit + 1 })
  const shown = lines.slice(0, limit)
  const last = shown.at(-1)
  const more = lines.length > limit && last !== undefined
  return {
    objects: shown.map(withoutVersion),
    next: more
      ? JSON.stringify({ bucket: last.bucket, key: last.key, versionId: last.versionId })
      : undefined,
  }
}

function withoutVersion(line: LedgerLine): CoveredObject {
  const { versionId: _, ...object } = line
  return object
}

/** A place in the results: the file, and how many of its objects were shown. */
interface ResultsPosition {
  readonly file: string
  readonly shown: number
}

async function completeObjects({ db, resultsStore }: Stores, run: Run, query: CoverageQuery): Promise<Page> {
  // Only objects that fell short have a reason.
  if (query.reason !== undefined) return { objects: [] }
  const from =
    query.after === undefined ? { file: '', shown: 0 } : (JSON.parse(query.after) as ResultsPosition)
  const objects: CoveredObject[] = []
  let file = from.file
  for (;;) {
    const files = await findResultsFiles(db, { ...run, after: file, limit: 20 })
    for (const { name, bucket } of files) {
      let shown = 0
      for await (const line of resultsStore.read(name)) {
        if (line.t !== 'object' || line.status !== 'COMPLETE') continue
        if (++shown <= (name === from.file ? from.shown : 0)) continue
        if (objects.length === query.limit)
          return { objects, next: JSON.stringify({ file: name, shown: shown - 1 }) }
        const { key, status, size, bytesAnalysed } = line
        objects.push({ bucket, key, status, reason: null, size, bytesAnalysed, detail: null })
      }
    }
    const last = files.at(-1)
    if (files.length < 20 || last === undefined) return { objects }
    // Names end in `.gz`, so none lies between this one and its successor by a character.
    file = `${last.name}~`
  }
}
