// The export of discovery results: its configuration with every refusal, Macie's layout, what was before the bucket was
// named, and a bucket that refuses for a while. Each group has a server of its own: the configuration is the account's.
import { randomBytes } from 'node:crypto'
import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  GetClassificationExportConfigurationCommand,
  PutClassificationExportConfigurationCommand,
  type ClassificationExportConfiguration,
  type Macie2Client,
  type S3Destination,
} from '@aws-sdk/client-macie2'
import { CreateBucketCommand, DeleteBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysUnder, readRecords, recordsOf, type ExportedRecord } from './exported.ts'
import { install, type Installation, type MagpieProcess } from './magpie-process.ts'
import { s3Client, s3ClientOf } from './objects.ts'
import { otherS3Account } from './stages.ts'
import {
  accountId,
  bucketWith,
  clientOf,
  findingsOf,
  jobInput,
  keyOf,
  refusal,
  ssnLine,
  stage,
} from './world.ts'

const kmsKeyArn = `arn:aws:kms:us-east-1:${accountId}:key/0ce1a1f0-0000-4000-8000-000000000000`

let installation: Installation
let magpie: MagpieProcess
let own: Macie2Client

beforeAll(async () => {
  installation = await install(stage)
  magpie = await installation.start()
  own = clientOf(magpie)
})
afterAll(async () => {
  await magpie.stop()
})

const bucket = (objects: Parameters<typeof bucketWith>[0] = {}): Promise<string> =>
  bucketWith(objects, installation.buckets)

async function put(s3Destination?: Partial<S3Destination>): Promise<ClassificationExportConfiguration> {
  const configuration = (s3Destination === undefined ? {} : { s3Destination }) as {
    s3Destination: S3Destination
  }
  return (
    (await own.send(new PutClassificationExportConfigurationCommand({ configuration }))).configuration ?? {}
  )
}

async function get(): Promise<ClassificationExportConfiguration | undefined> {
  return (await own.send(new GetClassificationExportConfigurationCommand({}))).configuration
}

async function run(buckets: string[]): Promise<string> {
  const { jobId = '' } = await own.send(new CreateClassificationJobCommand(jobInput(buckets)))
  await until('the job is done', async () => (await job(jobId)).jobStatus === 'COMPLETE')
  return jobId
}

const job = (jobId: string) => own.send(new DescribeClassificationJobCommand({ jobId }))

const records = (results: string, jobId: string): Promise<Record<string, ExportedRecord>> =>
  recordsOf(results, jobId, { folder: installation.buckets })

async function until(what: string, holds: () => Promise<boolean>, seconds = 20): Promise<void> {
  for (const deadline = Date.now() + seconds * 1_000; !(await holds());) {
    if (Date.now() > deadline) throw new Error(`Cannot see that ${what}: it did not come about`)
    await delay(100)
  }
}

describe('the configuration', () => {
  test('is empty at first, given back as it was set, replaced, and cleared', async () => {
    expect(await get()).toEqual({})
    const results = await bucket()
    const full = { bucketName: results, keyPrefix: 'macie/here', kmsKeyArn, expectedBucketOwner: accountId }
    expect(await put(full)).toEqual({ s3Destination: full })
    expect(await get()).toEqual({ s3Destination: full })
    expect(await put({ bucketName: results, kmsKeyArn })).toEqual({
      s3Destination: { bucketName: results, kmsKeyArn },
    })
    expect(await get()).toEqual({ s3Destination: { bucketName: results, kmsKeyArn } })
    expect(await put()).toEqual({})
    expect(await get()).toEqual({})
  })

  test('is tried by writing to the bucket, under the prefix', async () => {
    const results = await bucket()
    await put({ bucketName: results, keyPrefix: 'a/', kmsKeyArn })
    const keys = await keysUnder(results, '', installation.buckets)
    expect(keys).toEqual([`a/AWSLogs/${accountId}/Macie/us-east-1/macie-test-object.gz`])
    await put()
  })

  test('takes the alias of a key', async () => {
    const alias = kmsKeyArn.replace(/key\/.*/, 'alias/results')
    await put({ bucketName: await bucket(), kmsKeyArn: alias })
    expect((await get())?.s3Destination?.kmsKeyArn).toBe(alias)
    await put()
  })

  test.each([
    ['without a bucket', { kmsKeyArn }],
    ['without a key', { bucketName: 'results' }],
    ['with a key that is no ARN', { bucketName: 'results', kmsKeyArn: 'alias/results' }],
    ['with the ARN of something else', { bucketName: 'results', kmsKeyArn: 'arn:aws:s3:::results' }],
    ['with an owner that is no account', { bucketName: 'results', kmsKeyArn, expectedBucketOwner: 'me' }],
    ['with a prefix that is too long', { bucketName: 'results', kmsKeyArn, keyPrefix: 'x'.repeat(701) }],
    ['with an empty name', { bucketName: '', kmsKeyArn }],
  ])('%s is refused', async (_what, destination) => {
    await refusal(put(destination), 'ValidationException', 400)
  })

  test('that is missing is refused', async () => {
    const command = new PutClassificationExportConfigurationCommand({ configuration: undefined })
    await refusal(own.send(command), 'ValidationException', 400)
  })

  test('with a bucket that does not exist is refused, and nothing is changed', async () => {
    const bucketName = `conf-${randomBytes(6).toString('hex')}`
    await refusal(put({ bucketName, kmsKeyArn }), 'ResourceNotFoundException', 404)
    expect(await get()).toEqual({})
  })

  test('with a bucket whose owner is another than expected is refused', async () => {
    const destination = { bucketName: await bucket(), kmsKeyArn, expectedBucketOwner: '999999999999' }
    await refusal(put(destination), 'AccessDeniedException', 403)
  })

  test('with a bucket that may not be written to is refused', async () => {
    const bucketName = await closedBucket()
    const message = await refusal(put({ bucketName, kmsKeyArn }), 'AccessDeniedException', 403)
    expect(message).toContain(bucketName)
    expect(await get()).toEqual({})
  })

  // Keys of an S3 store are no paths.
  if (stage.objects === 'folders') {
    test('with a prefix that leads out of the bucket is refused', async () => {
      const bucketName = await bucket()
      for (const keyPrefix of ['..', 'a/../../b', '/etc'])
        await refusal(put({ bucketName, kmsKeyArn, keyPrefix }), 'AccessDeniedException', 403)
    })
  }
})

