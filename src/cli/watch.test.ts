// `magpie watch` and `magpie keys` as their users run them, against a server that answers from a real store.
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  CreateClassificationJobCommand,
  ListClassificationJobsCommand,
  UpdateClassificationJobCommand,
  type JobStatus,
} from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, testAccountId, type TestApi } from '../api/test-api.ts'
import { progressOf, summaryOf, type RunProgress } from './watch.ts'

const launcher = path.join(import.meta.dirname, '..', '..', 'bin', 'magpie')
const folder = mkdtempSync(path.join(tmpdir(), 'magpie-watch-'))

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(async () => await api.close())

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function magpie(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const { accessKeyId, secretAccessKey } = api.key
  const child = spawn(launcher, args, {
    cwd: folder,
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL_MACIE2: api.url,
      ...env,
    },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()))
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}

async function createJob(status?: JobStatus): Promise<string> {
  const { jobId = '' } = await api.client().send(
    new CreateClassificationJobCommand({
      name: 'watched',
      jobType: 'ONE_TIME',
      s3JobDefinition: { bucketDefinitions: [{ accountId: testAccountId, buckets: ['payroll'] }] },
    }),
  )
  if (status !== undefined) await changeTo(jobId, status)
  return jobId
}

async function changeTo(jobId: string, jobStatus: JobStatus): Promise<void> {
  await api.client().send(new UpdateClassificationJobCommand({ jobId, jobStatus }))
}

test.each(['USER_PAUSED', 'CANCELLED'] as const)(
  'a job that is %s stands still before its end',
  async (status) => {
    const jobId = await createJob(status)
    const ended = await magpie(['watch', jobId])
    expect(ended).toEqual({
      code: 3,
      stdout: expect.stringContaining(`job ${jobId} is ${status} (`),
      stderr: '',
    })
  },
)

test('a job that runs is followed line by line until it stands still', async () => {
  const jobId = await createJob()
  const looks = (): number => api.log.filter(({ operation }) => operation === 'GetJobProgress').length
  const before = looks()
  const ended = magpie(['watch', jobId, '--json'])
  await waitUntil(() => looks() >= before + 2)
  await changeTo(jobId, 'CANCELLED')
  const { code, stdout } = await ended
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { jobStatus: string })
  expect(lines.length).toBeGreaterThanOrEqual(2)
  expect(lines.map(({ jobStatus }) => jobStatus)).toEqual([
    ...lines.slice(1).map(() => 'RUNNING'),
    'CANCELLED',
  ])
  expect(code).toBe(3)
})

test.each([
  ['0123', /^magpie: Cannot watch job 0123: .*jobId/],
  ['0'.repeat(32), /^magpie: Cannot watch job 0{32}: The job does not exist\.\nSee "magpie jobs list"/],
])('%s is no job', async (jobId, message) => {
  const ended = await magpie(['watch', jobId])
  expect(ended.stderr).toMatch(message)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})

test('a whole run is known only when its listing is done', () => {
  const progress: RunProgress = {
    runNumber: 1,
    phase: 'scanning',
    objects: { listed: 9, selected: 8, complete: 2, partial: 1, skipped: 1 },
    bytes: { selected: 1_000, done: 250 },
    bytesPerSecond: 50,
    etaSeconds: 15,
  }
  expect(progressOf(progress)).toMatchObject({
    fraction: 0.25,
    objects: { done: 4, total: 8 },
    etaSeconds: 15,
  })
  const listing = progressOf({ ...progress, phase: 'listing' })
  expect(listing).toMatchObject({ fraction: undefined, objects: { done: 4, total: undefined } })
  expect(listing.etaSeconds).toBeUndefined()
  expect(summaryOf('j', 'COMPLETE', progress)).toBe(
    'job j is COMPLETE (run 1: 2 complete, 1 partial, 1 skipped; 250 B)',
  )
})

