// An account names, changes or gives up the bucket of its discovery results. With the bucket, in the same transaction,
// comes a turn of the queue for the results that were before it.
import {
  deleteExportConfiguration,
  lockExportConfiguration,
  saveExportConfiguration,
  type ExportDestination,
} from '../store/export-configurations.ts'
import { inTransaction, type JobContext } from './job-context.ts'

export async function configureExport(
  context: Pick<JobContext, 'database' | 'queue'>,
  destination: ExportDestination & { readonly encrypts: boolean },
): Promise<void> {
  await inTransaction(context, async (step) => {
    const { accountId } = destination
    // A turn on its way reads the new destination before its next file, whatever became of its last one.
    await lockExportConfiguration(step.trx, accountId)
    await saveExportConfiguration(step.trx, { ...destination, pending: true, failure: undefined })
    await step.send({ queue: 'export-results', accountId })
  })
}

/** Results stay where they are; those that follow are kept, and exported when a bucket is named again. */
export async function clearExport(
  context: Pick<JobContext, 'database' | 'queue'>,
  accountId: string,
): Promise<void> {
  await inTransaction(context, ({ trx }) => deleteExportConfiguration(trx, accountId))
}