/** Folders: a file is where Macie's folder would be (an administrator may write anywhere). S3: another account's. */
async function closedBucket(): Promise<string> {
  if (stage.objects === 'folders') return bucket({ AWSLogs: 'in the way' })
  const name = `conf-${randomBytes(6).toString('hex')}`
  const other = s3ClientOf(otherS3Account())
  await other.send(new CreateBucketCommand({ Bucket: name }))
  other.destroy()
  return name
}

describe('the results', () => {
  let results = ''
  let source = ''
  let jobId = ''
  let found: Record<string, ExportedRecord> = {}
  beforeAll(async () => {
    results = await bucket()
    source = await bucket({
      'clean.txt': 'nothing here\n',
      'many.txt': Array.from({ length: 1_500 }, (_, n) => ssnLine(n)).join(''),
      'one.csv': 'name,ssn\nAda,536-22-1001\n',
      'half.txt.gz': gzipSync(Array.from({ length: 5_000 }, (_, n) => ssnLine(n)).join('')).subarray(0, -9),
      'picture.png': 'never read',
    })
    await put({ bucketName: results, keyPrefix: 'macie', kmsKeyArn })
    jobId = await run([source])
    await until('all is exported', async () => Object.keys(await records(results, jobId)).length === 5)
    found = await records(results, jobId)
  })
  afterAll(async () => {
    await put()
  })

  test('are one object each, whatever became of what was examined', () => {
    const codes = Object.fromEntries(
      Object.entries(found).map(([key, record]) => [key, record.classificationDetails.result.status]),
    )
    expect(codes).toEqual({
      'clean.txt': { code: 'COMPLETE', reason: null },
      'many.txt': { code: 'COMPLETE', reason: null },
      'one.csv': { code: 'COMPLETE', reason: null },
      'half.txt.gz': { code: 'PARTIAL', reason: expect.any(String) },
      'picture.png': { code: 'SKIPPED', reason: expect.any(String) },
    })
  })

  test('have Macie’s keys', async () => {
    const keys = (await keysUnder(results, 'macie/', installation.buckets)).filter((key) =>
      key.includes(jobId),
    )
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
    const layout = `^macie/AWSLogs/${accountId}/Macie/us-east-1/${jobId}/${accountId}/${uuid}\\.jsonl\\.gz$`
    expect(keys).toHaveLength(5)
    for (const key of keys) expect(key).toMatch(new RegExp(layout))
  })

  test('have Macie’s members and no others', () => {
    for (const record of Object.values(found))
      expect(Object.keys(record).sort()).toEqual([
        'accountId',
        'category',
        'classificationDetails',
        'createdAt',
        'description',
        'id',
        'partition',
        'region',
        'resourcesAffected',
        'schemaVersion',
        'severity',
        'title',
        'type',
        'updatedAt',
      ])
  })

  test('of clean and skipped objects have no type, and nothing found', () => {
    for (const key of ['clean.txt', 'picture.png'])
      expect(found[key]).toMatchObject({
        type: null,
        severity: null,
        title: null,
        description: null,
        classificationDetails: {
          result: { sensitiveData: [], customDataIdentifiers: { totalCount: 0, detections: [] } },
        },
        resourcesAffected: { s3Object: { key, lastModified: expect.any(String), eTag: expect.any(String) } },
      })
  })

  test('tell up to 1,000 places of a detection, and count all', () => {
    const result = found['many.txt']?.classificationDetails.result
    const [detection] = result?.sensitiveData[0]?.detections ?? []
    expect(detection?.count).toBe(1_500)
    expect(detection?.occurrences.lineRanges).toHaveLength(1_000)
    expect(result).toMatchObject({ additionalOccurrences: true, sizeClassified: 1_500 * ssnLine(0).length })
    expect(found['one.csv']?.classificationDetails.result).toMatchObject({ additionalOccurrences: false })
  })

  test('are where each finding leads to, with its id, type and severity', async () => {
    const findings = await findingsOf(jobId, own)
    expect(findings.map(keyOf)).toEqual(expect.arrayContaining(['many.txt', 'one.csv']))
    for (const finding of findings) {
      const location = finding.classificationDetails?.detailedResultsLocation ?? ''
      const prefix = `s3://${results}/`
      expect(location.startsWith(prefix)).toBe(true)
      const [record] = await readRecords(results, location.slice(prefix.length), installation.buckets)
      const { id, type, severity } = finding
      expect(record).toMatchObject({ id, type, severity, createdAt: finding.createdAt?.toISOString() })
      expect(record?.classificationDetails.detailedResultsLocation).toBe(location)
    }
  })

  test('are written once an object and run', async () => {
    const again = await run([source])
    await until('all is exported', async () => Object.keys(await records(results, again)).length === 5)
    expect(Object.keys(await records(results, jobId))).toHaveLength(5)
  })
})

