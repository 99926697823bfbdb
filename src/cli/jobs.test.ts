// `magpie jobs` and `magpie watch` as their users run them, against `magpie serve` over a folder of buckets.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderOf, jsonLines, launcher, people, runMagpie, type Ended } from './test-magpie.ts'

const cwd = folderOf({
  'buckets/payroll/people.csv': people,
  'buckets/payroll/a/more.csv': people.repeat(3),
  'buckets/payroll/notes.txt': 'nothing\n',
  'buckets/payroll/picture.png': 'x',
  'buckets/payroll/app.log': 'left out\n',
  'job.yaml': `# a job
name: weekly
jobType: ONE_TIME
s3JobDefinition:
  bucketDefinitions: [{ accountId: "000000000000", buckets: [payroll, missing] }]
  scoping:
    excludes:
      and:
        - simpleScopeTerm: { key: OBJECT_EXTENSION, comparator: EQ, values: [log] }
`,
})

let server: { readonly child: ChildProcess; readonly url: string }
beforeAll(async () => {
  server = await serve('127.0.0.1:0')
})
afterAll(async () => await stop())

async function serve(listen: string): Promise<typeof server> {
  const child = spawn(
    launcher,
    ['serve', '--listen', listen, '--buckets', 'buckets', '--scan-threads', '1'],
    {
      cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`Cannot serve: ended with ${code}`)))
    child.stdout.once('data', (part: Buffer) => resolve(/http:\S+/.exec(part.toString())?.[0] ?? ''))
  })
  return { child, url }
}

async function stop(): Promise<void> {
  const ended = new Promise((resolve) => server.child.once('close', resolve))
  server.child.kill('SIGTERM')
  await ended
}

function magpie(...args: readonly string[]): Promise<Ended> {
  const { AWS_ACCESS_KEY_ID: _, ...env } = process.env
  return runMagpie(args, { cwd, env: { ...env, AWS_ENDPOINT_URL_MACIE2: server.url } })
}

async function create(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const buckets = { bucketDefinitions: [{ accountId: '000000000000', buckets: ['payroll'] }] }
  const job = { name: 'made', jobType: 'ONE_TIME', s3JobDefinition: buckets, ...changes }
  writeFileSync(path.join(cwd, 'made.json'), JSON.stringify(job))
  return (await magpie('jobs', 'create', '-f', 'made.json')).stdout.trim()
}

const idle = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } }

describe('a dry run', () => {
  test('shows what a job would read, what not and why, and creates nothing', async () => {
    const jobIds = async () => (await magpie('jobs', 'list', '--json')).stdout.match(/"jobId":"\w+"/g) ?? []
    const before = await jobIds()
    const { stdout, stderr, code } = await magpie('jobs', 'create', '-f', 'job.yaml', '--dry-run')
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    expect(stdout).toMatch(/^payroll +5 +3 +1 +1 +172 B$/m)
    expect(stdout).toMatch(/^missing +0 +0 +0 +0 +0 B +BUCKET_DOES_NOT_EXIST$/m)
    expect(stdout).toMatch(/^csv +2 +164 B\ntxt +1 +8 B$/m)
    expect(stdout).toMatch(/^UNSUPPORTED_FILE_TYPE_EXCEPTION +1 +1 B +e\.g\. payroll\/picture\.png$/m)
    expect(stdout).toContain('It would read 3 objects, 172 B, at once.\n')
    expect(stdout).toMatch(/That takes about 1 s at .*B\/s \(measured /)
    expect(await jobIds()).toEqual(before)
  })

  test('tells a sample by its share, and a schedule by its first slot', async () => {
    writeFileSync(path.join(cwd, 'sample.json'), JSON.stringify({ ...samplingJob, samplingPercentage: 50 }))
    const sample = await magpie('jobs', 'create', '-f', 'sample.json', '--dry-run', '--json')
    expect(JSON.parse(sample.stdout)).toMatchObject({
      objects: { listed: 5, eligible: 4, selected: 2 },
      complete: true,
      firstRunAt: null,
      estimate: { seconds: 1 },
    })
    writeFileSync(path.join(cwd, 'later.json'), JSON.stringify({ ...samplingJob, ...idle }))
    const later = await magpie('jobs', 'create', '-f', 'later.json', '--dry-run')
    expect(later.stdout).toMatch(
      /It would read 0 objects, 0 B, at \d{4}-\S+Z, when only what changed until then/,
    )
  })

  test.each([
    [{ jobType: 'SCHEDULED' }, /scheduleFrequency/],
    [{ s3JobDefinition: {} }, /bucketDefinitions/],
    [{ customDataIdentifierIds: ['none'] }, /identifier that does not exist/],
    [{ managedDataIdentifierSelector: 'INCLUDE', managedDataIdentifierIds: ['X'] }, /"X" is not a managed/],
  ])('refuses what creating refuses, in the same words: %j', async (changes, message) => {
    writeFileSync(path.join(cwd, 'bad.json'), JSON.stringify({ ...samplingJob, ...changes }))
    const created = await magpie('jobs', 'create', '-f', 'bad.json')
    const tried = await magpie('jobs', 'create', '-f', 'bad.json', '--dry-run')
    expect(tried.stderr).toMatch(message)
    expect(tried).toMatchObject({ code: 2, stdout: '' })
    expect(created.stderr.replace('create the job', 'try the job')).toBe(tried.stderr)
  })
})

const samplingJob = {
  name: 'share',
  jobType: 'ONE_TIME',
  s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: ['payroll'] }] },
}

