// The account's session and the tags of its resources.
import {
  CreateCustomDataIdentifierCommand,
  DescribeClassificationJobCommand,
  DisableMacieCommand,
  EnableMacieCommand,
  GetCustomDataIdentifierCommand,
  GetMacieSessionCommand,
  ListClassificationJobsCommand,
  ListFindingsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateClassificationJobCommand,
  UpdateMacieSessionCommand,
} from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { install, type MagpieProcess } from './magpie-process.ts'
import { rawJson } from './raw-request.ts'
import {
  bucketWith,
  client,
  clientOf,
  createJob,
  describeJob,
  refusal,
  ssnLine,
  stage,
  untilStatus,
  jobInput,
  type JobInput,
} from './world.ts'
import { CreateClassificationJobCommand } from '@aws-sdk/client-macie2'

const scheduled = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const

describe('tags', () => {
  let jobArn = ''
  beforeAll(async () => {
    const jobId = await createJob([await bucketWith({ 'a.txt': '-' })], {
      ...scheduled,
      tags: { kept: 'yes' },
    })
    jobArn = (await describeJob(jobId)).jobArn ?? ''
  })

  test('are merged, overwritten, listed and removed', async () => {
    await client.send(
      new TagResourceCommand({ resourceArn: jobArn, tags: { "odd key+é*'": 'ü', kept: 'now' } }),
    )
    const list = async () => (await client.send(new ListTagsForResourceCommand({ resourceArn: jobArn }))).tags
    expect(await list()).toEqual({ kept: 'now', "odd key+é*'": 'ü' })
    await client.send(
      new UntagResourceCommand({ resourceArn: jobArn, tagKeys: ["odd key+é*'", 'never there'] }),
    )
    expect(await list()).toEqual({ kept: 'now' })
  })

  test('of a custom identifier are its own', async () => {
    const created = await client.send(
      new CreateCustomDataIdentifierCommand({ name: 'n', regex: 'x{3}', tags: { a: 'b' } }),
    )
    const { arn } = await client.send(
      new GetCustomDataIdentifierCommand({ id: created.customDataIdentifierId }),
    )
    expect((await client.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual({ a: 'b' })
  })

  test('answer 204 without a body', async () => {
    const answer = await rawJson('POST', `/tags/${encodeURIComponent(jobArn)}`, {
      body: '{"tags":{"x":"y"}}',
    })
    expect(answer.status).toBe(204)
    expect(answer.text).toBe('')
  })

  test('stop at 50', async () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`many-${n}`, '']))
    await refusal(
      client.send(new TagResourceCommand({ resourceArn: jobArn, tags })),
      'ValidationException',
      400,
    )
  })

  test('of unknown or malformed ARNs are refused', async () => {
    const unknown = jobArn.replace(/[0-9a-f]{32}$/, '0123456789abcdef0123456789abcdef')
    await refusal(
      client.send(new ListTagsForResourceCommand({ resourceArn: unknown })),
      'ResourceNotFoundException',
      404,
    )
    await refusal(
      client.send(new ListTagsForResourceCommand({ resourceArn: 'arn:nothing' })),
      'ValidationException',
      400,
    )
  })
})

describe('the session', () => {
  let magpie: MagpieProcess
  let own: ReturnType<typeof clientOf>
  let bucket = ''
  let large = ''
  beforeAll(async () => {
    const installation = await install(stage)
    bucket = await bucketWith({ 'a.txt': ssnLine(1) }, installation.buckets)
    large = await bucketWith({ 'a.txt': 'x\n'.repeat(6_000_000) }, installation.buckets)
    magpie = await installation.start()
    own = clientOf(magpie)
  })
  afterAll(async () => {
    await magpie.stop()
  })

  test('goes through its life: suspended it cancels every job at work or waiting, disabled it has none', async () => {
    const session = await own.send(new GetMacieSessionCommand({}))
    expect(session).toMatchObject({ status: 'ENABLED', findingPublishingFrequency: 'FIFTEEN_MINUTES' })
    expect(session.serviceRole).toMatch(/^arn:aws:iam::000000000000:role\/aws-service-role\/macie/)
    await refusal(own.send(new EnableMacieCommand({})), 'ConflictException', 409)

    const create = async (buckets: string[], changes: JobInput = {}): Promise<string> =>
      (await own.send(new CreateClassificationJobCommand(jobInput(buckets, changes)))).jobId ?? ''
    const done = await create([bucket])
    await untilStatus(done, 'COMPLETE', own)
    const idle = await create([bucket], scheduled)
    const paused = await create([bucket], scheduled)
    await own.send(new UpdateClassificationJobCommand({ jobId: paused, jobStatus: 'USER_PAUSED' }))
    const running = await create([large])
    expect((await describeJob(running, own)).jobStatus).toBe('RUNNING')
    await own.send(
      new UpdateMacieSessionCommand({ status: 'PAUSED', findingPublishingFrequency: 'SIX_HOURS' }),
    )
    for (const jobId of [idle, paused, running])
      expect((await describeJob(jobId, own)).jobStatus).toBe('CANCELLED')
    expect((await describeJob(done, own)).jobStatus).toBe('COMPLETE')
    await refusal(own.send(new CreateClassificationJobCommand(jobInput([bucket]))), 'ConflictException', 409)
    await own.send(new UpdateMacieSessionCommand({ status: 'ENABLED' }))
    expect(await own.send(new GetMacieSessionCommand({}))).toMatchObject({
      status: 'ENABLED',
      findingPublishingFrequency: 'SIX_HOURS',
    })
    expect((await describeJob(idle, own)).jobStatus).toBe('CANCELLED')

    await own.send(new DisableMacieCommand({}))
    const jobId = done
    expect(await refusal(own.send(new GetMacieSessionCommand({})), 'AccessDeniedException', 403)).toBe(
      'Macie is not enabled',
    )
    expect(
      await refusal(own.send(new ListClassificationJobsCommand({})), 'AccessDeniedException', 403),
    ).toContain('Macie is not enabled.')
    expect(
      await refusal(own.send(new DescribeClassificationJobCommand({ jobId })), 'AccessDeniedException', 403),
    ).toContain('Macie is not enabled.')
    for (const refused of [
      own.send(new CreateClassificationJobCommand(jobInput([bucket]))),
      own.send(new UpdateClassificationJobCommand({ jobId, jobStatus: 'CANCELLED' })),
    ])
      expect(await refusal(refused, 'AccessDeniedException', 403)).toMatch(/^Macie is not enabled/)
    await own.send(new EnableMacieCommand({ findingPublishingFrequency: 'ONE_HOUR' }))
    expect(await own.send(new GetMacieSessionCommand({}))).toMatchObject({
      status: 'ENABLED',
      findingPublishingFrequency: 'ONE_HOUR',
    })
    expect((await own.send(new ListClassificationJobsCommand({}))).items).toEqual([])
    expect((await own.send(new ListFindingsCommand({}))).findingIds).toEqual([])
  })

  test('refuses a frequency that does not exist', async () => {
    const findingPublishingFrequency = 'HOURLY' as 'ONE_HOUR'
    await refusal(
      own.send(new UpdateMacieSessionCommand({ findingPublishingFrequency })),
      'ValidationException',
      400,
    )
  })
})
