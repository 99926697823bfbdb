// PutFindingsPublicationConfiguration: says which findings the account wants in AWS Security Hub. The same request twice
// says the same, so the clientToken needs no memory.
import type { PutFindingsPublicationConfigurationResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { savePublicationConfiguration } from '../../store/publication-configurations.ts'
import { standardErrors } from '../errors.ts'
import { clientToken } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const putFindingsPublicationConfiguration = operation({
  name: 'PutFindingsPublicationConfiguration',
  method: 'PUT',
  path: '/findings-publication-configuration',
  input: z.object({
    clientToken: clientToken.optional(),
    securityHubConfiguration: z
      .object({ publishClassificationFindings: z.boolean(), publishPolicyFindings: z.boolean() })
      .optional(),
  }),
  errors: standardErrors,
  async handle({ context, caller, input }): Promise<Wire<PutFindingsPublicationConfigurationResponse>> {
    const { securityHubConfiguration: wanted } = input
    if (wanted !== undefined)
      await savePublicationConfiguration(context.database.interactive, caller.accountId, wanted)
    return {}
  },
})
