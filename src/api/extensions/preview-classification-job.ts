// What a job would read, before it is created: the same request as CreateClassificationJob, checked the same way.
import { draftJob } from '../../jobs/create-job.ts'
import type { JobPreview } from '../context.ts'
import { ApiError, standardErrors } from '../errors.ts'
import { createJobInput, toJobRequest } from '../jobs/create-job-input.ts'
import { jobRefusal } from '../jobs/job-refusal.ts'
import { operation } from '../operation.ts'

export const previewClassificationJob = operation({
  name: 'PreviewClassificationJob',
  method: 'POST',
  path: '/magpie/jobs/dry-run',
  input: createJobInput,
  errors: standardErrors,
  async handle({ context, caller, region, input, now }): Promise<JobPreview> {
    const request = { ...toJobRequest(input, caller.accountId), accountId: caller.accountId, region }
    const outcome = await draftJob(context.jobs, request, now)
    if ('refused' in outcome) throw jobRefusal(outcome)
    const preview = await context.previewJob(outcome.draft, now)
    if (preview !== 'no-answer') return preview
    throw new ApiError('InternalServerException', 'The object store does not answer now.')
  },
})
