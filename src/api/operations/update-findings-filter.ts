// UpdateFindingsFilter: changes the members that are given. Findings that were recorded before keep their state.
import type { UpdateFindingsFilterResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { updateFindingsFilter as update } from '../../store/findings-filters.ts'
import { notFound, standardErrors } from '../errors.ts'
import { toConditions } from '../finding-criteria.ts'
import { filterArn, filterMembers, filterRefusal } from '../findings-filter-input.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const updateFindingsFilter = operation({
  name: 'UpdateFindingsFilter',
  method: 'PATCH',
  path: '/findingsfilters/{id}',
  input: z.object({ ...z.object(filterMembers).partial().shape, id: anyText }),
  errors: standardErrors,
  resource: (labels) => `findings-filter/${labels['id']}`,
  async handle({ context, caller, input }): Promise<Wire<UpdateFindingsFilterResponse>> {
    // Asked twice, an update is the same update: the token is not needed.
    const { id, clientToken: _, ...given } = input
    toConditions(given.findingCriteria)
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const outcome = await update(context.database.interactive, { accountId: caller.accountId, id }, changes)
    if (outcome === undefined) throw notFound('findings filter')
    if ('refused' in outcome) throw filterRefusal(outcome.refused)
    return { arn: filterArn(outcome), id: outcome.id }
  },
})
