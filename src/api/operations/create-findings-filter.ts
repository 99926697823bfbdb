// CreateFindingsFilter: criteria saved under a name. With the action ARCHIVE, findings that match are archived as soon
// as they are recorded.
import { randomUUID } from 'node:crypto'
import type { CreateFindingsFilterResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { requestDigest } from '../../jobs/request-digest.ts'
import { createFindingsFilter as create } from '../../store/findings-filters.ts'
import { standardErrors } from '../errors.ts'
import { toConditions } from '../finding-criteria.ts'
import { filterArn, filterMembers, filterRefusal } from '../findings-filter-input.ts'
import { tags } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const createFindingsFilter = operation({
  name: 'CreateFindingsFilter',
  method: 'POST',
  path: '/findingsfilters',
  input: z.object({ ...filterMembers, tags: tags.default({}) }),
  errors: standardErrors,
  resource: () => 'findings-filter/*',
  async handle({ context, caller, region, input }): Promise<Wire<CreateFindingsFilterResponse>> {
    const { clientToken = randomUUID(), ...asked } = input
    toConditions(asked.findingCriteria)
    const outcome = await create(context.database.interactive, {
      ...asked,
      description: asked.description,
      id: randomUUID(),
      accountId: caller.accountId,
      region,
      clientToken,
      requestDigest: requestDigest(asked),
    })
    if ('refused' in outcome) throw filterRefusal(outcome.refused)
    return { arn: filterArn(outcome), id: outcome.id }
  },
})
