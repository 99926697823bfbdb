// `magpie serve` as its users run it: the launcher, its own process, what it prints and when it refuses.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import path from 'node:path'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2'
import { afterAll, describe, expect, test } from 'vitest'
import { findCredentials } from './cli/credentials.ts'
import { createTestServerDatabase } from './database/test-database.ts'
import { emptyFolder, killStarted, run, serve, stop } from './test-serve.ts'

const fixtures = path.join(import.meta.dirname, '..', 'test', 'fixtures')
afterAll(killStarted)

test('the first start makes a key, says where it is and never what; the next start is quiet', async () => {
  const cwd = emptyFolder()
  const first = await stop(await serve(cwd))
  const file = path.join(cwd, 'magpie-data', 'credentials')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const [, secret = ''] = /aws_secret_access_key = (\S+)/.exec(readFileSync(file, 'utf8')) ?? []
  expect(secret).toHaveLength(40)
  expect(first.stderr).toContain(
    `export AWS_SHARED_CREDENTIALS_FILE=${file} AWS_PROFILE=magpie AWS_DEFAULT_REGION=us-east-1\n`,
  )
  expect(first.stdout + first.stderr).not.toContain(secret)
  expect(first.code).toBe(0)
  const second = await stop(await serve(cwd))
  expect(second.stderr).not.toContain('access key')
  expect(second.code).toBe(0)
})

test('a second server on the folder, or on the port, is refused with what to do', async () => {
  const cwd = emptyFolder()
  const server = await serve(cwd)
  expect(await run(['serve', '--listen', '127.0.0.1:0'], cwd).ended).toEqual({
    code: 2,
    stdout: '',
    stderr:
      `magpie: Cannot use ${path.join(cwd, 'magpie-data')}: another Magpie process uses it\n` +
      'Stop that one, or give this one a folder of its own with --data.\n',
  })
  const address = new URL(server.url).host
  const taken = await run(['serve', '--listen', address, '--data', 'other'], cwd).ended
  expect(taken.stderr).toContain(
    `magpie: Cannot listen on ${address}: address already in use\nChoose another address, such as --listen`,
  )
  expect(taken).toMatchObject({ code: 2, stdout: '' })
  expect((await stop(server)).code).toBe(0)
})

test('with a certificate it speaks HTTPS, and plain HTTP gets no answer', async () => {
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => path.join(fixtures, 'tls', name))
  const server = await serve(emptyFolder(), '--tls-cert', String(cert), '--tls-key', String(key))
  expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  const ca = readFileSync(String(cert))
  const status = await new Promise((resolve, reject) => {
    const get = request(`${server.url}/readyz`, { ca }, (response) => resolve(response.resume().statusCode))
    get.once('error', reject).end()
  })
  expect(status).toBe(200)
  await expect(fetch(server.url.replace('https', 'http'))).rejects.toThrow('fetch failed')
  await stop(server)
})

test('with --no-auth anybody on the loopback is the admin', async () => {
  const server = await serve(emptyFolder(), '--no-auth')
  const answer = await fetch(`${server.url}/jobs/list`, { method: 'POST', body: '{}' })
  expect(await answer.json()).toEqual({ items: [] })
  await stop(server)
})

test('a file of settings is as good as flags', async () => {
  const cwd = emptyFolder()
  mkdirSync(path.join(cwd, 'buckets'))
  const settings = { data: 'kept', sources: [{ kind: 'directory', root: 'buckets' }] }
  writeFileSync(path.join(cwd, 'magpie.json'), JSON.stringify(settings))
  const { stderr } = await stop(await serve(cwd, '--config', 'magpie.json'))
  expect(readdirSync(path.join(cwd, 'kept'))).toContain('credentials')
  expect(stderr).not.toContain('no buckets')
})

const databaseServer = process.env['MAGPIE_TEST_DATABASE_URL']

test.skipIf(databaseServer === undefined)('a worker scans for a server that only answers', async () => {
  const cwd = emptyFolder()
  mkdirSync(path.join(cwd, 'buckets', 'payroll'), { recursive: true })
  writeFileSync(path.join(cwd, 'buckets', 'payroll', 'people.csv'), 'name,ssn\nAnn,536-22-1234\n')
  const database = await createTestServerDatabase(String(databaseServer))
  const shared = ['--database-url', database.url, '--master-key-file', 'key', '--buckets', 'buckets']
  const common = [...shared, '--results', 'results']
  const server = await serve(cwd, ...common, '--data', 'server', '--no-worker')
  const worker = run(['worker', ...common, '--data', 'worker', '--scan-threads', '1'], cwd)
  await new Promise((resolve) => worker.child.stdout.once('data', resolve))
  const credentials = findCredentials(path.join(cwd, 'server'), {})
  const macie = new Macie2Client({ endpoint: server.url, region: 'us-east-1', credentials })
  const { jobId } = await macie.send(
    new CreateClassificationJobCommand({
      name: 'shared',
      jobType: 'ONE_TIME',
      s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: ['payroll'] }] },
    }),
  )
  const status = async () => (await macie.send(new DescribeClassificationJobCommand({ jobId }))).jobStatus
  await expect.poll(status, { timeout: 40_000 }).toBe('COMPLETE')
  macie.destroy()
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toMatchObject({ code: 0, stdout: 'magpie working\n' })
  expect((await stop(server)).code).toBe(0)
  await database.drop()
})

describe('what cannot work is refused before anything is made', () => {
  test.each([
    [['--bucket', 'x'], /unknown option '--bucket'\n\(Did you mean --buckets\?\)\nSee "magpie serve --help"/],
    [['extra'], /too many arguments/],
    [['--listen', '0.0.0.0:0'], /Cannot listen on 0\.0\.0\.0: without TLS.*\nGive --tls-cert and --tls-key/],
    [['--buckets', 'none'], /Cannot serve buckets from \S+none: no such file or directory\nName a folder/],
    [['--buckets', 'file'], /Cannot serve buckets from \S+file: not a directory\n/],
    [
      ['--tls-cert', 'none.pem', '--tls-key', 'file'],
      /Cannot read \S+none\.pem: no such file or directory\n/,
    ],
    [['--tls-cert', 'file', '--tls-key', 'file'], /Cannot use \S+file with \S+file: .*\nBoth are PEM/],
    [['--config', 'none.json'], /Cannot read the settings in \S+none\.json: no such file or directory\n/],
    [['--data', 'file/x'], /Cannot \w+ \S+file\/x: not a directory\n/],
  ])('%j', async (args, message) => {
    const cwd = emptyFolder()
    writeFileSync(path.join(cwd, 'file'), 'x')
    const ended = await run(['serve', ...args], cwd).ended
    expect(ended.stderr).toMatch(message)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(readdirSync(cwd)).toEqual(['file'])
  })

  test('a worker without a shared database', async () => {
    const ended = await run(['worker'], emptyFolder()).ended
    expect(ended.stderr).toMatch(/Cannot work: .*\nGive --database-url/)
    expect(ended.code).toBe(2)
  })

  test('a misspelt variable', async () => {
    const ended = await run(['serve'], emptyFolder(), { MAGPIE_BUCKET: 'x' }).ended
    expect(ended.stderr).toContain('Did you mean MAGPIE_BUCKETS?')
    expect(ended.code).toBe(2)
  })
})
