// Samples of sensitive data: off until they are allowed, taken from the objects themselves, and only while those are
// what was scanned.
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import {
  CreateCustomDataIdentifierCommand,
  GetRevealConfigurationCommand,
  GetSensitiveDataOccurrencesAvailabilityCommand,
  GetSensitiveDataOccurrencesCommand,
  UpdateRevealConfigurationCommand,
  waitUntilFindingRevealed,
  type Finding,
  type GetSensitiveDataOccurrencesCommandOutput,
} from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { putObject, s3Client } from './objects.ts'
import { rawJson } from './raw-request.ts'
import { bucketWith, client, clientOf, findingsOf, keyOf, refusal, runJob, server, stage } from './world.ts'

const ssns = Array.from({ length: 12 }, (_, n) => `536-22-${7_100 + n}`)
const badge = `BADGE-${'7'.repeat(150)}`
const objects = {
  'memo.txt': `her ssn is ${ssns[0]}\nand the ssn of him ${ssns[1]}\n`,
  'people.csv': `id,ssn,pass\n${ssns.map((ssn, n) => `${n},${ssn},${n === 0 ? badge : ''}\n`).join('')}`,
  'people.tsv': `id\tssn\n1\t${ssns[0]}\n`,
  'people.json': JSON.stringify({ staff: [{ ssn: ssns[0] }, { 'odd name': `ssn ${ssns[1]}` }] }),
  'people.jsonl': `{"id":1}\n${JSON.stringify({ ssn: ssns[0] })}\n`,
  'packed.csv.gz': gzipSync(`id,ssn\n1,${ssns[0]}\n`),
  'changed.txt': `ssn ${ssns[0]}\n`,
  'gone.txt': `ssn ${ssns[0]}\n`,
}

let found: Map<string, Finding>
let bucket = ''
beforeAll(async () => {
  bucket = await bucketWith(objects)
  const custom = await client.send(
    new CreateCustomDataIdentifierCommand({ name: 'pass', regex: 'BADGE-\\d+' }),
  )
  const jobId = await runJob([bucket], { customDataIdentifierIds: [custom.customDataIdentifierId ?? ''] })
  found = new Map((await findingsOf(jobId)).map((finding) => [keyOf(finding), finding]))
})

const findingId = (key: string): string => found.get(key)?.id ?? ''
const availability = (key: string, by = client) =>
  by.send(new GetSensitiveDataOccurrencesAvailabilityCommand({ findingId: findingId(key) }))
const samples = (key: string, by = client) =>
  by.send(new GetSensitiveDataOccurrencesCommand({ findingId: findingId(key) }))

/** As AWS's own waiter does. */
async function revealed(key: string): Promise<GetSensitiveDataOccurrencesCommandOutput> {
  await waitUntilFindingRevealed({ client, maxWaitTime: 60 }, { findingId: findingId(key) })
  return samples(key)
}
const values = (...texts: readonly string[]) => texts.map((value) => ({ value }))
const enable = () =>
  client.send(
    new UpdateRevealConfigurationCommand({ configuration: { status: 'ENABLED', kmsKeyId: 'alias/magpie' } }),
  )

