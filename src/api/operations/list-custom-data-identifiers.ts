// ListCustomDataIdentifiers: those that new jobs may name, oldest first; deleted ones are not listed.
import type { ListCustomDataIdentifiersResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import {
  listCustomDataIdentifiers as list,
  type CreationCursor,
} from '../../store/custom-data-identifiers.ts'
import { summariseCustomIdentifier } from '../custom-identifier-summary.ts'
import { standardErrors } from '../errors.ts'
import { maxResults, nextToken } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

export const listCustomDataIdentifiers = operation({
  name: 'ListCustomDataIdentifiers',
  method: 'POST',
  path: '/custom-data-identifiers/list',
  input: z.object({ maxResults: maxResults(200), nextToken }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input }): Promise<Wire<ListCustomDataIdentifiersResponse>> {
    const asked = ['ListCustomDataIdentifiers', accountId]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as CreationCursor | undefined
    const limit = input.maxResults ?? 50
    const page = await list(context.database.interactive, accountId, { after, limit })
    return {
      items: page.items.map(summariseCustomIdentifier),
      nextToken: page.next && writePageToken(context.pageTokenKey, asked, page.next),
    }
  },
})
