// Why a job may not be created, as AWS calls it.
import type { RefusedJob } from '../../jobs/create-job.ts'
import { ApiError, invalid } from '../errors.ts'
import { notEnabled } from '../session-gate.ts'

export function jobRefusal(outcome: RefusedJob): ApiError {
  if (outcome.refused === 'unknown-managed')
    return invalid(`managedDataIdentifierIds: ${JSON.stringify(outcome.id)} is not a managed data identifier`)
  return refusals[outcome.refused]()
}

const conflict = (message: string) => new ApiError('ConflictException', message)
const unknown = (message: string) => new ApiError('ResourceNotFoundException', message)

const refusals = {
  'not-enabled': notEnabled,
  suspended: () => conflict('Macie is suspended for the account: enable it to create jobs.'),
  'token-conflict': () => conflict('The clientToken was used for a request with other members.'),
  'unknown-custom': () => unknown('customDataIdentifierIds names an identifier that does not exist.'),
  'unknown-allow-list': () => unknown('allowListIds names an allow list that does not exist.'),
}
