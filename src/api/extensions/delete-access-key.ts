// Revokes an access key: at once in this process, within a second in the others.
import { z } from 'zod'
import { notFound, standardErrors } from '../errors.ts'
import { text } from '../members.ts'
import { operation } from '../operation.ts'
import { managesAllAccounts } from './manages-all-accounts.ts'

export const deleteAccessKey = operation({
  name: 'DeleteAccessKey',
  method: 'DELETE',
  path: '/magpie/access-keys/{accessKeyId}',
  input: z.object({ accessKeyId: text(1, 128) }),
  errors: standardErrors,
  session: 'not needed',
  adminsOnly: 'revoke access keys',
  async handle({ context, caller, input }): Promise<Record<string, never>> {
    const key = await context.accessKeys.find(input.accessKeyId)
    const isTheirs = key?.accountId === caller.accountId || managesAllAccounts(context, caller)
    if (key === undefined || !isTheirs) throw notFound('access key')
    await context.accessKeys.revoke(key.accessKeyId)
    return {}
  },
})
