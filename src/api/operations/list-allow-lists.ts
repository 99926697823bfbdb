// ListAllowLists: the account's lists, oldest first.
import type { ListAllowListsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { listAllowLists as list, type AllowListCursor } from '../../store/allow-lists.ts'
import { allowListArn } from '../allow-list-input.ts'
import { maxResults, nextToken } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

export const listAllowLists = operation({
  name: 'ListAllowLists',
  method: 'GET',
  path: '/allow-lists',
  query: { maxResults: 'integer', nextToken: 'string' },
  input: z.object({ maxResults: maxResults(25), nextToken }),
  errors: ['ValidationException', 'AccessDeniedException', 'ThrottlingException', 'InternalServerException'],
  async handle({ context, caller: { accountId }, input }): Promise<Wire<ListAllowListsResponse>> {
    const asked = ['ListAllowLists', accountId]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as AllowListCursor | undefined
    const limit = input.maxResults ?? 25
    const page = await list(context.database.interactive, accountId, { after, limit })
    return {
      allowLists: page.items.map((item) => ({
        arn: allowListArn(item),
        createdAt: item.createdAt.toISOString(),
        description: item.description,
        id: item.id,
        name: item.name,
        updatedAt: item.updatedAt.toISOString(),
      })),
      nextToken: page.next && writePageToken(context.pageTokenKey, asked, page.next),
    }
  },
})
