// A turn of the export: what of an account's results is not in its bucket yet, also of runs that were before the bucket
// was named. What is left is read from the rows, so a turn that is killed goes on where it was.
import { BucketFailure } from '../objects/object-store.ts'
import {
  findExportConfiguration,
  findRestingExports,
  lockExportConfiguration,
  saveExportProgress,
  type ExportConfiguration,
} from '../store/export-configurations.ts'
import {
  findFilesToExport,
  saveExported,
  saveResultsLocations,
  type FileToExport,
} from '../store/exported-results.ts'
import { findJob } from '../store/jobs.ts'
import { findRunBucket } from '../store/run-buckets.ts'
import { findRun } from '../store/runs.ts'
import { exportFile, exportRoot } from './export-file.ts'
import { requestExport } from './request-export.ts'
import { inTransaction, type RunContext, type Turn } from './run-context.ts'

export type ExportContext = Pick<RunContext, 'database' | 'queue' | 'resultsStore' | 'writer' | 'logger'>

const filesInPage = 20

/** @throws where something is left: the queue calls again, later and later, up to a minute apart */
export async function exportResults(
  context: ExportContext,
  { accountId }: { readonly accountId: string },
  turn: Pick<Turn, 'signal'>,
): Promise<void> {
  do await exportAll(context, accountId, turn)
  while (!(await endTurn(context, accountId)))
}

/** Accounts with something left and no turn on its way: a checkpoint may commit while a turn ends. */
export async function resumeExports(context: Pick<ExportContext, 'database' | 'queue'>): Promise<void> {
  const { database, queue } = context
  for (const accountId of await findRestingExports(database.background)) {
    const left = await findFilesToExport(database.background, accountId, { after: '', limit: 1 })
    if (left.length > 0) await inTransaction(context, (trx) => requestExport(queue, trx, { accountId }))
  }
}

async function exportAll(
  context: ExportContext,
  accountId: string,
  { signal }: Pick<Turn, 'signal'>,
): Promise<void> {
  const { background } = context.database
  const unreadable: unknown[] = []
  for (let after = ''; ;) {
    const destination = await findExportConfiguration(background, accountId)
    if (destination === undefined) return
    const files = await findFilesToExport(background, accountId, { after, limit: filesInPage })
    for (const file of files) {
      signal.throwIfAborted()
      after = file.name
      try {
        await exportOne(context, destination, file)
      } catch (error) {
        if (error instanceof BucketFailure) {
          await noteFailure(context, destination, error)
          throw error
        }
        // Of this file only: the others are not to wait for it.
        unreadable.push(error)
      }
    }
    if (files.length < filesInPage) break
  }
  if (unreadable.length > 0)
    throw new Error(`Cannot export ${unreadable.length} results files: they cannot be read`, {
      cause: unreadable[0],
    })
}

async function exportOne(
  context: ExportContext,
  destination: ExportConfiguration,
  file: FileToExport,
): Promise<void> {
  const db = context.database.background
  const job = await findJob(db, destination.accountId, file.jobId)
  const run = await findRun(db, file)
  const bucket = await findRunBucket(db, file, file.bucket)
  // Deleted meanwhile, with all that belongs to it.
  if (job === undefined || run === undefined || bucket === undefined) return
  const { createdAt, runNumber, name } = file
  const source = { job, runNumber, custom: run.identifiers.custom, bucket: bucket.description, createdAt }
  const locations = await exportFile(context, { name, source, destination })
  await inTransaction(context, async (trx) => {
    await saveResultsLocations(trx, locations)
    await saveExported(trx, name, exportRoot(destination))
  })
  if (destination.failure !== undefined) await noteSuccess(context, destination)
}

async function noteFailure(
  context: ExportContext,
  { accountId }: ExportConfiguration,
  { problem, message }: BucketFailure,
): Promise<void> {
  await inTransaction(context, (trx) =>
    saveExportProgress(trx, accountId, { pending: true, failure: { problem, message } }),
  )
}

async function noteSuccess(context: ExportContext, { accountId }: ExportConfiguration): Promise<void> {
  await inTransaction(context, (trx) =>
    saveExportProgress(trx, accountId, { pending: true, failure: undefined }),
  )
}

/** False where something came meanwhile: whoever left it saw this turn on its way, and sent no other. */
async function endTurn(context: ExportContext, accountId: string): Promise<boolean> {
  return inTransaction(context, async (trx) => {
    const configuration = await lockExportConfiguration(trx, accountId)
    if (configuration === undefined) return true
    const left = await findFilesToExport(trx, accountId, { after: '', limit: 1 })
    if (left.length > 0) return false
    await saveExportProgress(trx, accountId, { pending: false, failure: undefined })
    return true
  })
}