test('a job is created from YAML, and its id alone goes to standard output', async () => {
  const { stdout, stderr, code } = await magpie('jobs', 'create', '-f', 'job.yaml')
  expect(stdout).toMatch(/^[0-9a-f]{32}\n$/)
  expect(stderr).toContain(`magpie watch ${stdout.trim()}\n`)
  expect(code).toBe(0)
  const watched = await magpie('watch', stdout.trim())
  expect(watched.stdout).toMatch(/ is COMPLETE \(run 1: 3 complete, 0 partial, 1 skipped; /)
})

test('jobs are listed, shown, paused, resumed and cancelled', async () => {
  const jobId = await create({ ...idle, name: 'steered', tags: { team: 'hr' } })
  expect((await magpie('jobs', 'list')).stdout).toMatch(
    new RegExp(`^${jobId} +IDLE +SCHEDULED .* steered$`, 'm'),
  )
  expect((await magpie('jobs', 'pause', jobId)).stdout).toBe(`job ${jobId} is paused\n`)
  const paused = await magpie('jobs', 'list', '--status', 'user_paused', '--json')
  expect(jsonLines(paused.stdout)).toMatchObject([{ jobId, jobStatus: 'USER_PAUSED' }])
  expect((await magpie('jobs', 'resume', jobId, '--json')).stdout).toBe(
    `{"jobId":"${jobId}","jobStatus":"RUNNING"}\n`,
  )
  expect((await magpie('jobs', 'cancel', jobId)).stdout).toBe(`job ${jobId} is cancelled\n`)
  const shown = await magpie('jobs', 'show', jobId)
  expect(shown.stdout).toMatch(/^Name +steered$/m)
  expect(shown.stdout).toMatch(/^Status +CANCELLED$/m)
  expect(shown.stdout).toMatch(/^Tags +\{"team":"hr"\}$/m)
  const again = await magpie('jobs', 'resume', jobId)
  expect(again.stderr).toMatch(new RegExp(`^magpie: Cannot resume job ${jobId}: `))
  expect(again.code).toBe(2)
})

test('several jobs are watched until the last stands still', async () => {
  const [first, second] = [await create(), await create({ ...idle })]
  const { stdout, code } = await magpie('watch', first, second)
  expect(stdout).toMatch(new RegExp(`job ${first} is COMPLETE`))
  expect(stdout).toMatch(new RegExp(`job ${second} is IDLE`))
  expect(code).toBe(0)
})

describe('a job file is refused', () => {
  test.each([
    ['a: [', /Cannot use the job in bad\.yaml: .* at line 1, column \d/],
    ['just words', /it has no members\nSee "magpie jobs create --help"/],
    ['jobtype: ONE_TIME', /a job has no member "jobtype"; did you mean jobType\?/],
  ])('%j', async (content, message) => {
    writeFileSync(path.join(cwd, 'bad.yaml'), content)
    const ended = await magpie('jobs', 'create', '-f', 'bad.yaml', '--dry-run')
    expect(ended.stderr).toMatch(message)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
  })
})

test('a watch rides out a restart of the server', async () => {
  mkdirSync(path.join(cwd, 'buckets', 'large'))
  writeFileSync(path.join(cwd, 'buckets', 'large', 'large.csv'), people.repeat(6_000_000))
  const buckets = [{ accountId: '000000000000', buckets: ['large'] }]
  const jobId = await create({ name: 'large', s3JobDefinition: { bucketDefinitions: buckets } })
  const { port } = new URL(server.url)
  const { AWS_ACCESS_KEY_ID: _, ...env } = process.env
  const child = spawn(launcher, ['watch', jobId, '--json'], {
    cwd,
    env: { ...env, AWS_ENDPOINT_URL_MACIE2: server.url },
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = (stream: 'stdout' | 'stderr', pattern: RegExp): Promise<void> =>
    new Promise((resolve) => {
      let text = ''
      child[stream].on('data', (part: Buffer) => {
        text += part.toString()
        if (pattern.test(text)) resolve()
      })
    })
  const back = said('stderr', /the server is back/)
  const away = said('stderr', /Cannot reach .*; waiting for it/)
  await said('stdout', /"RUNNING"/)
  await stop()
  await away
  server = await serve(`127.0.0.1:${port}`)
  await back
  await magpie('jobs', 'cancel', jobId)
  expect(await ended).toBe(3)
})
