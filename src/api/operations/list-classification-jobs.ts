// ListClassificationJobs: summaries of the account's jobs, finished and cancelled ones included.
import type { ListClassificationJobsResponse } from '@aws-sdk/client-macie2'
import { listJobs, type JobCursor } from '../../store/list-jobs.ts'
import { standardErrors } from '../errors.ts'
import { listJobsInput } from '../jobs/list-jobs-input.ts'
import { wireJobSummary } from '../jobs/wire-job.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

export const listClassificationJobs = operation({
  name: 'ListClassificationJobs',
  method: 'POST',
  path: '/jobs/list',
  input: listJobsInput,
  errors: standardErrors,
  notEnabledMessage: 'Macie is not enabled.',
  async handle({ context, caller: { accountId }, input }): Promise<Wire<ListClassificationJobsResponse>> {
    const { includes = [], excludes = [] } = input.filterCriteria ?? {}
    const { attributeName, orderBy } = input.sortCriteria ?? {}
    const order = orderBy ?? (attributeName === undefined ? 'DESC' : 'ASC')
    const query = { accountId, includes, excludes, sortBy: attributeName ?? 'createdAt', order }
    const asked = ['ListClassificationJobs', query]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as JobCursor | undefined
    const limit = input.maxResults ?? 50
    const page = await listJobs(context.database.interactive, query, { after, limit })
    return {
      items: page.jobs.map(wireJobSummary),
      nextToken: page.next && writePageToken(context.pageTokenKey, asked, page.next),
    }
  },
})
