// ListManagedDataIdentifiers: the identifiers that jobs may name, which are those that work.
import type { ListManagedDataIdentifiersResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { managedIdentifiers } from '../../detection/managed/index.ts'
import { nextToken } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

const pageSize = 100
const asked = ['ListManagedDataIdentifiers']

const sorted = managedIdentifiers
  .map(({ category, id }) => ({ category, id }))
  .toSorted((a, b) => (a.id < b.id ? -1 : 1))

export const listManagedDataIdentifiers = operation({
  name: 'ListManagedDataIdentifiers',
  method: 'POST',
  path: '/managed-data-identifiers/list',
  input: z.object({ nextToken }),
  errors: [],
  handle({ context, input }): Wire<ListManagedDataIdentifiersResponse> {
    const from = (readPageToken(context.pageTokenKey, asked, input.nextToken) as number | undefined) ?? 0
    const next = from + pageSize
    return {
      items: sorted.slice(from, next),
      nextToken: next < sorted.length ? writePageToken(context.pageTokenKey, asked, next) : undefined,
    }
  },
})
