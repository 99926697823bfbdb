// DeleteCustomDataIdentifier: marks it, so that no new job names it; jobs that have it keep it.
import type { DeleteCustomDataIdentifierResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { deleteCustomDataIdentifier as markDeleted } from '../../store/custom-data-identifiers.ts'
import { notFound, standardErrors } from '../errors.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const deleteCustomDataIdentifier = operation({
  name: 'DeleteCustomDataIdentifier',
  method: 'DELETE',
  path: '/custom-data-identifiers/{id}',
  input: z.object({ id: anyText }),
  errors: standardErrors,
  resource: (labels) => `custom-data-identifier/${labels['id']}`,
  async handle({ context, caller, input }): Promise<Wire<DeleteCustomDataIdentifierResponse>> {
    const deleted = await markDeleted(context.database.interactive, caller.accountId, input.id)
    if (!deleted) throw notFound('custom data identifier')
    return {}
  },
})
