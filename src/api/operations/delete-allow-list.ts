// DeleteAllowList: refused while a job needs the list, unless the caller says that it does not matter.
import type { DeleteAllowListResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { deleteAllowList as remove } from '../../store/allow-lists.ts'
import { ApiError, errorsWithoutQuotaAndConflict, notFound } from '../errors.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const deleteAllowList = operation({
  name: 'DeleteAllowList',
  method: 'DELETE',
  path: '/allow-lists/{id}',
  query: { ignoreJobChecks: 'boolean' },
  input: z.object({ id: anyText, ignoreJobChecks: z.boolean().default(false) }),
  // The conflict is answered nevertheless: AWS models no error of this operation for it.
  errors: errorsWithoutQuotaAndConflict,
  resource: (labels) => `allow-list/${labels['id']}`,
  async handle({ context, caller: { accountId }, input }): Promise<Wire<DeleteAllowListResponse>> {
    const { id, ignoreJobChecks: force } = input
    const outcome = await remove(context.database.interactive, { accountId, id, force })
    if (outcome === 'not-found') throw notFound('allow list')
    if (outcome === 'in-use') {
      const message = 'A job that is neither complete nor cancelled uses the allow list.'
      throw new ApiError('ConflictException', message)
    }
    return {}
  },
})
