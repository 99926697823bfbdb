// DisableMacie: ends the account's jobs and deletes everything that belongs to the account but its access keys.
import type { DisableMacieResponse } from '@aws-sdk/client-macie2'
import { cancelAllJobs } from '../../jobs/suspend-account.ts'
import { lockSession, saveSession } from '../../store/accounts.ts'
import { deleteAccountData } from '../../store/delete-account.ts'
import { standardErrors } from '../errors.ts'
import { noInput } from '../members.ts'
import { operation } from '../operation.ts'
import { notEnabled } from '../session-gate.ts'
import type { Wire } from '../wire.ts'

export const disableMacie = operation({
  name: 'DisableMacie',
  method: 'DELETE',
  path: '/macie',
  input: noInput,
  errors: standardErrors,
  session: 'not needed',
  async handle({ context, caller: { accountId }, now }): Promise<Wire<DisableMacieResponse>> {
    await context.database.interactive.transaction().execute(async (trx) => {
      const session = await lockSession(trx, accountId)
      if (session === undefined || session.status === 'DISABLED') throw notEnabled()
      await saveSession(trx, { ...session, status: 'DISABLED', updatedAt: now })
      // Also holds the jobs' rows, so that no worker records anything between here and the commit.
      await cancelAllJobs(trx, accountId, now)
      await deleteAccountData(trx, accountId)
    })
    context.sessions.forget(accountId)
    return {}
  },
})