// In this order: one account has one configuration.
describe('samples', () => {
  test('are off at first, and need a key to be allowed', async () => {
    const { configuration, retrievalConfiguration } = await client.send(new GetRevealConfigurationCommand({}))
    expect({ configuration, retrievalConfiguration }).toEqual({
      configuration: { status: 'DISABLED' },
      retrievalConfiguration: { retrievalMode: 'CALLER_CREDENTIALS' },
    })
    await refusal(samples('memo.txt'), 'AccessDeniedException', 403)
    await refusal(availability('memo.txt'), 'AccessDeniedException', 403)
    const withoutKey = new UpdateRevealConfigurationCommand({ configuration: { status: 'ENABLED' } })
    expect(await refusal(client.send(withoutKey), 'ValidationException', 400)).toContain('kmsKeyId')
    expect(await enable()).toMatchObject({ configuration: { status: 'ENABLED', kmsKeyId: 'alias/magpie' } })
  })

  test.each([
    ['memo.txt', { USA_SOCIAL_SECURITY_NUMBER: values(ssns[0]!, ssns[1]!) }],
    // Ten samples of a type, 128 characters of a sample.
    [
      'people.csv',
      { USA_SOCIAL_SECURITY_NUMBER: values(...ssns.slice(0, 10)), pass: values(badge.slice(0, 128)) },
    ],
    ['people.tsv', { USA_SOCIAL_SECURITY_NUMBER: values(ssns[0]!) }],
    ['people.json', { USA_SOCIAL_SECURITY_NUMBER: values(ssns[0]!, ssns[1]!) }],
    ['people.jsonl', { USA_SOCIAL_SECURITY_NUMBER: values(ssns[0]!) }],
    ['packed.csv.gz', { USA_SOCIAL_SECURITY_NUMBER: values(ssns[0]!) }],
  ])('of %s are what is in it', async (key, expected) => {
    expect(await availability(key)).toMatchObject({ code: 'AVAILABLE', reasons: [] })
    const { status, sensitiveDataOccurrences, error } = await revealed(key)
    expect({ status, sensitiveDataOccurrences, error }).toEqual({
      status: 'SUCCESS',
      sensitiveDataOccurrences: expected,
      error: undefined,
    })
  })

  test('of an object that changed or is gone are refused', async () => {
    await putObject(
      stage,
      { folder: server.buckets, bucket, key: 'changed.txt' },
      `ssn ${ssns[3]}, another\n`,
    )
    if (stage.objects === 'folders') rmSync(path.join(server.buckets, bucket, 'gone.txt'))
    else await s3Client().send(new DeleteObjectCommand({ Bucket: bucket, Key: 'gone.txt' }))
    for (const key of ['changed.txt', 'gone.txt']) {
      expect(await availability(key)).toMatchObject({ code: 'UNAVAILABLE', reasons: ['OBJECT_UNAVAILABLE'] })
      expect(await refusal(samples(key), 'UnprocessableEntityException', 422)).toBe('OBJECT_UNAVAILABLE')
    }
  })

  test('of a finding that is not there are not there', async () => {
    const nothing = { findingId: '0'.repeat(32) }
    await refusal(
      client.send(new GetSensitiveDataOccurrencesCommand(nothing)),
      'ResourceNotFoundException',
      404,
    )
    await refusal(
      client.send(new GetSensitiveDataOccurrencesAvailabilityCommand(nothing)),
      'ResourceNotFoundException',
      404,
    )
  })

  test('are nothing for a key that may only read', async () => {
    const { body } = await rawJson('POST', '/magpie/access-keys', {
      body: JSON.stringify({ policy: 'read-only' }),
    })
    const { accessKeyId, secretAccessKey } = body as { accessKeyId: string; secretAccessKey: string }
    const reader = clientOf({ ...server, accessKeyId, secretAccessKey })
    await refusal(samples('memo.txt', reader), 'AccessDeniedException', 403)
    expect(await availability('memo.txt', reader)).toMatchObject({ code: 'AVAILABLE' })
  })

  test('leave a line in the log for every call, and no text', () => {
    const log = readFileSync(server.logFile, 'utf8')
    const lines = log.split('\n').filter((line) => line.includes('samples of sensitive data were asked for'))
    const asked = lines.map((line) => (JSON.parse(line) as { reveal: Record<string, unknown> }).reveal)
    expect(asked).toContainEqual(
      expect.objectContaining({
        findingId: findingId('memo.txt'),
        accessKeyId: server.accessKeyId,
        outcome: 'SUCCESS',
      }),
    )
    expect(asked).toContainEqual(
      expect.objectContaining({
        findingId: findingId('gone.txt'),
        outcome: 'UnprocessableEntityException OBJECT_UNAVAILABLE',
      }),
    )
    for (const text of [...ssns, badge]) expect(log.includes(text)).toBe(false)
  })

  test('are off again when they are disabled, and the role is forgotten', async () => {
    const role = await client.send(
      new UpdateRevealConfigurationCommand({
        configuration: { status: 'ENABLED' },
        retrievalConfiguration: { retrievalMode: 'ASSUME_ROLE', roleName: 'reader' },
      }),
    )
    expect(role.retrievalConfiguration).toMatchObject({ retrievalMode: 'ASSUME_ROLE', roleName: 'reader' })
    expect(role.retrievalConfiguration?.externalId).toMatch(/^[0-9a-z]+$/)
    const disable = new UpdateRevealConfigurationCommand({ configuration: { status: 'DISABLED' } })
    expect((await client.send(disable)).retrievalConfiguration).toEqual({
      retrievalMode: 'CALLER_CREDENTIALS',
    })
    await refusal(samples('memo.txt'), 'AccessDeniedException', 403)
  })
})
