// The reveal configuration as AWS asks for it and tells it, and the rules by which one becomes another.
import { z } from 'zod'
import type { RevealConfiguration } from '../store/reveal-configurations.ts'
import { invalid } from './errors.ts'
import { oneOf, text } from './members.ts'

/** No 402, 404 or 409. */
export const revealConfigurationErrors = [
  'ValidationException',
  'AccessDeniedException',
  'ThrottlingException',
  'InternalServerException',
] as const

export const revealConfigurationInput = z.object({
  configuration: z.object({ kmsKeyId: text(1, 2_048).optional(), status: oneOf('ENABLED', 'DISABLED') }),
  retrievalConfiguration: z
    .object({
      retrievalMode: oneOf('CALLER_CREDENTIALS', 'ASSUME_ROLE'),
      roleName: z
        .string()
        .regex(/^[\w+=,.@-]{1,64}$/, { error: 'must be 1 to 64 letters, digits or _+=,.@-' })
        .optional(),
    })
    .optional(),
})

/**
 * What the configuration becomes. Disabling forgets how objects are to be read, and keeps the key.
 * @throws ApiError 400 for what does not go together
 */
export function changedRevealConfiguration(
  current: RevealConfiguration,
  asked: z.output<typeof revealConfigurationInput>,
  newExternalId: string,
): RevealConfiguration {
  const { status, kmsKeyId = current.kmsKeyId } = asked.configuration
  if (status === 'ENABLED' && kmsKeyId === undefined)
    throw invalid('configuration.kmsKeyId: is required to enable the configuration for the first time')
  const retrieval = changedRetrieval(current.retrieval, asked.retrievalConfiguration, newExternalId)
  if (status === 'DISABLED') return { status, kmsKeyId, retrieval: { retrievalMode: 'CALLER_CREDENTIALS' } }
  return { status, kmsKeyId, retrieval }
}

function changedRetrieval(
  current: RevealConfiguration['retrieval'],
  asked: z.output<typeof revealConfigurationInput>['retrievalConfiguration'],
  newExternalId: string,
): RevealConfiguration['retrieval'] {
  if (asked === undefined) return current
  const { retrievalMode, roleName } = asked
  if (retrievalMode === 'CALLER_CREDENTIALS') {
    if (roleName === undefined) return { retrievalMode }
    throw invalid('retrievalConfiguration.roleName: goes with the retrieval mode ASSUME_ROLE only')
  }
  if (roleName === undefined)
    throw invalid('retrievalConfiguration.roleName: is required for the retrieval mode ASSUME_ROLE')
  const externalId = current.retrievalMode === 'ASSUME_ROLE' ? current.externalId : newExternalId
  return { retrievalMode, roleName, externalId }
}

/** The same for reading and for changing it. */
export function wireRevealConfiguration({ status, kmsKeyId, retrieval }: RevealConfiguration) {
  const role = retrieval.retrievalMode === 'ASSUME_ROLE' ? retrieval : undefined
  return {
    configuration: { status, kmsKeyId },
    retrievalConfiguration: {
      retrievalMode: retrieval.retrievalMode,
      roleName: role?.roleName,
      externalId: role?.externalId,
    },
  }
}
