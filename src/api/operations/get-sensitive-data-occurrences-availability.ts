// GetSensitiveDataOccurrencesAvailability: whether samples of a finding could be revealed, and why not. Reads nothing of
// the object.
import type {
  GetSensitiveDataOccurrencesAvailabilityResponse,
  UnavailabilityReasonCode,
} from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import { findRevealable } from '../reveal-samples.ts'
import type { Wire } from '../wire.ts'

export const getSensitiveDataOccurrencesAvailability = operation({
  name: 'GetSensitiveDataOccurrencesAvailability',
  method: 'GET',
  path: '/findings/{findingId}/reveal/availability',
  input: z.object({ findingId: anyText }),
  errors: [
    'AccessDeniedException',
    'ResourceNotFoundException',
    'ThrottlingException',
    'InternalServerException',
  ],
  async handle(call): Promise<Wire<GetSensitiveDataOccurrencesAvailabilityResponse>> {
    const reasons = await call.context.reveal.unavailability(await findRevealable(call))
    return {
      code: reasons.length === 0 ? 'AVAILABLE' : 'UNAVAILABLE',
      reasons: reasons as UnavailabilityReasonCode[],
    }
  },
})
