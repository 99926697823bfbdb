// The routes beyond AWS's: who may call them, what they answer, and how their pages go on.
import { DisableMacieCommand, GetMacieSessionCommand, ListFindingsCommand } from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IssuedAccessKey } from '../../access/access-keys.ts'
import { createJob } from '../../jobs/create-job.ts'
import type { CoverageQuery, OccurrencesQuery } from '../context.ts'
import { createMetrics } from '../metrics.ts'
import { startTestApi, type TestAccount, type TestApi } from '../test-api.ts'
import { send, type TestAnswer } from '../test-request.ts'
import { workloadSamples } from '../workload-samples.ts'
import { addTestFinding } from '../test-findings.ts'

const unknown = '0123456789abcdef0123456789abcdef'
const asked: (CoverageQuery | OccurrencesQuery)[] = []
let api: TestApi
let account: TestAccount
let jobId = ''
let now = new Date()

beforeAll(async () => {
  api = await startTestApi({
    context: {
      now: () => now,
      progress: async () => undefined,
      coverage: async (query) => {
        asked.push(query)
        return { totals: [], objects: [], next: query.after === undefined ? 'second' : undefined }
      },
      occurrences: async (query) => {
        asked.push(query)
        return { identifierSet: 'set', occurrences: [], next: query.after === undefined ? '1000' : undefined }
      },
    },
  })
  account = await api.newAccount()
  const outcome = await createJob(api.context.jobs, requestOf(account.accountId), now)
  if (!('created' in outcome)) throw new Error('Cannot create the job of the test')
  jobId = outcome.created.jobId
})
afterAll(() => api.close())

function ask(
  method: string,
  target: string,
  more: { readonly key?: IssuedAccessKey; readonly body?: unknown } = {},
): Promise<TestAnswer> {
  const body = more.body === undefined ? '' : JSON.stringify(more.body)
  return send({ url: api.url, method, target, body, key: more.key ?? account.key, now })
}

describe('progress', () => {
  test('of a job that never ran is run 0 with nothing done', async () => {
    expect((await ask('GET', `/magpie/jobs/${jobId}/progress`)).json).toEqual({
      runNumber: 0,
      phase: 'finished',
      identifierSet: null,
      objects: { listed: 0, selected: 0, complete: 0, partial: 0, skipped: 0 },
      bytes: { selected: 0, done: 0 },
      bytesPerSecond: 0,
      etaSeconds: null,
      buckets: [],
    })
  })
})

describe.each(['progress', 'coverage'])('%s', (what) => {
  test('is told to the account of the job only', async () => {
    const other = await api.newAccount()
    const target = `/magpie/jobs/${jobId}/${what}`
    expect(await ask('GET', target, { key: other.key })).toMatchObject({
      status: 404,
      errorType: 'ResourceNotFoundException',
    })
    expect((await ask('GET', `/magpie/jobs/${unknown}/${what}`)).status).toBe(404)
    expect((await ask('GET', `/magpie/jobs/x/${what}`)).status).toBe(400)
    expect((await send({ url: api.url, method: 'GET', target })).status).toBe(403)
  })
})

describe('coverage', () => {
  test('goes on from page to page, each for the same question', async () => {
    const target = `/magpie/jobs/${jobId}/coverage`
    const first = await ask('GET', `${target}?status=SKIPPED`)
    const token = String(first.json['nextToken'])
    const second = await ask('GET', `${target}?nextToken=${token}&status=SKIPPED`)
    expect(second.json).toEqual({ totals: [], objects: [] })
    expect(asked.at(-1)).toMatchObject({ jobId, status: 'SKIPPED', after: 'second' })
    for (const other of [`nextToken=${token}`, `nextToken=${token}&status=PARTIAL`, 'nextToken=x.y'])
      expect((await ask('GET', `${target}?${other}`)).status).toBe(400)
  })

  test('takes no status that an object cannot end with', async () => {
    const answer = await ask('GET', `/magpie/jobs/${jobId}/coverage?status=DONE`)
    expect(answer.status).toBe(400)
    expect(answer.json['message']).toContain('status: must be one of COMPLETE, PARTIAL, SKIPPED')
  })
})

