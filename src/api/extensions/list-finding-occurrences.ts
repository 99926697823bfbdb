// Every occurrence of a finding, beyond the fifteen that the finding itself locates. Places only, never what was there.
import { z } from 'zod'
import { findFindings } from '../../store/findings.ts'
import type { OccurrencesPage } from '../context.ts'
import { notFound, standardErrors } from '../errors.ts'
import { hexId, nextToken } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'

const pageSize = 1_000

export const listFindingOccurrences = operation({
  name: 'ListFindingOccurrences',
  method: 'GET',
  path: '/magpie/findings/{findingId}/occurrences',
  query: { nextToken: 'string' },
  input: z.object({ findingId: hexId, nextToken }),
  errors: standardErrors,
  async handle({
    context,
    caller,
    input,
  }): Promise<Omit<OccurrencesPage, 'next'> & { readonly nextToken?: string }> {
    const { findingId } = input
    const [found] = await findFindings(context.database.interactive, caller.accountId, [findingId])
    if (found === undefined) throw notFound('finding')
    const asked = ['ListFindingOccurrences', findingId]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as string | undefined
    const { next, ...page } = await context.occurrences({ findingId, after, limit: pageSize })
    if (next === undefined) return page
    return { ...page, nextToken: writePageToken(context.pageTokenKey, asked, next) }
  },
})
