// CreateCustomDataIdentifier: one regular expression with keywords, for jobs to look for.
import { randomUUID } from 'node:crypto'
import type { CreateCustomDataIdentifierResponse } from '@aws-sdk/client-macie2'
import { requestDigest } from '../../jobs/request-digest.ts'
import { createCustomDataIdentifier as create } from '../../store/custom-data-identifiers.ts'
import { customIdentifierInput } from '../custom-identifier-input.ts'
import { ApiError, standardErrors } from '../errors.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const createCustomDataIdentifier = operation({
  name: 'CreateCustomDataIdentifier',
  method: 'POST',
  path: '/custom-data-identifiers',
  input: customIdentifierInput,
  errors: standardErrors,
  resource: () => 'custom-data-identifier/*',
  async handle({ context, caller, region, input, now }): Promise<Wire<CreateCustomDataIdentifierResponse>> {
    const { clientToken = randomUUID(), ...asked } = input
    const outcome = await create(context.database.interactive, {
      ...asked,
      id: randomUUID(),
      accountId: caller.accountId,
      region,
      clientToken,
      requestDigest: requestDigest(asked),
      deleted: false,
      createdAt: now,
    })
    if ('id' in outcome) return { customDataIdentifierId: outcome.id }
    if (outcome.refused === 'token-conflict') {
      throw new ApiError('ConflictException', 'The clientToken was used for a request with other members.')
    }
    throw new ApiError(
      'ServiceQuotaExceededException',
      'The account has 10,000 custom data identifiers already.',
    )
  },
})
