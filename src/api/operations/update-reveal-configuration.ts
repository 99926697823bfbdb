// UpdateRevealConfiguration: allows or forbids to reveal samples of sensitive data, for the whole account.
import { randomBytes } from 'node:crypto'
import type { UpdateRevealConfigurationResponse } from '@aws-sdk/client-macie2'
import { lockSession } from '../../store/accounts.ts'
import { findRevealConfiguration, saveRevealConfiguration } from '../../store/reveal-configurations.ts'
import { operation } from '../operation.ts'
import {
  changedRevealConfiguration,
  revealConfigurationErrors,
  revealConfigurationInput,
  wireRevealConfiguration,
} from '../reveal-configuration.ts'
import type { Wire } from '../wire.ts'

export const updateRevealConfiguration = operation({
  name: 'UpdateRevealConfiguration',
  method: 'PUT',
  path: '/reveal-configuration',
  input: revealConfigurationInput,
  errors: revealConfigurationErrors,
  async handle({ context, caller: { accountId }, input }): Promise<Wire<UpdateRevealConfigurationResponse>> {
    const changed = await context.database.interactive.transaction().execute(async (trx) => {
      // Changes of one account come one after another.
      await lockSession(trx, accountId)
      const current = await findRevealConfiguration(trx, accountId)
      const next = changedRevealConfiguration(current, input, randomBytes(16).toString('hex'))
      await saveRevealConfiguration(trx, accountId, next)
      return next
    })
    return wireRevealConfiguration(changed)
  },
})
