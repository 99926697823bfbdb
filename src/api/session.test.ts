// The session of an account: its first one, its settings, and what it means for the account's jobs and findings.
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  DisableMacieCommand,
  EnableMacieCommand,
  GetMacieSessionCommand,
  ListClassificationJobsCommand,
  ListFindingsCommand,
  ListManagedDataIdentifiersCommand,
  Macie2ServiceException,
  UpdateMacieSessionCommand,
} from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminPolicy } from '../access/policy.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { startTestApi, testAccountId, type TestAccount, type TestApi } from './test-api.ts'
import { addTestFinding } from './test-findings.ts'

describe.each(openTestDatabases())('the session over the $name store', (databases) => {
  let api: TestApi
  beforeAll(async () => void (api = await startTestApi({ databases })))
  afterAll(() => api.close())

  let strangers = 0
  /** A client of an account that was never enabled. */
  async function stranger() {
    const accountId = String(300_000_000_000 + strangers++)
    const request = { accountId, policyName: 'admin', policy: adminPolicy }
    return api.client(await api.context.accessKeys.create(request, new Date()))
  }

  async function createdJob({ client, accountId }: TestAccount): Promise<string> {
    const { jobId = '' } = await client.send(
      new CreateClassificationJobCommand({
        clientToken: 'token',
        name: 'n',
        jobType: 'SCHEDULED',
        scheduleFrequency: { dailySchedule: {} },
        s3JobDefinition: { bucketDefinitions: [{ accountId, buckets: ['b'] }] },
      }),
    )
    return jobId
  }

  async function refusal(request: Promise<unknown>): Promise<string> {
    const error = await request.then(
      () => undefined,
      (refused: unknown) => refused,
    )
    if (!(error instanceof Macie2ServiceException)) return 'none'
    return `${error.$metadata.httpStatusCode} ${error.name}: ${error.message}`
  }

  test('of the server’s own account is enabled at the first start', async () => {
    const session = await api.client().send(new GetMacieSessionCommand({}))
    expect(session.status).toBe('ENABLED')
    expect(session.findingPublishingFrequency).toBe('FIFTEEN_MINUTES')
    expect(session.serviceRole).toBe(
      `arn:aws:iam::${testAccountId}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie`,
    )
    expect(session.createdAt).toBeInstanceOf(Date)
  })

  test('of any other account is not, and every operation says so', async () => {
    const client = await stranger()
    const closed = '403 AccessDeniedException: Macie is not enabled'
    expect(await refusal(client.send(new GetMacieSessionCommand({})))).toBe(closed)
    expect(await refusal(client.send(new UpdateMacieSessionCommand({})))).toBe(closed)
    expect(await refusal(client.send(new DisableMacieCommand({})))).toBe(closed)
    expect(await refusal(client.send(new ListManagedDataIdentifiersCommand({})))).toBe(closed)
    expect(await refusal(client.send(new ListClassificationJobsCommand({})))).toBe(`${closed}.`)
  })

  test('can be enabled as suspended, and is enabled once', async () => {
    const client = await stranger()
    await client.send(new EnableMacieCommand({ status: 'PAUSED', findingPublishingFrequency: 'SIX_HOURS' }))
    expect(await client.send(new GetMacieSessionCommand({}))).toMatchObject({
      status: 'PAUSED',
      findingPublishingFrequency: 'SIX_HOURS',
    })
    expect(await refusal(client.send(new EnableMacieCommand({})))).toBe(
      '409 ConflictException: Macie has already been enabled.',
    )
  })

  test('that two enable in one moment is enabled by one of them', async () => {
    for (let n = 0; n < 5; n++) {
      const client = await stranger()
      const both = [0, 1].map(() => refusal(client.send(new EnableMacieCommand({}))))
      const outcomes = await Promise.all(both)
      expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1)
    }
  })

  test('keeps what an update does not name', async () => {
    const { client } = await api.newAccount()
    const before = await client.send(new GetMacieSessionCommand({}))
    await client.send(new UpdateMacieSessionCommand({ findingPublishingFrequency: 'ONE_HOUR' }))
    await client.send(new UpdateMacieSessionCommand({ status: 'PAUSED' }))
    const after = await client.send(new GetMacieSessionCommand({}))
    expect(after).toMatchObject({ status: 'PAUSED', findingPublishingFrequency: 'ONE_HOUR' })
    expect(after.createdAt).toEqual(before.createdAt)
    expect(after.updatedAt?.getTime()).toBeGreaterThanOrEqual(before.updatedAt?.getTime() ?? Infinity)
  })

  test('that is suspended cancels the jobs, which stay so; that is disabled deletes them, with the findings', async () => {
    const account = await api.newAccount()
    const { client } = account
    const jobId = await createdJob(account)
    const other = await api.newAccount()
    const kept = await createdJob(other)
    await addTestFinding(api.database, account.accountId)
    const status = async () => (await client.send(new DescribeClassificationJobCommand({ jobId }))).jobStatus
    await client.send(new UpdateMacieSessionCommand({ status: 'PAUSED' }))
    expect(await status()).toBe('CANCELLED')
    await client.send(new UpdateMacieSessionCommand({ status: 'ENABLED' }))
    expect(await status()).toBe('CANCELLED')
    await client.send(new DisableMacieCommand({}))
    await client.send(new EnableMacieCommand({}))
    expect((await client.send(new ListClassificationJobsCommand({}))).items).toEqual([])
    expect((await client.send(new ListFindingsCommand({}))).findingIds).toEqual([])
    const others = await other.client.send(new DescribeClassificationJobCommand({ jobId: kept }))
    expect(others.jobStatus).toBe('IDLE')
  })
})
