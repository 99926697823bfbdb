// Members of jobs that several answers share, in the API's form.
import type { JobSummary } from '@aws-sdk/client-macie2'
import type { Job } from '../../model/job.ts'
import type { Wire } from '../wire.ts'

type Summary = Wire<JobSummary>

export function wireJobSummary(job: Job): Summary {
  const { bucketCriteria, bucketDefinitions } = job.s3JobDefinition
  return {
    // What was stored was checked on its way in; absent members stay absent.
    bucketCriteria: bucketCriteria as Summary['bucketCriteria'],
    bucketDefinitions: bucketDefinitions as Summary['bucketDefinitions'],
    createdAt: job.createdAt.toISOString(),
    jobId: job.jobId,
    jobStatus: job.jobStatus,
    jobType: job.jobType,
    lastRunErrorStatus: wireLastRunErrorStatus(job),
    name: job.name,
    userPausedDetails: wireUserPausedDetails(job),
  }
}

export function wireLastRunErrorStatus(job: Job): Summary['lastRunErrorStatus'] {
  return { code: job.lastRunError ? 'ERROR' : 'NONE' }
}

/**
 * Only of a pause that expires: one of a job that was RUNNING, as AWS says ("applies only to a job that was paused while
 * it had a status of RUNNING"). Terraform's provider crashes on a pause without jobExpiresAt. There is no health service
 * to warn of the expiry: a log event does.
 */
export function wireUserPausedDetails(job: Job): Summary['userPausedDetails'] {
  if (job.jobStatus !== 'USER_PAUSED' || job.userPauseExpiresAt === undefined) return undefined
  return {
    jobExpiresAt: job.userPauseExpiresAt.toISOString(),
    jobImminentExpirationHealthEventArn: undefined,
    jobPausedAt: job.userPausedAt?.toISOString(),
  }
}
