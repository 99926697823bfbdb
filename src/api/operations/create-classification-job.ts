// CreateClassificationJob: a job, and with it its first run or its first slot.
import type { CreateClassificationJobResponse } from '@aws-sdk/client-macie2'
import { createJob, type CreatedJob } from '../../jobs/create-job.ts'
import type { Job } from '../../model/job.ts'
import { ApiError, invalid, standardErrors } from '../errors.ts'
import { createJobInput, toJobRequest } from '../jobs/create-job-input.ts'
import { operation } from '../operation.ts'
import { notEnabled } from '../session-gate.ts'
import type { Wire } from '../wire.ts'

export const createClassificationJob = operation({
  name: 'CreateClassificationJob',
  method: 'POST',
  path: '/jobs',
  input: createJobInput,
  errors: standardErrors,
  rateLimit: { seconds: 10 },
  resource: () => 'classification-job/*',
  async handle({ context, caller, region, input, now }): Promise<Wire<CreateClassificationJobResponse>> {
    const request = { ...toJobRequest(input, caller.accountId), accountId: caller.accountId, region }
    const { jobArn, jobId } = jobOf(await createJob(context.jobs, request, now))
    return { jobArn, jobId }
  },
})

function jobOf(outcome: CreatedJob): Job {
  if ('created' in outcome) return outcome.created
  if ('repeated' in outcome) return outcome.repeated
  if (outcome.refused === 'unknown-managed')
    throw invalid(`managedDataIdentifierIds: ${JSON.stringify(outcome.id)} is not a managed data identifier`)
  throw refusals[outcome.refused]()
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
