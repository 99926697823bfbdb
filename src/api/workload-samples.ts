// The store's numbers as metrics.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { readWorkload } from '../store/workload.ts'
import type { Sample } from './metrics.ts'

export async function workloadSamples(db: Kysely<Schema>): Promise<readonly Sample[]> {
  const { jobs, unfinishedRuns, batches, bytesAnalysed } = await readWorkload(db)
  return [
    {
      name: 'magpie_jobs',
      help: 'Jobs by status.',
      type: 'gauge',
      values: jobs.map(({ status, count }) => ({ labels: { status }, value: count })),
    },
    gauge('magpie_runs_unfinished', 'Runs that are listing or scanning.', unfinishedRuns),
    gauge('magpie_batches', 'Batches of objects that wait or are being scanned.', batches.count),
    gauge('magpie_batch_objects', 'Objects of those batches that are not recorded yet.', batches.objects),
    {
      name: 'magpie_analysed_bytes_total',
      help: 'Bytes that were analysed.',
      type: 'counter',
      values: [{ value: bytesAnalysed }],
    },
  ]
}

function gauge(name: string, help: string, value: number): Sample {
  return { name, help, type: 'gauge', values: [{ value }] }
}
