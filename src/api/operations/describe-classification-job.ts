// DescribeClassificationJob: everything there is to know about a job. What is null is left out.
import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import type { Job } from '../../model/job.ts'
import { countObjectsToProcess, findJob } from '../../store/jobs.ts'
import { notFound, standardErrors } from '../errors.ts'
import { wireLastRunErrorStatus, wireUserPausedDetails } from '../jobs/wire-job.ts'
import { hexId } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

type Answer = Wire<DescribeClassificationJobResponse>

export const describeClassificationJob = operation({
  name: 'DescribeClassificationJob',
  method: 'GET',
  path: '/jobs/{jobId}',
  input: z.object({ jobId: hexId }),
  errors: standardErrors,
  notEnabledMessage: 'Macie is not enabled.',
  resource: (labels) => `classification-job/${labels['jobId']}`,
  async handle({ context, caller, input }): Promise<Answer> {
    const db = context.database.interactive
    const job = await findJob(db, caller.accountId, input.jobId)
    if (job === undefined) throw notFound('job')
    const run = { jobId: job.jobId, runNumber: job.numberOfRuns }
    return wireJob(job, hasRunUnderWay(job) ? await countObjectsToProcess(db, run) : 0)
  },
})

function hasRunUnderWay({ jobStatus, pausedFrom }: Job): boolean {
  const status = jobStatus === 'USER_PAUSED' ? pausedFrom : jobStatus
  return status === 'RUNNING' || status === 'PAUSED'
}

function wireJob(job: Job, objectsToProcess: number): Answer {
  const takesIds = ['INCLUDE', 'EXCLUDE'].includes(job.managedDataIdentifierSelector)
  return {
    allowListIds: job.allowListIds,
    clientToken: job.clientToken,
    createdAt: job.createdAt.toISOString(),
    customDataIdentifierIds: job.customDataIdentifierIds,
    description: job.description,
    initialRun: job.initialRun,
    jobArn: job.jobArn,
    jobId: job.jobId,
    jobStatus: job.jobStatus,
    jobType: job.jobType,
    lastRunErrorStatus: wireLastRunErrorStatus(job),
    lastRunTime: (job.lastRunTime ?? job.createdAt).toISOString(),
    managedDataIdentifierIds: takesIds ? job.managedDataIdentifierIds : undefined,
    managedDataIdentifierSelector: job.managedDataIdentifierSelector,
    name: job.name,
    // What was stored was checked on its way in; absent members stay absent.
    s3JobDefinition: job.s3JobDefinition as Answer['s3JobDefinition'],
    samplingPercentage: job.samplingPercentage,
    scheduleFrequency: job.scheduleFrequency as Answer['scheduleFrequency'],
    statistics: {
      approximateNumberOfObjectsToProcess: objectsToProcess,
      numberOfRuns: job.numberOfRuns,
    },
    tags: job.tags,
    userPausedDetails: wireUserPausedDetails(job),
  }
}
