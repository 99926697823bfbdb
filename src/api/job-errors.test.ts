// The seven errors of GET and PATCH /jobs/{jobId}: those that an operation meets by itself, those that a store or a
// limit brings about, and how each reaches an AWS client.
import { randomUUID } from 'node:crypto'
import {
  ConflictException,
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  InternalServerException,
  Macie2ServiceException,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  ThrottlingException,
  UpdateClassificationJobCommand,
  UpdateMacieSessionCommand,
  DisableMacieCommand,
  ValidationException,
  AccessDeniedException,
  type CreateClassificationJobCommandInput,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiError, type ErrorName } from './errors.ts'
import { startTestApi, testAccountId, type TestApi } from './test-api.ts'
import { failingStore } from './test-failing-store.ts'

const unknownJob = '0123456789abcdef0123456789abcdef'

/** An operation on a job by its id, as the client's error. */
type Ask = (client: Macie2Client, jobId: string) => Promise<unknown>

const operations: readonly [string, Ask][] = [
  ['GET', (client, jobId) => client.send(new DescribeClassificationJobCommand({ jobId }))],
  [
    'PATCH',
    (client, jobId) => client.send(new UpdateClassificationJobCommand({ jobId, jobStatus: 'CANCELLED' })),
  ],
]

const store = failingStore()
/** What stands before every operation of the second server refuses with this: from there the way is the same for all. */
let refuseWith: ErrorName = 'InternalServerException'
let api: TestApi
let refusing: TestApi
beforeAll(async () => {
  api = await startTestApi({ databases: store.databases })
  const enter = () => Promise.reject(new ApiError(refuseWith, `because of ${refuseWith}`))
  refusing = await startTestApi({ context: { sessions: { enter, forget: () => undefined } } })
})
afterAll(async () => {
  await api.close()
  await refusing.close()
})

async function refusal(request: Promise<unknown>): Promise<Macie2ServiceException> {
  const outcome = await request.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(outcome instanceof Macie2ServiceException)) throw new Error(`not refused: ${String(outcome)}`)
  return outcome
}

async function createdJob(client: Macie2Client, changes: Partial<CreateClassificationJobCommandInput> = {}) {
  const s3JobDefinition = { bucketDefinitions: [{ accountId: testAccountId, buckets: ['b'] }] }
  const input = { clientToken: randomUUID(), name: 'n', s3JobDefinition }
  const schedule = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
  const { jobId = '' } = await client.send(
    new CreateClassificationJobCommand({ ...input, ...schedule, ...changes }),
  )
  return jobId
}

describe.each(operations)('%s /jobs/{jobId}', (method, ask) => {
  test('400: an id that is none', async () => {
    const { client } = await api.newAccount()
    for (const jobId of ['x', 'A'.repeat(32), `${unknownJob}0`, '\u0000']) {
      const error = await refusal(ask(client, jobId))
      expect(error).toBeInstanceOf(ValidationException)
      expect(error.message).toMatch(/^Input validation failed, jobId: /)
    }
  })

  test('403: Macie is not enabled, in the words that inventories look for', async () => {
    const { client } = await api.newAccount()
    await client.send(new DisableMacieCommand({}))
    const error = await refusal(ask(client, unknownJob))
    expect(error).toBeInstanceOf(AccessDeniedException)
    expect(error.message).toBe('Macie is not enabled.')
  })

  test('403: a policy that does not allow it names the action and the job', async () => {
    const { client, accountId } = await api.newAccount()
    const jobId = await createdJob(client)
    const action = method === 'GET' ? 'macie2:DescribeClassificationJob' : 'macie2:UpdateClassificationJob'
    const arn = `arn:aws:macie2:us-east-1:${accountId}:classification-job/${jobId}`
    const allow = { Effect: 'Allow', Action: ['macie2:*'], Resource: ['*'] } as const
    const deny = { Effect: 'Deny', Action: [action], Resource: [arn] } as const
    const request = { accountId, policyName: 'custom', policy: { Statement: [allow, deny] } }
    const denied = api.client(await api.context.accessKeys.create(request, new Date()))
    const error = await refusal(ask(denied, jobId))
    expect(error).toBeInstanceOf(AccessDeniedException)
    expect(error.message).toContain(`is not authorized to perform: ${action} on resource: ${arn}`)
    expect(await refusal(ask(denied, unknownJob))).toBeInstanceOf(ResourceNotFoundException)
  })

  test('404: no such job, or one of another account', async () => {
    const { client } = await api.newAccount()
    expect(await refusal(ask(client, unknownJob))).toBeInstanceOf(ResourceNotFoundException)
    const jobId = await createdJob(client)
    const other = await api.newAccount()
    expect(await refusal(ask(other.client, jobId))).toBeInstanceOf(ResourceNotFoundException)
  })

  test('500: a lost store, which clients retry; it goes on when the store is back', async () => {
    const { client } = await api.newAccount()
    const jobId = await createdJob(client)
    store.lose()
    const error = await refusal(ask(client, jobId)).finally(store.giveBack)
    expect(error).toBeInstanceOf(InternalServerException)
    expect(error.$fault).toBe('server')
    expect(error.message).toBe(`The request ${error.$metadata.requestId} failed. Try again.`)
    // The cause is for the log alone.
    const line = api.log.find(
      ({ requestId, error: cause }) => cause && requestId === error.$metadata.requestId,
    )
    expect(line?.['error']).toMatchObject({ message: expect.stringContaining('/secret/place') })
    await ask(client, jobId)
  })

  test.each([
    ['ValidationException', 400, ValidationException],
    ['ServiceQuotaExceededException', 402, ServiceQuotaExceededException],
    ['AccessDeniedException', 403, AccessDeniedException],
    ['ResourceNotFoundException', 404, ResourceNotFoundException],
    ['ConflictException', 409, ConflictException],
    ['ThrottlingException', 429, ThrottlingException],
    ['InternalServerException', 500, InternalServerException],
  ] as const)('%s arrives as %d and as the client’s own class', async (name, status, modelled) => {
    refuseWith = name
    const error = await refusal(ask(refusing.client(), unknownJob))
    expect(error).toBeInstanceOf(modelled)
    expect(error.$metadata.httpStatusCode).toBe(status)
    expect(error.message).toBe(`because of ${name}`)
  })
})