describe('occurrences', () => {
  test('are those of a finding of the account, page by page', async () => {
    const findingId = await addTestFinding(api.database, account.accountId)
    expect((await account.client.send(new ListFindingsCommand({}))).findingIds).toContain(findingId)
    const target = `/magpie/findings/${findingId}/occurrences`
    const token = String((await ask('GET', target)).json['nextToken'])
    expect((await ask('GET', `${target}?nextToken=${token}`)).json).toEqual({
      identifierSet: 'set',
      occurrences: [],
    })
    expect(asked.at(-1)).toMatchObject({ findingId, after: '1000' })
    const other = await api.newAccount()
    expect((await ask('GET', target, { key: other.key })).status).toBe(404)
    expect((await ask('GET', `/magpie/findings/${unknown}/occurrences`)).status).toBe(404)
  })

  test('a token of one finding is none of another', async () => {
    const [one, two] = [
      await addTestFinding(api.database, account.accountId),
      await addTestFinding(api.database, account.accountId),
    ]
    const token = String((await ask('GET', `/magpie/findings/${one}/occurrences`)).json['nextToken'])
    const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    expect((await ask('GET', `/magpie/findings/${two}/occurrences?nextToken=${token}`)).status).toBe(400)
    for (const wrong of [altered, `${token}.`, `${token}A`, `${token}.x`, `${token}=`]) {
      const query = `nextToken=${encodeURIComponent(wrong)}`
      const { status } = await ask('GET', `/magpie/findings/${one}/occurrences?${query}`)
      expect(status, `the token ${wrong}`).toBe(400)
    }
  })
})

describe('access keys', () => {
  const create = (body: unknown, key = api.key) => ask('POST', '/magpie/access-keys', { body, key })

  async function made(body: unknown, key = api.key): Promise<IssuedAccessKey> {
    const answer = await create(body, key)
    expect(answer.status, `an answer: ${answer.text}`).toBe(200)
    return answer.json as unknown as IssuedAccessKey
  }

  const list = async (key: IssuedAccessKey) =>
    (await ask('GET', '/magpie/access-keys', { key })).json['accessKeys'] as {
      accessKeyId: string
      accountId: string
    }[]

  test('are the caller’s own account’s, with the policy admin, unless said otherwise', async () => {
    const key = await made({}, account.key)
    expect(await list(key)).toContainEqual({
      accessKeyId: key.accessKeyId,
      accountId: account.accountId,
      policy: 'admin',
      expiresAt: null,
      createdAt: now.toISOString(),
    })
    expect(key.sessionToken).toBeUndefined()
    expect(JSON.stringify(await list(key))).not.toContain(key.secretAccessKey)
  })

  test('of other accounts are made and seen by admins of the server’s own account alone', async () => {
    const accountId = '555566667777'
    expect(await create({ accountId }, account.key)).toMatchObject({
      status: 403,
      errorType: 'AccessDeniedException',
    })
    const key = await made({ accountId })
    expect((await list(key)).map((each) => each.accountId)).toEqual([accountId])
    expect((await list(api.key)).map((each) => each.accessKeyId)).toContain(key.accessKeyId)
    expect((await list(account.key)).map((each) => each.accessKeyId)).not.toContain(key.accessKeyId)
    const target = `/magpie/access-keys/${key.accessKeyId}`
    expect((await ask('DELETE', target)).status).toBe(404)
    expect((await ask('DELETE', target, { key: api.key })).status).toBe(200)
  })

  test('that are revoked hold no longer', async () => {
    const key = await made({}, account.key)
    await api.client(key).send(new GetMacieSessionCommand({}))
    expect((await ask('DELETE', `/magpie/access-keys/${key.accessKeyId}`)).json).toEqual({})
    expect(await ask('GET', '/macie', { key })).toMatchObject({
      status: 403,
      errorType: 'UnrecognizedClientException',
    })
    expect((await ask('DELETE', `/magpie/access-keys/${key.accessKeyId}`)).status).toBe(404)
  })

  test('with read-only read, and change nothing', async () => {
    const key = await made({ policy: 'read-only' }, account.key)
    expect((await ask('GET', '/macie', { key })).status).toBe(200)
    expect((await ask('GET', `/magpie/jobs/${jobId}/progress`, { key })).status).toBe(200)
    for (const [method, target] of [
      ['DELETE', '/macie'],
      ['POST', '/magpie/access-keys'],
      ['PATCH', `/jobs/${jobId}`],
    ] as const)
      expect(await ask(method, target, { key, body: {} }), `for ${target}`).toMatchObject({
        status: 403,
        errorType: 'AccessDeniedException',
      })
  })

  test('whose policy allows everything are no admins: no key makes a stronger one', async () => {
    const policy = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
    const key = await made({ policy }, account.key)
    expect((await create({}, key)).status).toBe(403)
    expect((await ask('DELETE', `/magpie/access-keys/${key.accessKeyId}`, { key })).status).toBe(403)
  })

  test('that are temporary need their session token, end, and make none that last longer', async () => {
    const key = await made({ expiresInSeconds: 600 }, account.key)
    expect(key.sessionToken).toEqual(expect.any(String))
    expect((await ask('GET', '/macie', { key })).status).toBe(200)
    const withToken = (sessionToken: string | undefined) =>
      ask('GET', '/macie', { key: { ...key, sessionToken } })
    expect((await withToken(undefined)).errorType).toBe('UnrecognizedClientException')
    expect((await withToken('x')).errorType).toBe('UnrecognizedClientException')
    expect((await ask('GET', '/macie', { key: { ...account.key, sessionToken: 'x' } })).errorType).toBe(
      'UnrecognizedClientException',
    )
    for (const body of [{}, { expiresInSeconds: 601 }]) expect((await create(body, key)).status).toBe(400)
    await made({ expiresInSeconds: 600 }, key)
    now = new Date(now.getTime() + 600_000)
    expect(await ask('GET', '/macie', { key })).toMatchObject({
      status: 403,
      errorType: 'ExpiredTokenException',
    })
  })

  test.each([
    [{ policy: 'root' }, 'policy: must be one of admin, read-only'],
    [{ policy: { Statement: [] } }, 'policy: must have at least one Statement'],
    [
      { policy: { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: [] } } },
      'Condition: must be an object of operators',
    ],
    [{ policy: 7 }, 'policy: must be a JSON object'],
    [{ accountId: '12' }, 'accountId: must be 12 digits'],
    [{ expiresInSeconds: 0 }, 'expiresInSeconds: must be a whole number from 1'],
    [{ expiresInSeconds: '60' }, 'expiresInSeconds: must be a whole number'],
  ])('are refused with %j', async (body, message) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(answer.json['message']).toContain(message)
  })

  test('are managed also while Macie is not enabled', async () => {
    const other = await api.newAccount()
    await other.client.send(new DisableMacieCommand({}))
    expect((await list(other.key)).map((each) => each.accessKeyId)).toEqual([other.key.accessKeyId])
    expect((await ask('GET', `/magpie/jobs/${jobId}/progress`, { key: other.key })).json).toEqual({
      message: 'Macie is not enabled',
    })
  })
})

