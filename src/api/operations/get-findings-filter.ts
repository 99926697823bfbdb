// GetFindingsFilter: a filter with its criteria, as they were given.
import type { GetFindingsFilterResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { findFindingsFilter } from '../../store/findings-filters.ts'
import { notFound, standardErrors } from '../errors.ts'
import { filterArn } from '../findings-filter-input.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

type Answer = Wire<GetFindingsFilterResponse>

export const getFindingsFilter = operation({
  name: 'GetFindingsFilter',
  method: 'GET',
  path: '/findingsfilters/{id}',
  input: z.object({ id: anyText }),
  errors: standardErrors,
  resource: (labels) => `findings-filter/${labels['id']}`,
  async handle({ context, caller, input }): Promise<Answer> {
    const found = await findFindingsFilter(context.database.interactive, caller.accountId, input.id)
    if (found === undefined) throw notFound('findings filter')
    const { action, description, findingCriteria, id, name, position, tags } = found
    return {
      action,
      arn: filterArn(found),
      description,
      // Operators that were not given are not there, rather than undefined.
      findingCriteria: findingCriteria as Answer['findingCriteria'],
      id,
      name,
      position,
      tags,
    }
  },
})
