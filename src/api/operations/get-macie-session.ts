// GetMacieSession: is the service enabled for the caller's account, and with which settings.
import type { GetMacieSessionResponse } from '@aws-sdk/client-macie2'
import { findSession } from '../../store/accounts.ts'
import { standardErrors } from '../errors.ts'
import { noInput } from '../members.ts'
import { operation } from '../operation.ts'
import { notEnabled } from '../session-gate.ts'
import type { Wire } from '../wire.ts'

export const getMacieSession = operation({
  name: 'GetMacieSession',
  method: 'GET',
  path: '/macie',
  input: noInput,
  errors: standardErrors,
  session: 'not needed',
  async handle({ context, caller }): Promise<Wire<GetMacieSessionResponse>> {
    const session = await findSession(context.database.interactive, caller.accountId)
    if (session === undefined || session.status === 'DISABLED') throw notEnabled()
    return {
      createdAt: session.createdAt.toISOString(),
      findingPublishingFrequency: session.findingPublishingFrequency,
      serviceRole: `arn:aws:iam::${caller.accountId}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie`,
      status: session.status,
      updatedAt: session.updatedAt.toISOString(),
    }
  },
})
