// GetCustomDataIdentifier: also a deleted one, because jobs may still use it.
import type { GetCustomDataIdentifierResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { findCustomDataIdentifier } from '../../store/custom-data-identifiers.ts'
import { customIdentifierArn } from '../custom-identifier-summary.ts'
import { notFound, standardErrors } from '../errors.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const getCustomDataIdentifier = operation({
  name: 'GetCustomDataIdentifier',
  method: 'GET',
  path: '/custom-data-identifiers/{id}',
  input: z.object({ id: anyText }),
  errors: standardErrors,
  resource: (labels) => `custom-data-identifier/${labels['id']}`,
  async handle({ context, caller, input }): Promise<Wire<GetCustomDataIdentifierResponse>> {
    const found = await findCustomDataIdentifier(context.database.interactive, caller.accountId, input.id)
    if (found === undefined) throw notFound('custom data identifier')
    return {
      arn: customIdentifierArn(found),
      createdAt: found.createdAt.toISOString(),
      deleted: found.deleted,
      description: found.description,
      id: found.id,
      ignoreWords: found.ignoreWords,
      keywords: found.keywords,
      maximumMatchDistance: found.maximumMatchDistance,
      name: found.name,
      regex: found.regex,
      severityLevels: found.severityLevels,
      tags: found.tags,
    }
  },
})
