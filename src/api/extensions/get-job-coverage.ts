// What became of the objects of a job's latest run: sums by status and reason, and the objects themselves, page by page.
import { z } from 'zod'
import { findJob } from '../../store/jobs.ts'
import type { CoveragePage } from '../context.ts'
import { notFound, standardErrors } from '../errors.ts'
import { hexId, nextToken, oneOf, text } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'

const pageSize = 500

export const getJobCoverage = operation({
  name: 'GetJobCoverage',
  method: 'GET',
  path: '/magpie/jobs/{jobId}/coverage',
  query: { status: 'string', reason: 'string', nextToken: 'string' },
  input: z.object({
    jobId: hexId,
    status: oneOf('COMPLETE', 'PARTIAL', 'SKIPPED').optional(),
    reason: text(1, 128).optional(),
    nextToken,
  }),
  errors: standardErrors,
  resource: (labels) => `classification-job/${labels['jobId']}`,
  async handle({ context, caller, input }): Promise<Omit<CoveragePage, 'next'> & { nextToken?: string }> {
    const { status, reason } = input
    const job = await findJob(context.database.interactive, caller.accountId, input.jobId)
    if (job === undefined) throw notFound('job')
    // A token is a position in one run: it does not go on in the next.
    const asked = ['GetJobCoverage', job.jobId, job.numberOfRuns, { status, reason }]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as string | undefined
    const page = await context.coverage({ jobId: job.jobId, status, reason, after, limit: pageSize })
    const { totals, objects, next } = page
    if (next === undefined) return { totals, objects }
    return { totals, objects, nextToken: writePageToken(context.pageTokenKey, asked, next) }
  },
})
