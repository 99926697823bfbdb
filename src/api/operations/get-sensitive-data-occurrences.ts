// GetSensitiveDataOccurrences: shows what was found, up to ten samples of each type. The first call starts to read the
// object again; while that takes long, PROCESSING says to ask once more.
import type { GetSensitiveDataOccurrencesResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import { revealSamples } from '../reveal-samples.ts'
import type { Wire } from '../wire.ts'

export const getSensitiveDataOccurrences = operation({
  name: 'GetSensitiveDataOccurrences',
  method: 'GET',
  path: '/findings/{findingId}/reveal',
  input: z.object({ findingId: anyText }),
  errors: [
    'ServiceQuotaExceededException',
    'AccessDeniedException',
    'ResourceNotFoundException',
    'UnprocessableEntityException',
    'ThrottlingException',
    'InternalServerException',
  ],
  async handle(call): Promise<Wire<GetSensitiveDataOccurrencesResponse>> {
    const retrieval = await revealSamples(call)
    const { status } = retrieval
    if (status !== 'SUCCESS')
      return {
        status,
        error: status === 'ERROR' ? retrieval.error : undefined,
        sensitiveDataOccurrences: undefined,
      }
    const shown = [...retrieval.samples].map(
      ([type, texts]) => [type, texts.map((value) => ({ value }))] as const,
    )
    return { status, error: undefined, sensitiveDataOccurrences: Object.fromEntries(shown) }
  },
})
