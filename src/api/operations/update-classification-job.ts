// UpdateClassificationJob: cancel a job, pause it, go on with it.
import type { UpdateClassificationJobResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { changeJobStatus } from '../../jobs/change-job-status.ts'
import { ApiError, invalid, notFound, standardErrors } from '../errors.ts'
import { hexId, oneOf } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const updateClassificationJob = operation({
  name: 'UpdateClassificationJob',
  method: 'PATCH',
  path: '/jobs/{jobId}',
  input: z.object({ jobId: hexId, jobStatus: oneOf('CANCELLED', 'RUNNING', 'USER_PAUSED') }),
  errors: standardErrors,
  notEnabledMessage: 'Macie is not enabled.',
  resource: (labels) => `classification-job/${labels['jobId']}`,
  async handle({ context, caller, input, now }): Promise<Wire<UpdateClassificationJobResponse>> {
    const request = { accountId: caller.accountId, jobId: input.jobId, requested: input.jobStatus }
    const outcome = await changeJobStatus(context.jobs, request, now)
    if ('changed' in outcome) return {}
    switch (outcome.refused) {
      case 'not-found':
        throw notFound('job')
      case 'cancelled':
        throw invalid(`cannot update cancelled job for job: ${outcome.job.jobArn}`)
      case 'complete':
        // Terraform takes a job for gone by the words for a cancelled one.
        throw invalid(`cannot update ${wordOf[context.completeWording]} job for job: ${outcome.job.jobArn}`)
      case 'wrong-status':
        throw new ApiError(
          'ConflictException',
          `The job is ${outcome.job.jobStatus}: its status cannot become ${input.jobStatus}.`,
        )
    }
  },
})

const wordOf = { cancelled: 'cancelled', completed: 'completed' } as const
