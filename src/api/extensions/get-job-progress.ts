// How far the current or latest run of a job is. A job that never ran has run number 0 and nothing done.
import { z } from 'zod'
import { findJob } from '../../store/jobs.ts'
import type { JobProgress } from '../context.ts'
import { notFound, standardErrors } from '../errors.ts'
import { hexId } from '../members.ts'
import { operation } from '../operation.ts'

export const getJobProgress = operation({
  name: 'GetJobProgress',
  method: 'GET',
  path: '/magpie/jobs/{jobId}/progress',
  input: z.object({ jobId: hexId }),
  errors: standardErrors,
  resource: (labels) => `classification-job/${labels['jobId']}`,
  async handle({ context, caller, input }): Promise<JobProgress> {
    const job = await findJob(context.database.interactive, caller.accountId, input.jobId)
    if (job === undefined) throw notFound('job')
    return (await context.progress(job.jobId)) ?? neverRan
  },
})

const neverRan: JobProgress = {
  runNumber: 0,
  phase: 'finished',
  identifierSet: null,
  objects: { listed: 0, selected: 0, complete: 0, partial: 0, skipped: 0 },
  bytes: { selected: 0, done: 0 },
  bytesPerSecond: 0,
  etaSeconds: null,
  buckets: [],
}
