// ListFindings: ids of the account's findings, by criteria and in an order.
import type { ListFindingsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { listFindingIds, type FindingCursor } from '../../store/findings.ts'
import { standardErrors } from '../errors.ts'
import { findingCriteria, findingSort, toConditions, toSort } from '../finding-criteria.ts'
import { maxResults, nextToken } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

export const listFindings = operation({
  name: 'ListFindings',
  method: 'POST',
  path: '/findings',
  input: z.object({
    findingCriteria: findingCriteria.optional(),
    maxResults: maxResults(50),
    nextToken,
    sortCriteria: findingSort,
  }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input }): Promise<Wire<ListFindingsResponse>> {
    const query = {
      accountId,
      conditions: toConditions(input.findingCriteria),
      ...toSort(input.sortCriteria),
    }
    const asked = ['ListFindings', query]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as FindingCursor | undefined
    const page = await listFindingIds(context.database.interactive, query, {
      after,
      limit: input.maxResults ?? 50,
    })
    return {
      findingIds: page.ids,
      nextToken: page.next && writePageToken(context.pageTokenKey, asked, page.next),
    }
  },
})
