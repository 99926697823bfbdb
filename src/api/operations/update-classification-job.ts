// UpdateClassificationJob: cancel a job, pause it, go on with it.
import type { UpdateClassificationJobResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { changeJobStatus, type RequestedStatus, type StatusRefused } from '../../jobs/change-job-status.ts'
import type { ApiContext } from '../context.ts'
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
    throw refusal(outcome, { requested: input.jobStatus, completeWording: context.completeWording })
  },
})

interface Wording {
  readonly requested: RequestedStatus
  /** Terraform takes a job for gone by the words for a cancelled one. */
  readonly completeWording: ApiContext['completeWording']
}

function refusal(outcome: StatusRefused, { requested, completeWording }: Wording): ApiError {
  if (outcome.refused === 'not-found') return notFound('job')
  const { jobArn, jobStatus } = outcome.job
  if (outcome.refused === 'wrong-status')
    return new ApiError(
      'ConflictException',
      `The job is ${jobStatus}: its status cannot become ${requested}.`,
    )
  const word = outcome.refused === 'complete' ? completeWording : outcome.refused
  return invalid(`cannot update ${word} job for job: ${jobArn}`)
}
