// DeleteFindingsFilter: what it archived stays archived.
import type { DeleteFindingsFilterResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { deleteFindingsFilter as remove } from '../../store/findings-filters.ts'
import { notFound, standardErrors } from '../errors.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const deleteFindingsFilter = operation({
  name: 'DeleteFindingsFilter',
  method: 'DELETE',
  path: '/findingsfilters/{id}',
  input: z.object({ id: anyText }),
  errors: standardErrors,
  resource: (labels) => `findings-filter/${labels['id']}`,
  async handle({ context, caller, input }): Promise<Wire<DeleteFindingsFilterResponse>> {
    const found = await remove(context.database.interactive, caller.accountId, input.id)
    if (!found) throw notFound('findings filter')
    return {}
  },
})
