// Allow lists: made, read, changed and deleted, and what jobs leave out because of them.
import { randomUUID } from 'node:crypto'
import {
  CreateAllowListCommand,
  CreateClassificationJobCommand,
  DeleteAllowListCommand,
  GetAllowListCommand,
  ListAllowListsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAllowListCommand,
  UpdateClassificationJobCommand,
  type AllowListCriteria,
  type CreateAllowListCommandInput,
  type Finding,
  type UpdateAllowListCommandInput,
} from '@aws-sdk/client-macie2'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { putObject, s3ClientOf } from './objects.ts'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { otherS3Account } from './stages.ts'
import { rawJson } from './raw-request.ts'
import {
  accountId,
  bucketWith,
  client,
  createCustomIdentifier,
  createJob,
  describeJob,
  findingsOf,
  jobInput,
  keyOf,
  keysFound,
  refusal,
  runJob,
  server,
  ssnLine,
  stage,
  untilStatus,
} from './world.ts'

type Input = Partial<CreateAllowListCommandInput>

const words = (bucketName: string, objectKey = 'list.txt'): AllowListCriteria => ({
  s3WordsList: { bucketName, objectKey },
})
const create = (criteria: AllowListCriteria, changes: Input = {}) =>
  client.send(new CreateAllowListCommand({ clientToken: randomUUID(), name: 'n', criteria, ...changes }))
const idOf = async (criteria: AllowListCriteria): Promise<string> => (await create(criteria)).id ?? ''
const get = (id: string) => client.send(new GetAllowListCommand({ id }))
const statusOf = async (criteria: AllowListCriteria) => (await get(await idOf(criteria))).status
const update = (id: string, changes: Partial<UpdateAllowListCommandInput> = {}) =>
  client.send(new UpdateAllowListCommand({ id, name: 'm', criteria: { regex: 'y{3}' }, ...changes }))
const remove = (id: string, ignoreJobChecks?: string) =>
  client.send(new DeleteAllowListCommand({ id, ignoreJobChecks }))
const list = (page: { maxResults?: number; nextToken?: string | undefined } = {}) =>
  client.send(new ListAllowListsCommand(page))

const unknown = 'abcdefghij0123456789ab'
const scheduled = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const

// An account may have few: each test leaves none.
afterEach(async () => {
  for (const { id = '' } of (await list()).allowLists ?? []) await remove(id, 'true')
})

