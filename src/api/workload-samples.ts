// The store's numbers as metrics: of the whole database, so every process that shares it tells the same.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { readWorkload } from '../store/workload.ts'
import type { Sample } from './exposition.ts'

/** Told also where there is none: what is not there cannot be compared with 0. */
const jobStatuses = ['CANCELLED', 'COMPLETE', 'IDLE', 'PAUSED', 'RUNNING', 'USER_PAUSED']

export async function workloadSamples(db: Kysely<Schema>): Promise<readonly Sample[]> {
  const { jobs, unfinishedRuns, batches, objects, bytes } = await readWorkload(db)
  const counts = new Map(jobs.map(({ status, count }) => [status, count]))
  return [
    {
      name: 'magpie_jobs',
      help: 'Jobs by status.',
      type: 'gauge',
      values: jobStatuses.map((status) => ({ labels: { status }, value: counts.get(status) ?? 0 })),
    },
    gauge('magpie_runs_unfinished', 'Runs that are listing or scanning.', unfinishedRuns),
    gauge('magpie_batches', 'Batches of objects that wait or are being scanned.', batches.count),
    gauge('magpie_batch_objects', 'Objects of those batches that are not recorded yet.', batches.objects),
    {
      name: 'magpie_objects_total',
      help: 'Objects that runs are done with, by what became of them.',
      type: 'counter',
      values: Object.entries(objects.ended).map(([status, value]) => ({ labels: { status }, value })),
    },
    counter('magpie_listed_objects_total', 'Objects that runs have seen.', objects.listed),
    counter(
      'magpie_selected_bytes_total',
      'Bytes of the objects that runs chose to analyse.',
      bytes.selected,
    ),
    counter('magpie_done_bytes_total', 'Bytes of the chosen objects that runs are done with.', bytes.done),
    counter('magpie_analysed_bytes_total', 'Bytes that were analysed.', bytes.analysed),
  ]
}

function gauge(name: string, help: string, value: number): Sample {
  return { name, help, type: 'gauge', values: [{ value }] }
}

function counter(name: string, help: string, value: number): Sample {
  return { name, help, type: 'counter', values: [{ value }] }
}
