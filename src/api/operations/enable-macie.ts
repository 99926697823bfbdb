// EnableMacie: gives the caller's account a session. Nothing of an earlier one comes back.
import { randomUUID } from 'node:crypto'
import type { EnableMacieResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { lockNewSession, saveSession } from '../../store/accounts.ts'
import { ApiError, standardErrors } from '../errors.ts'
import { clientToken, oneOf } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const enableMacie = operation({
  name: 'EnableMacie',
  method: 'POST',
  path: '/macie',
  input: z.object({
    clientToken: clientToken.default(() => randomUUID()),
    findingPublishingFrequency: oneOf('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS').default('FIFTEEN_MINUTES'),
    status: oneOf('ENABLED', 'PAUSED').default('ENABLED'),
  }),
  errors: standardErrors,
  session: 'not needed',
  async handle({ context, caller: { accountId }, input, now }): Promise<Wire<EnableMacieResponse>> {
    const { status, findingPublishingFrequency } = input
    const session = { accountId, status, findingPublishingFrequency, createdAt: now, updatedAt: now }
    await context.database.interactive.transaction().execute(async (trx) => {
      const earlier = await lockNewSession(trx, accountId, now)
      if (earlier !== undefined && earlier.status !== 'DISABLED') {
        throw new ApiError('ConflictException', 'Macie has already been enabled.')
      }
      await saveSession(trx, session)
    })
    context.sessions.forget(accountId)
    return {}
  },
})
