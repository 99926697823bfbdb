// ListFindingsFilters: the account's filters by position, without their criteria.
import type { ListFindingsFiltersResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { listFindingsFilters as list, type FilterCursor } from '../../store/findings-filters.ts'
import { standardErrors } from '../errors.ts'
import { filterArn } from '../findings-filter-input.ts'
import { maxResults, nextToken } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

export const listFindingsFilters = operation({
  name: 'ListFindingsFilters',
  method: 'GET',
  path: '/findingsfilters',
  query: { maxResults: 'integer', nextToken: 'string' },
  input: z.object({ maxResults: maxResults(25), nextToken }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input }): Promise<Wire<ListFindingsFiltersResponse>> {
    const asked = ['ListFindingsFilters', accountId]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as FilterCursor | undefined
    const limit = input.maxResults ?? 25
    const page = await list(context.database.interactive, accountId, { after, limit })
    return {
      findingsFilterListItems: page.filters.map((filter) => {
        const { action, id, name, tags } = filter
        return { action, arn: filterArn(filter), id, name, tags }
      }),
      nextToken: page.next && writePageToken(context.pageTokenKey, asked, page.next),
    }
  },
})
