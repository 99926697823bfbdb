// UpdateMacieSession: suspends or resumes the service, or changes how often findings are published.
//
// A suspension ends every job of the account; resuming brings none of them back.
import type { UpdateMacieSessionResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { cancelAllJobs } from '../../jobs/suspend-account.ts'
import { lockSession, saveSession } from '../../store/accounts.ts'
import { standardErrors } from '../errors.ts'
import { oneOf } from '../members.ts'
import { operation } from '../operation.ts'
import { notEnabled } from '../session-gate.ts'
import type { Wire } from '../wire.ts'

export const updateMacieSession = operation({
  name: 'UpdateMacieSession',
  method: 'PATCH',
  path: '/macie',
  input: z.object({
    findingPublishingFrequency: oneOf('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS').optional(),
    status: oneOf('ENABLED', 'PAUSED').optional(),
  }),
  errors: standardErrors,
  session: 'not needed',
  async handle({ context, caller: { accountId }, input, now }): Promise<Wire<UpdateMacieSessionResponse>> {
    await context.database.interactive.transaction().execute(async (trx) => {
      const session = await lockSession(trx, accountId)
      if (session === undefined || session.status === 'DISABLED') throw notEnabled()
      const status = input.status ?? session.status
      const findingPublishingFrequency =
        input.findingPublishingFrequency ?? session.findingPublishingFrequency
      await saveSession(trx, { ...session, status, findingPublishingFrequency, updatedAt: now })
      if (status === 'PAUSED') await cancelAllJobs(trx, accountId, now)
    })
    context.sessions.forget(accountId)
    return {}
  },
})
