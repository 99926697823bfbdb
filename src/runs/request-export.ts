// Asking for a turn that exports what is left of an account's results; one at a time.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Queue } from '../queue/queue.ts'
import {
  lockExportConfiguration,
  saveExportProgress,
  type ExportFailure,
} from '../store/export-configurations.ts'

/**
 * As the last step of a transaction that leaves something to export; does nothing where the account exports nowhere.
 * @param failure what the bucket said: until it takes something again, checkpoints leave the export to the turn
 */
export async function requestExport(
  queue: Pick<Queue, 'send'>,
  trx: Kysely<Schema>,
  { accountId, failure }: { readonly accountId: string; readonly failure?: ExportFailure | undefined },
): Promise<void> {
  const configuration = await lockExportConfiguration(trx, accountId)
  if (configuration === undefined) return
  if (!configuration.pending) await queue.send(trx, { queue: 'export-results', accountId })
  const kept = failure ?? configuration.failure
  await saveExportProgress(trx, accountId, { pending: true, failure: kept })
}
