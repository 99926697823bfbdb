// CreateClassificationJob: a job, and with it its first run or its first slot.
import type { CreateClassificationJobResponse } from '@aws-sdk/client-macie2'
import { createJob, type CreatedJob } from '../../jobs/create-job.ts'
import type { Job } from '../../model/job.ts'
import { standardErrors } from '../errors.ts'
import { createJobInput, toJobRequest } from '../jobs/create-job-input.ts'
import { jobRefusal } from '../jobs/job-refusal.ts'
import { operation } from '../operation.ts'
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
  throw jobRefusal(outcome)
}