describe('creating and reading', () => {
  test('little has the documented defaults', async () => {
    const { arn, id = '' } = await create({ regex: 'TEST-[0-9]+' })
    expect(id).toMatch(/^[a-z0-9]{22}$/)
    expect(arn).toBe(`arn:aws:macie2:us-east-1:${accountId}:allow-list/${id}`)
    const { $metadata: _, createdAt, updatedAt, ...found } = await get(id)
    expect(createdAt?.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect(updatedAt).toEqual(createdAt)
    const status = { code: 'OK' }
    expect(found).toEqual({ arn, id, name: 'n', criteria: { regex: 'TEST-[0-9]+' }, status, tags: {} })
  })

  test('all that is given comes back', async () => {
    const bucket = await bucketWith({ 'lists/a b+ü.txt': 'word\n' })
    const given = {
      name: 'Namen № 7',
      description: 'd',
      criteria: words(bucket, 'lists/a b+ü.txt'),
      tags: { a: 'b' },
    }
    const { id = '' } = await create(given.criteria, given)
    expect(await get(id)).toMatchObject({ ...given, status: { code: 'OK' } })
  })

  test('the same token answers the same list, and is a conflict with another request', async () => {
    const clientToken = randomUUID()
    const first = await create({ regex: 'x' }, { clientToken })
    expect(await create({ regex: 'x' }, { clientToken, tags: {} })).toMatchObject({
      id: first.id,
      arn: first.arn,
    })
    await refusal(create({ regex: 'y' }, { clientToken }), 'ConflictException', 409)
    expect((await list()).allowLists).toHaveLength(1)
  })

  test('a token is made up where none is given', async () => {
    const body = '{"name":"n","criteria":{"regex":"x"}}'
    const made = [
      await rawJson('POST', '/allow-lists', { body }),
      await rawJson('POST', '/allow-lists', { body }),
    ]
    expect(made.map(({ status }) => status)).toEqual([200, 200])
    expect(made[0]?.body['id']).not.toBe(made[1]?.body['id'])
  })

  test('five of each kind are what an account may have', async () => {
    for (let n = 0; n < 5; n++) await create({ regex: `x${n}` })
    const sixth = await refusal(create({ regex: 'x' }), 'ServiceQuotaExceededException', 402)
    expect(sixth).toContain('regular expression')
    for (let n = 0; n < 5; n++) await create(words('bucket', String(n)))
    await refusal(create(words('bucket')), 'ServiceQuotaExceededException', 402)
    expect((await list()).allowLists).toHaveLength(10)
    await remove((await list()).allowLists?.[0]?.id ?? '')
    await create({ regex: 'x' })
  })
})

describe('creating refuses', () => {
  test.each<[string, unknown, Input, string]>([
    ['no name', { regex: 'x' }, { name: undefined }, 'name: is required'],
    ['an empty name', { regex: 'x' }, { name: '' }, 'name'],
    ['a name of 129 characters', { regex: 'x' }, { name: 'n'.repeat(129) }, 'name'],
    ['an empty description', { regex: 'x' }, { description: '' }, 'description'],
    ['a description of 513 characters', { regex: 'x' }, { description: 'd'.repeat(513) }, 'description'],
    ['a reserved tag', { regex: 'x' }, { tags: { 'aws:x': '' } }, 'tags'],
    ['no criteria', undefined, {}, 'criteria: is required'],
    ['criteria without a member', {}, {}, 'criteria'],
    ['criteria with both', { regex: 'x', ...words('bucket') }, {}, 'criteria'],
    ['an empty expression', { regex: '' }, {}, 'regex'],
    ['an expression of 513 characters', { regex: 'x'.repeat(513) }, {}, 'regex'],
    ['a look-ahead', { regex: 'a(?=b)' }, {}, 'regex'],
    ['no bucket', { s3WordsList: { objectKey: 'k' } }, {}, 'bucketName: is required'],
    ['a bucket of 2 characters', words('ab'), {}, 'bucketName'],
    ['a bucket of 256 characters', words('b'.repeat(256)), {}, 'bucketName'],
    ['a bucket that is a path', words('../etc'), {}, 'bucketName'],
    ['no key', { s3WordsList: { bucketName: 'bucket' } }, {}, 'objectKey: is required'],
    ['an empty key', words('bucket', ''), {}, 'objectKey'],
    ['a key of 1,025 characters', words('bucket', 'k'.repeat(1_025)), {}, 'objectKey'],
  ])('%s', async (_title, criteria, changes, member) => {
    const request = create(criteria as AllowListCriteria, changes)
    expect(await refusal(request, 'ValidationException', 400)).toContain(member)
  })
})

describe('listing', () => {
  test('is by creation, page by page', async () => {
    const made: string[] = []
    for (let n = 0; n < 5; n++) made.push(await idOf({ regex: `x${n}` }))
    const listed: (string | undefined)[] = []
    let nextToken: string | undefined
    do {
      const page = await list({ maxResults: 2, nextToken })
      listed.push(...(page.allowLists ?? []).map(({ id }) => id))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(listed).toEqual(made)
    expect(Object.keys((await list()).allowLists?.[0] ?? {}).sort()).toEqual([
      'arn',
      'createdAt',
      'id',
      'name',
      'updatedAt',
    ])
  })

  test('is an empty list where there is none', async () => {
    expect((await rawJson('GET', '/allow-lists')).body).toEqual({ allowLists: [] })
  })

  test('refuses pages of 0, 26 and x, and tokens that it did not give', async () => {
    for (const query of ['maxResults=0', 'maxResults=26', 'maxResults=x', 'nextToken=a.b'])
      expect((await rawJson('GET', `/allow-lists?${query}`)).status).toBe(400)
  })
})

describe('changing', () => {
  test('replaces all that may change', async () => {
    const { id = '', arn } = await create({ regex: 'x' }, { description: 'd', tags: { a: 'b' } })
    const before = await get(id)
    expect(await update(id)).toMatchObject({ id, arn })
    const after = await get(id)
    expect(after).toMatchObject({ name: 'm', criteria: { regex: 'y{3}' }, tags: { a: 'b' } })
    expect(after.description).toBeUndefined()
    expect(after.createdAt).toEqual(before.createdAt)
    expect(after.updatedAt?.getTime()).toBeGreaterThan(before.updatedAt?.getTime() ?? Infinity)
  })

  test.each<[string, Partial<UpdateAllowListCommandInput>, string]>([
    ['another kind', { criteria: words('bucket') }, 'criteria'],
    ['no criteria', { criteria: undefined }, 'criteria: is required'],
    ['no name', { name: undefined }, 'name: is required'],
    ['an empty name', { name: '' }, 'name'],
    ['an expression that is none', { criteria: { regex: '[a-' } }, 'regex'],
  ])('refuses %s', async (_title, changes, member) => {
    const id = await idOf({ regex: 'x' })
    expect(await refusal(update(id, changes), 'ValidationException', 400)).toContain(member)
    expect(await get(id)).toMatchObject({ name: 'n', criteria: { regex: 'x' } })
  })

  test('of a list that is not there is not found', async () => {
    await refusal(update(unknown), 'ResourceNotFoundException', 404)
    await refusal(get(unknown), 'ResourceNotFoundException', 404)
  })
})

describe('deleting', () => {
  test('ends it, and a second time it is not found', async () => {
    const id = await idOf({ regex: 'x' })
    expect((await remove(id)).$metadata.httpStatusCode).toBe(200)
    await refusal(get(id), 'ResourceNotFoundException', 404)
    await refusal(remove(id), 'ResourceNotFoundException', 404)
  })

  test('is refused while a job needs it, but where the job is not to be looked at', async () => {
    const id = await idOf({ regex: 'x' })
    const bucket = await bucketWith({})
    const jobId = await createJob([bucket], { ...scheduled, allowListIds: [id] })
    await refusal(remove(id), 'ConflictException', 409)
    await refusal(remove(id, 'false'), 'ConflictException', 409)
    await refusal(remove(id, 'yes'), 'ValidationException', 400)
    await remove(id, 'true')
    expect((await describeJob(jobId)).allowListIds).toEqual([id])
  })

  test('needs no force once its jobs are complete or cancelled', async () => {
    const id = await idOf({ regex: 'x' })
    const bucket = await bucketWith({})
    await runJob([bucket], { allowListIds: [id] })
    const jobId = await createJob([bucket], { ...scheduled, allowListIds: [id] })
    await client.send(new UpdateClassificationJobCommand({ jobId, jobStatus: 'CANCELLED' }))
    await remove(id)
  })
})

test('tags are merged, listed and removed', async () => {
  const { arn: resourceArn, id = '' } = await create({ regex: 'x' }, { tags: { a: 'b' } })
  await client.send(new TagResourceCommand({ resourceArn, tags: { c: 'd' } }))
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
  expect((await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ c: 'd' })
  expect((await get(id)).tags).toEqual({ c: 'd' })
  const other = resourceArn?.replace(id, unknown)
  const request = client.send(new ListTagsForResourceCommand({ resourceArn: other }))
  await refusal(request, 'ResourceNotFoundException', 404)
})

describe('the status of a text list', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['of words', 'one\ntwo\n', 'OK'],
    ['that is empty', '', 'S3_OBJECT_EMPTY'],
    ['of blank lines', '\n \r\n', 'S3_OBJECT_EMPTY'],
    ['of 100,000 words', 'w\n'.repeat(100_000), 'OK'],
    ['of more', 'w\n'.repeat(100_001), 'S3_OBJECT_OVERSIZE'],
    ['larger than 35 MB', new Uint8Array(35 * 1_024 * 1_024 + 1), 'S3_OBJECT_OVERSIZE'],
    ['that is no text', Buffer.from([0xff, 0xfe, 0x00]), 'UNKNOWN_ERROR'],
  ])('%s', async (_title, content, code) => {
    const bucket = await bucketWith({ 'list.txt': content })
    const status = await statusOf(words(bucket))
    expect(status?.code).toBe(code)
    expect(status?.description === undefined).toBe(code === 'OK')
  })

  test('is of the object as it is now', async () => {
    const bucket = await bucketWith({})
    const id = await idOf(words(bucket))
    const code = async () => (await get(id)).status?.code
    expect(await code()).toBe('S3_OBJECT_NOT_FOUND')
    const place = { folder: server.buckets, bucket, key: 'list.txt' }
    await putObject(stage, place, 'one\n')
    expect(await code()).toBe('OK')
    await putObject(stage, place, '\n\n\n')
    expect(await code()).toBe('S3_OBJECT_EMPTY')
  })

  test('says that lines are too long to be words', async () => {
    const bucket = await bucketWith({ 'list.txt': `short\n${'x'.repeat(91)}\n` })
    expect(await statusOf(words(bucket))).toEqual({
      code: 'OK',
      description: '1 of the lines is longer than 90 characters and not used.',
    })
  })

  test('of a bucket that is not there', async () => {
    expect((await statusOf(words('no-such-bucket')))?.code).toBe('S3_OBJECT_NOT_FOUND')
  })

  test('never leads out of a bucket', async () => {
    const bucket = await bucketWith({})
    for (const key of ['../../magpie.log', '/etc/passwd', '..'])
      expect((await statusOf(words(bucket, key)))?.code).toBe('S3_OBJECT_NOT_FOUND')
    expect((await statusOf(words('...', 'etc/passwd')))?.code).not.toBe('OK')
  })

  // Folders are all of one account.
  if (stage.objects === 's3') {
    test('of a bucket of another account', async () => {
      const other = s3ClientOf(otherS3Account())
      const bucket = `other-${randomUUID()}`
      await other.send(new CreateBucketCommand({ Bucket: bucket }))
      await other.send(new PutObjectCommand({ Bucket: bucket, Key: 'list.txt', Body: 'one' }))
      expect((await statusOf(words(bucket)))?.code).toBe('S3_USER_ACCESS_DENIED')
    })
  }
})