describe('metrics', () => {
  test('are the server’s: its own account reads them, signed', async () => {
    await ask('GET', `/magpie/jobs/${unknown}/progress`)
    const answer = await ask('GET', '/metrics', { key: api.key })
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.text).toContain('magpie_requests_total{operation="GetJobProgress",status="404"}')
    expect(answer.text).toMatch(/^magpie_request_seconds_count\{operation="GetJobProgress"\} \d+$/m)
    expect((await ask('GET', '/metrics')).status).toBe(403)
    expect((await send({ url: api.url, method: 'GET', target: '/metrics' })).status).toBe(403)
  })

  test('tell what the store holds', async () => {
    const metrics = createMetrics(() => workloadSamples(api.database.interactive))
    const text = await metrics.render()
    metrics.close()
    expect(text).toMatch(/^magpie_jobs\{status="IDLE"\} 1$/m)
    for (const line of [
      'magpie_batches 0',
      'magpie_batch_objects 0',
      'magpie_analysed_bytes_total 0',
      'magpie_samples_failed 0',
    ])
      expect(text.split('\n')).toContain(line)
  })

  test('go on without the store', async () => {
    const metrics = createMetrics(() => Promise.reject(new Error('lost')))
    const text = await metrics.render()
    metrics.close()
    expect(text).toContain('magpie_samples_failed 1')
    expect(text).toContain('process_resident_memory_bytes')
  })
})

function requestOf(accountId: string) {
  return {
    accountId,
    region: 'us-east-1',
    clientToken: 'token',
    name: 'n',
    jobType: 'SCHEDULED',
    scheduleFrequency: { dailySchedule: {} },
    initialRun: false,
    samplingPercentage: 100,
    s3JobDefinition: { bucketDefinitions: [{ accountId, buckets: ['b'] }] },
    managedDataIdentifierSelector: 'ALL',
    managedDataIdentifierIds: [],
    customDataIdentifierIds: [],
    allowListIds: [],
    tags: {},
  } as const
}