describe('PATCH /jobs/{jobId}', () => {
  test('409: a status that the job cannot change to', async () => {
    const { client } = await api.newAccount()
    const jobId = await createdJob(client)
    const error = await refusal(
      client.send(new UpdateClassificationJobCommand({ jobId, jobStatus: 'RUNNING' })),
    )
    expect(error).toBeInstanceOf(ConflictException)
    expect(error.message).toBe('The job is IDLE: its status cannot become RUNNING.')
  })

  test('400: a status that nobody may ask for, and none at all', async () => {
    const { client } = await api.newAccount()
    const jobId = await createdJob(client)
    for (const jobStatus of ['IDLE', 'PAUSED', 'COMPLETE', undefined] as const) {
      const error = await refusal(client.send(new UpdateClassificationJobCommand({ jobId, jobStatus })))
      expect(error).toBeInstanceOf(ValidationException)
      expect(error.message).toContain('jobStatus')
    }
  })

  test('400: a suspension has cancelled the job; the words are those that Terraform looks for', async () => {
    const { client, accountId } = await api.newAccount()
    const jobId = await createdJob(client)
    await client.send(new UpdateMacieSessionCommand({ status: 'PAUSED' }))
    const error = await refusal(
      client.send(new UpdateClassificationJobCommand({ jobId, jobStatus: 'USER_PAUSED' })),
    )
    const arn = `arn:aws:macie2:us-east-1:${accountId}:classification-job/${jobId}`
    expect(error.message).toBe(`Input validation failed, cannot update cancelled job for job: ${arn}`)
  })
})

describe('POST /jobs', () => {
  test('402: over a quota of a job', async () => {
    const { client } = await api.newAccount()
    const buckets = Array.from({ length: 1_001 }, (_, n) => `b-${n}`)
    const s3JobDefinition = { bucketDefinitions: [{ accountId: testAccountId, buckets }] }
    const error = await refusal(createdJob(client, { s3JobDefinition }))
    expect(error).toBeInstanceOf(ServiceQuotaExceededException)
  })

  test('409: a token that was used for another job, and a suspended account', async () => {
    const { client } = await api.newAccount()
    await createdJob(client, { clientToken: 'one' })
    const conflict = await refusal(createdJob(client, { clientToken: 'one', name: 'other' }))
    expect(conflict).toBeInstanceOf(ConflictException)
    await client.send(new UpdateMacieSessionCommand({ status: 'PAUSED' }))
    expect(await refusal(createdJob(client))).toBeInstanceOf(ConflictException)
  })

  test('429: a second job of an account within ten seconds, where AWS’s rates are asked for', async () => {
    let now = new Date()
    const limited = await startTestApi({ context: { rateLimits: 'aws', now: () => now } })
    try {
      const { client } = await limited.newAccount()
      // A refused request does not count.
      await refusal(createdJob(client, { name: '' }))
      await createdJob(client)
      expect(await refusal(createdJob(client))).toBeInstanceOf(ThrottlingException)
      await createdJob((await limited.newAccount()).client)
      now = new Date(now.getTime() + 10_000)
      await createdJob(client)
    } finally {
      await limited.close()
    }
  })
})