describe('a job', () => {
  let bucket = ''
  beforeAll(async () => {
    bucket = await bucketWith({
      'one.txt': ssnLine(1),
      'two.txt': ssnLine(2),
      'both.csv': `name,ssn\nann,536-22-1001\nbob,536-22-1002\n`,
      'badge.txt': 'BADGE-1234 badge-1234 BADGE-9999\n',
    })
  })
  /** Occurrences by key. */
  const countsOf = async (jobId: string): Promise<Record<string, number>> =>
    Object.fromEntries((await findingsOf(jobId)).map((finding) => [keyOf(finding), occurrencesOf(finding)]))

  test('leaves out what equals a word, whatever its case, and finds it again once the list has changed', async () => {
    const lists = await bucketWith({ 'list.txt': '\ufeff536-22-1001\r\n\r\nbadge-1234\n' })
    const id = await idOf(words(lists))
    const custom = [await createCustomIdentifier('(?i)badge-[0-9]{4}')]
    const changes = { allowListIds: [id], customDataIdentifierIds: custom }
    const first = await runJob([bucket], changes)
    expect((await describeJob(first)).allowListIds).toEqual([id])
    expect(await countsOf(first)).toEqual({ 'badge.txt': 1, 'both.csv': 1, 'two.txt': 1 })
    const place = { folder: server.buckets, bucket: lists, key: 'list.txt' }
    await putObject(stage, place, '536-22-1002\n536-22\n')
    const second = await runJob([bucket], changes)
    expect(await countsOf(second)).toEqual({ 'badge.txt': 3, 'both.csv': 1, 'one.txt': 1 })
  })

  test('leaves out what an expression fits whole, and by several lists', async () => {
    const lists = await bucketWith({ 'list.txt': 'BADGE-9999\n' })
    const allowListIds = [
      await idOf({ regex: '536-22-100[12]' }),
      await idOf({ regex: 'BADGE-1' }),
      await idOf(words(lists)),
    ]
    const custom = [await createCustomIdentifier('(?i)badge-[0-9]{4}')]
    const jobId = await runJob([bucket], { allowListIds, customDataIdentifierIds: custom })
    expect(await countsOf(jobId)).toEqual({ 'badge.txt': 2 })
  })

  test('goes on without a list that cannot be read', async () => {
    const allowListIds = [await idOf(words('no-such-bucket')), await idOf({ regex: '.*1001' })]
    const jobId = await runJob([bucket], { allowListIds })
    expect(await keysFound(jobId)).toEqual(['both.csv', 'two.txt'])
    expect((await describeJob(jobId)).lastRunErrorStatus).toEqual({ code: 'NONE' })
  })

  test('goes on without a list that was deleted', async () => {
    const id = await idOf({ regex: '.*' })
    const changes = { ...scheduled, initialRun: true, allowListIds: [id] }
    // Its first run is over when the job is IDLE again.
    const jobId = await createJob([bucket], changes)
    await untilStatus(jobId, 'IDLE')
    expect(await keysFound(jobId)).toEqual([])
    await remove(id, 'true')
    expect((await describeJob(jobId)).jobStatus).toBe('IDLE')
  })

  test('is refused with a list that is not there, or with more than ten', async () => {
    const id = await idOf({ regex: 'x' })
    const job = (allowListIds: string[]) =>
      client.send(new CreateClassificationJobCommand(jobInput([bucket], { allowListIds })))
    await refusal(job([id, unknown]), 'ResourceNotFoundException', 404)
    await refusal(job(Array.from({ length: 11 }, () => id)), 'ServiceQuotaExceededException', 402)
  })
})

function occurrencesOf({ classificationDetails }: Finding): number {
  const { sensitiveData = [], customDataIdentifiers } = classificationDetails?.result ?? {}
  const totals = [...sensitiveData, customDataIdentifiers].map((part) => part?.totalCount ?? 0)
  return totals.reduce((sum, count) => sum + count, 0)
}
