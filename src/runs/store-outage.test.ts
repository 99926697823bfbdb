// Runs over an S3 server that is away, busy or forbidding for a while: what the store cannot say now is asked again,
// and nothing of it is taken for the state of an object.
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { Job } from '../model/job.ts'
import { openFaultProxy, type FaultProxy } from '../objects/s3/fault-proxy.ts'
import type { S3Source } from '../objects/object-store.ts'
import { openTestS3Server, type TestS3Server } from '../objects/s3/test-s3-server.ts'
import { accountOf, contradictions } from './test-account.ts'
import { openTestRuns, ssnLine, until, type TestRuns } from './test-runs.ts'

const bucket = 'far-away'
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }

describe.each(openTestDatabases())('a run over S3 on the $name store', (databases) => {
  let database: Database
  let server: TestS3Server
  let proxy: FaultProxy
  let client: S3Client
  let runs: TestRuns
  beforeAll(async () => {
    database = await databases.open()
    server = await openTestS3Server()
    proxy = await openFaultProxy(server.url)
    client = new S3Client({ endpoint: server.url, region: 'us-east-1', forcePathStyle: true, credentials })
    await client.send(new CreateBucketCommand({ Bucket: bucket }))
    for (let n = 0; n < 30; n++)
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: `${n}.txt`, Body: ssnLine(n) }))
  })
  afterAll(async () => {
    client.destroy()
    await proxy.close()
    await server.close()
    await database.close()
  })
  beforeEach(async () => {
    runs = await openTestRuns(database)
    proxy.clear()
  })
  afterEach(() => runs.close())

  async function started(): Promise<Job> {
    const source: S3Source = {
      kind: 's3',
      endpoint: proxy.url,
      region: 'us-east-1',
      accountId: runs.accountId,
      ...credentials,
      patience: { attempts: 2, firstWait: 2 },
    }
    const job = await runs.create({
      clientToken: randomUUID(),
      s3JobDefinition: { bucketDefinitions: [{ accountId: runs.accountId, buckets: [bucket] }] },
    })
    await runs.work({ sources: [source] })
    return job
  }
  const complete = Array.from({ length: 30 }, (_line, n) => `${n}.txt COMPLETE`).sort()

  test('a store that is away while objects are read is waited for, and then every object is read', async () => {
    // It answers as long as its bucket is looked at and listed.
    proxy.add({ match: /^HEAD \/far-away\/?(\?.*)?$/, times: 1 })
    proxy.add({ match: /^(GET \/far-away\/\d+\.txt|HEAD)/, status: 503, code: 'ServiceUnavailable' })
    const job = await started()
    await until('a turn that ended', () => runs.warnings.some((warning) => warning.includes('(503)')))
    expect(await accountOf(runs, job)).toMatchObject({ objects: [], failed: false })
    proxy.clear()
    await runs.untilStatus(job, 'COMPLETE')
    expect((await accountOf(runs, job)).objects).toEqual(complete)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('an object that its store cannot give is skipped with what the store said', async () => {
    proxy.add({ match: /^GET \/far-away\/7\.txt/, status: 500, code: 'InternalError' })
    const job = await started()
    await runs.untilStatus(job, 'COMPLETE')
    const { objects } = await accountOf(runs, job)
    expect(objects.filter((line) => !line.endsWith('COMPLETE'))).toEqual([
      '7.txt SKIPPED SOURCE_OBJECT_NO_LONGER_AVAILABLE',
    ])
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('an object that may not be read is skipped, and the run has no error for it', async () => {
    proxy.add({ match: /^GET \/far-away\/7\.txt/, status: 403, code: 'AccessDenied' })
    const job = await started()
    await runs.untilStatus(job, 'COMPLETE')
    const { objects, failed } = await accountOf(runs, job)
    expect(objects).toContain('7.txt SKIPPED PERMISSION_DENIED')
    expect(objects).toHaveLength(30)
    expect(failed).toBe(false)
  })

  test.each([
    [
      'may not be listed',
      { match: /list-type=2/, status: 403, code: 'AccessDenied' },
      'BUCKET_ACCESS_DENIED',
    ],
    [
      'is in another region',
      { match: /list-type=2/, status: 301, code: 'PermanentRedirect' },
      'BUCKET_IN_DIFFERENT_REGION',
    ],
    ['may not be looked at', { match: /^HEAD/, status: 403, code: 'AccessDenied' }, 'BUCKET_ACCESS_DENIED'],
    ['is not there', { match: /^HEAD/, status: 404, code: 'NoSuchBucket' }, 'BUCKET_DOES_NOT_EXIST'],
  ])('a bucket that %s is an error of the run, which ends', async (_what, fault, event) => {
    proxy.add(fault)
    const job = await started()
    await runs.untilStatus(job, 'COMPLETE')
    const { events, failed, objects } = await accountOf(runs, job)
    expect(events).toContain(event)
    expect(failed).toBe(true)
    expect(objects).toEqual([])
  })
})