test('a key that is made works, is listed without its secret, and works no more when it is revoked', async () => {
  const made = await magpie(['keys', 'create', '--policy', 'read-only', '--expires-in', '1h', '--json'])
  const key = JSON.parse(made.stdout) as Record<'accessKeyId' | 'secretAccessKey' | 'sessionToken', string>
  expect(Object.keys(key)).toEqual(['accessKeyId', 'secretAccessKey', 'sessionToken'])
  const client = api.client(key)
  expect(await client.send(new ListClassificationJobsCommand({}))).toHaveProperty('items')
  await expect(
    client.send(new UpdateClassificationJobCommand({ jobId: '0'.repeat(32), jobStatus: 'CANCELLED' })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' })
  const list = await magpie(['keys', 'list'])
  expect(list.stdout).toMatch(new RegExp(`^${key.accessKeyId} +${testAccountId} +read-only `, 'm'))
  expect(list.stdout).not.toContain(key.secretAccessKey)
  expect((await magpie(['keys', 'revoke', key.accessKeyId])).stdout).toBe(`${key.accessKeyId} is revoked\n`)
  await expect(client.send(new ListClassificationJobsCommand({}))).rejects.toThrow(/security token/)
  expect(await magpie(['keys', 'revoke', key.accessKeyId])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      `magpie: Cannot revoke ${key.accessKeyId}: The access key does not exist.\n`,
    ),
  })
})

test('a policy may come from a file, and a shell takes the key as it is printed', async () => {
  const Statement = [{ Effect: 'Allow', Action: 'macie2:ListFindings', Resource: '*' }]
  writeFileSync(path.join(folder, 'policy.json'), JSON.stringify({ Version: '2012-10-17', Statement }))
  const { stdout } = await magpie(['keys', 'create', '--policy', 'policy.json'])
  const [, accessKeyId = '', secretAccessKey = ''] =
    /^export AWS_ACCESS_KEY_ID=(\S+)\nexport AWS_SECRET_ACCESS_KEY=(\S+)\n$/.exec(stdout) ?? []
  const key = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  const denied = await magpie(['keys', 'list'], key)
  expect(denied.stderr).toMatch(/^magpie: Cannot list the access keys: User: .* is not authorized to perform/)
  expect(denied.stderr).toContain('The key is that of AWS_ACCESS_KEY_ID.\n')
})

beforeAll(() => {
  const Statement = { Effect: 'Allow', Action: 'macie2:ListFinding', Resource: '*' }
  writeFileSync(path.join(folder, 'misspelt.json'), JSON.stringify({ Statement }))
  writeFileSync(path.join(folder, 'broken.json'), '{"Statement":\n  oops }')
})

test.each([
  [
    ['create', '--policy', 'none.json'],
    /Cannot use the policy none\.json: no such file or directory\nIt is "admin"/,
  ],
  [['create', '--policy', 'readonly'], /no such file or directory\nDid you mean read-only\?/],
  [
    ['create', '--policy', 'broken.json'],
    /Cannot use the policy broken\.json: [^]*not valid JSON\nIt is "admin"/,
  ],
  [
    ['create', '--policy', 'misspelt.json'],
    /policy: Statement\[0\]\.Action: "macie2:ListFinding" is no action: did you mean macie2:ListFindings\?/,
  ],
  [['create', '--expires-in', '1y'], /Cannot use --expires-in 1y: not a time\nWrite it as/],
  [['create', '--account', '12'], /Cannot make an access key: .*accountId: must be 12 digits/],
  [['list', '--endpoint-url', 'nowhere'], /not an http or https URL/],
])('keys %j is refused', async (args, message) => {
  const ended = await magpie(['keys', ...args])
  expect(ended.stderr).toMatch(message)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})

test('a reader that has seen enough ends a list quietly', async () => {
  const child = spawn('sh', ['-c', `'${launcher}' identifiers list --json | true`], { cwd: folder })
  let stderr = ''
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  expect(stderr).toBe('')
})

async function waitUntil(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 30_000; !holds();) {
    if (Date.now() > deadline) throw new Error('it did not come to pass in 30 s')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
