// GetFindingsPublicationConfiguration: which findings the account wants in AWS Security Hub.
import type { GetFindingsPublicationConfigurationResponse } from '@aws-sdk/client-macie2'
import { findPublicationConfiguration } from '../../store/publication-configurations.ts'
import { standardErrors } from '../errors.ts'
import { noInput } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const getFindingsPublicationConfiguration = operation({
  name: 'GetFindingsPublicationConfiguration',
  method: 'GET',
  path: '/findings-publication-configuration',
  input: noInput,
  errors: standardErrors,
  async handle({ context, caller }): Promise<Wire<GetFindingsPublicationConfigurationResponse>> {
    const { interactive } = context.database
    return { securityHubConfiguration: await findPublicationConfiguration(interactive, caller.accountId) }
  },
})
