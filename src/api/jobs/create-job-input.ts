// A new job as a request describes it: members, limits, defaults, and what may not come together.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { daysOfWeek, type JobRequest } from '../../model/job.ts'
import { ApiError } from '../errors.ts'
import { clientToken, integer, oneOf, tags, text } from '../members.ts'
import { checkBucketQuota, refuseRepeatedBuckets, s3JobDefinition } from './definition-input.ts'
import { hasOneMember } from './scoping-input.ts'

const scheduleFrequency = z
  .object({
    dailySchedule: z.object({}).optional(),
    weeklySchedule: z.object({ dayOfWeek: oneOf(...daysOfWeek) }).optional(),
    monthlySchedule: z.object({ dayOfMonth: integer(1, 31) }).optional(),
  })
  .refine(hasOneMember, {
    error: 'must have exactly one of dailySchedule, weeklySchedule and monthlySchedule',
  })

const ids = z.array(z.string())

const members = z.object({
  allowListIds: ids.default([]),
  clientToken: clientToken.optional(),
  customDataIdentifierIds: ids.default([]),
  description: text(0, 200).optional(),
  initialRun: z.boolean().default(false),
  jobType: oneOf('ONE_TIME', 'SCHEDULED'),
  managedDataIdentifierIds: ids.default([]),
  managedDataIdentifierSelector: oneOf('ALL', 'EXCLUDE', 'INCLUDE', 'NONE', 'RECOMMENDED').default(
    'RECOMMENDED',
  ),
  name: text(1, 500),
  s3JobDefinition,
  samplingPercentage: integer(1, 100).default(100),
  scheduleFrequency: scheduleFrequency.optional(),
  tags: tags.default({}),
})

type Members = z.infer<typeof members>

export const createJobInput = members.superRefine((job, check) => {
  for (const [member, message] of problems(job)) check.addIssue({ code: 'custom', path: [member], message })
})

function* problems(job: Members): Generator<readonly [member: keyof Members, message: string]> {
  const { jobType, managedDataIdentifierSelector: selector, managedDataIdentifierIds: managed } = job
  const scheduled = jobType === 'SCHEDULED'
  if (scheduled && job.scheduleFrequency === undefined)
    yield ['scheduleFrequency', 'is required where jobType is SCHEDULED']
  if (!scheduled && job.scheduleFrequency !== undefined)
    yield ['scheduleFrequency', 'must be absent where jobType is ONE_TIME']
  if (!scheduled && job.initialRun) yield ['initialRun', 'must be absent or false where jobType is ONE_TIME']
  const takesIds = selector === 'INCLUDE' || selector === 'EXCLUDE'
  if (takesIds && managed.length === 0)
    yield ['managedDataIdentifierIds', `must have at least one element with the selector ${selector}`]
  if (!takesIds && managed.length > 0)
    yield ['managedDataIdentifierIds', `must be empty with the selector ${selector}`]
  if (selector === 'NONE' && job.customDataIdentifierIds.length === 0)
    yield ['customDataIdentifierIds', 'must have at least one element with the selector NONE']
}

/** The request with its defaults. @throws ApiError 402 where a quota is exceeded, 400 where a bucket comes twice */
export function toJobRequest({ clientToken: token, ...job }: Members, callerAccountId: string): JobRequest {
  if (job.customDataIdentifierIds.length > 30)
    throw overQuota('customDataIdentifierIds has more than 30 elements.')
  if (job.allowListIds.length > 10) throw overQuota('allowListIds has more than 10 elements.')
  // JSON drops what is absent: the stored job and the echo have just the members that were sent.
  const definition = JSON.parse(JSON.stringify(job.s3JobDefinition)) as JobRequest['s3JobDefinition']
  checkBucketQuota(definition)
  refuseRepeatedBuckets(definition, callerAccountId)
  const { description, scheduleFrequency: frequency, ...rest } = job
  return {
    ...rest,
    clientToken: token ?? randomUUID(),
    s3JobDefinition: definition,
    ...(description === undefined ? {} : { description }),
    ...(frequency === undefined ? {} : { scheduleFrequency: JSON.parse(JSON.stringify(frequency)) }),
  }
}

function overQuota(message: string): ApiError {
  return new ApiError('ServiceQuotaExceededException', message)
}