describe('a bucket that is named later', () => {
  test('gets what was before it, findings then lead there, and what follows', async () => {
    const source = await bucket({ 'a.txt': ssnLine(1), 'b.txt': 'clean', 'c.png': '-' })
    const jobId = await run([source])
    const [before] = await findingsOf(jobId, own)
    expect(before?.classificationDetails?.detailedResultsLocation).toMatch(
      /^s3:\/\/\[export-config-not-set\]\/AWSLogs\//,
    )
    const results = await bucket()
    await put({ bucketName: results, kmsKeyArn })
    await until('all is exported', async () => Object.keys(await records(results, jobId)).length === 3)
    const location = async (): Promise<string> =>
      (await findingsOf(jobId, own))[0]?.classificationDetails?.detailedResultsLocation ?? ''
    await until('the finding leads there', async () =>
      (await location()).startsWith(`s3://${results}/AWSLogs/`),
    )
    const [record] = await readRecords(
      results,
      (await location()).slice(6 + results.length),
      installation.buckets,
    )
    expect(record?.id).toBe(before?.id)
    const next = await run([source])
    await until(
      'the next run is exported',
      async () => Object.keys(await records(results, next)).length === 3,
    )
    await put()
  })

  test('gets nothing more once it is given up; the next one gets what was left', async () => {
    const [first, second] = [await bucket(), await bucket()]
    const source = await bucket({ 'a.txt': ssnLine(1) })
    await put({ bucketName: first, kmsKeyArn })
    await put()
    const jobId = await run([source])
    expect(await records(first, jobId)).toEqual({})
    await put({ bucketName: second, kmsKeyArn })
    await until('all is exported', async () => 'a.txt' in (await records(second, jobId)))
    expect(await records(first, jobId)).toEqual({})
    await put()
  })
})

describe('a bucket that refuses', () => {
  test('is told in the run, tried again, and gets all in the end, also after a kill', async () => {
    const results = await bucket()
    const source = await bucket({ 'a.txt': ssnLine(1), 'b.txt': 'clean', 'c.png': '-' })
    await put({ bucketName: results, kmsKeyArn })
    await close(results)
    const jobId = await run([source])
    expect((await job(jobId)).lastRunErrorStatus).toEqual({ code: 'ERROR' })
    expect((await findingsOf(jobId, own)).map(keyOf)).toEqual(['a.txt'])
    await magpie.kill()
    magpie = await installation.start()
    own = clientOf(magpie)
    await open(results)
    await until(
      'all is exported',
      async () => Object.keys(await records(results, jobId).catch(() => ({}))).length === 3,
      110,
    )
    const fine = await run([source])
    expect((await job(fine)).lastRunErrorStatus).toEqual({ code: 'NONE' })
    await put()
  }, 180_000)
})

const aside = (name: string): string => path.join(installation.folder, name)

/** Folders: it is gone for a while. S3: a policy denies. */
async function close(name: string): Promise<void> {
  if (stage.objects === 'folders') {
    renameSync(path.join(installation.buckets, name), aside(name))
    return
  }
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${name}/*` },
    ],
  })
  await s3Client().send(new PutBucketPolicyCommand({ Bucket: name, Policy }))
}

async function open(name: string): Promise<void> {
  if (stage.objects === 'folders') {
    rmSync(path.join(installation.buckets, name), { recursive: true, force: true })
    renameSync(aside(name), path.join(installation.buckets, name))
  } else await s3Client().send(new DeleteBucketPolicyCommand({ Bucket: name }))
}
