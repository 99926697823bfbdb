// GetRevealConfiguration: whether samples of sensitive data may be revealed for the account's findings.
import type { GetRevealConfigurationResponse } from '@aws-sdk/client-macie2'
import { findRevealConfiguration } from '../../store/reveal-configurations.ts'
import { noInput } from '../members.ts'
import { operation } from '../operation.ts'
import { revealConfigurationErrors, wireRevealConfiguration } from '../reveal-configuration.ts'
import type { Wire } from '../wire.ts'

export const getRevealConfiguration = operation({
  name: 'GetRevealConfiguration',
  method: 'GET',
  path: '/reveal-configuration',
  input: noInput,
  errors: revealConfigurationErrors,
  async handle({ context, caller }): Promise<Wire<GetRevealConfigurationResponse>> {
    return wireRevealConfiguration(
      await findRevealConfiguration(context.database.interactive, caller.accountId),
    )
  },
})
