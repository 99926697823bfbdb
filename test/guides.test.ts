// docs/guides/: what they tell to type works as it stands there, and what they name is there. Access, containers and
// backups have test files of their own.
import { cpSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { send } from '../src/api/test-request.ts'
import { findCredentials } from '../src/cli/credentials.ts'
import { readConfig } from '../src/config.ts'
import { createTestServerDatabase, openTestDatabases } from '../src/database/test-database.ts'
import { reasons } from '../src/detection/explain/explanation.ts'
import { settings, type Setting } from '../src/settings.ts'
import { blocksOf, readGuide, startGuideSession, type GuideSession } from './guide-session.ts'

const root = path.join(import.meta.dirname, '..')
const names = globSync('*.md', { cwd: path.join(root, 'docs', 'guides') })
const postgres = process.env['MAGPIE_TEST_DATABASE_URL'] ?? ''

let session: GuideSession
beforeEach(async () => {
  session = await startGuideSession()
})
afterEach(() => session.end())

describe.each(names)('%s', (name) => {
  const guide = readGuide(name)

  test('points at files that are there', () => {
    const links = [...guide.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link)
    const folder = path.join(root, 'docs', 'guides')
    expect(links.filter((link) => !existsSync(path.join(folder, link)))).toEqual([])
  })

  test('names variables and flags of servers that exist', () => {
    const known = Object.values<Setting>(settings).flatMap(({ flag = '', variable }) => [
      flag.split(' ')[0],
      variable,
    ])
    const lines = guide.split('\n').filter((line) => !line.includes('docker'))
    const commands = lines.filter((line) => /magpie (serve|worker)|MAGPIE_/.test(line))
    const named = commands.flatMap((line) => line.match(/(?<![\w-])--[a-z][\w-]+|MAGPIE_\w+/g) ?? [])
    expect(named.filter((one) => ![...known, '--config'].includes(one))).toEqual([])
  })
})

test('first-scan.md leads to findings', { timeout: 180_000 }, async () => {
  const [folder = '', buckets = '', serve = '', list = '', job = '', findings = ''] = blocksOf(
    readGuide('first-scan.md'),
  )
  expect(session.run(folder)).toContain('High      USA_SOCIAL_SECURITY_NUMBER      2')
  session.run(buckets)
  await session.start(serve)
  const output = session.run(has('aws') ? [list, job, findings].join('\n') : job)
  expect(output).toMatch(/job [0-9a-f]{32} is COMPLETE/)
  if (has('aws')) expect(output).toMatch(/SensitiveData:S3Object\/Personal\tHigh\tpayroll\/people.csv/)
})

test('custom-identifiers.md shows what each of its identifiers finds and costs', () => {
  const [tried = ''] = blocksOf(readGuide('custom-identifiers.md'))
  const output = session.run(tried)
  expect(output).toMatch(/^Staff: AB123456 .*\n.*\n {2}keyword: employee$/m)
  expect(output).toContain('Contract: CTR-2026-0815 (')
  expect(output).toContain('Locker: C204 (')
  const costs = [...output.matchAll(/^(\w+): cost: (\w+):/gm)].map(([, name, cost]) => [name, cost])
  expect(costs).toEqual([
    ['Staff', 'keyword'],
    ['Contract', 'text'],
    ['Locker', 'everywhere'],
  ])
})

describe('explain.md', () => {
  const guide = readGuide('explain.md')

  test('shows what its commands print', () => {
    const [tried = '', line = ''] = blocksOf(guide)
    const [printed] = blocksOf(guide, 'text')
    expect(session.run(tried)).toBe(`${printed}\n`)
    expect(session.run(line)).toMatch(/^USA_SOCIAL_SECURITY_NUMBER: \(row 2, column 2 \(ssn\)\)\n/)
  })

  test('has a line for every reason', () => {
    const [, table = ''] = guide.split('## Reasons')
    const told = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, reason]) => reason)
    expect(told).toEqual(reasons)
  })
})

describe('object-stores.md', () => {
  const guide = readGuide('object-stores.md')

  test('allows each request that Magpie sends to S3, and no other', () => {
    const rights: Record<string, string> = {
      ListBuckets: 's3:ListAllMyBuckets',
      HeadBucket: 's3:ListBucket',
      ListObjectsV2: 's3:ListBucket',
      HeadObject: 's3:GetObject',
      GetBucketEncryption: 's3:GetEncryptionConfiguration',
      GetBucketReplication: 's3:GetReplicationConfiguration',
      GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
    }
    const sources = globSync('src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/test-*.ts'] })
    const sent = sources.flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      if (!text.includes("from '@aws-sdk/client-s3'")) return []
      return [...text.matchAll(/\bnew (\w+)Command\(/g)].map(([, name = '']) => rights[name] ?? `s3:${name}`)
    })
    const policies = blocksOf(guide, 'json policy').map(
      (block) => JSON.parse(block) as { Statement: { Action: string | string[] }[] },
    )
    const allowed = policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))
    expect(new Set(allowed)).toEqual(new Set(sent))
    // Only where results go.
    const [scanned] = policies
    expect(JSON.stringify(scanned)).not.toMatch(/s3:(Put|Delete|\*)/)
  })

  test('has a file of sources that is understood', () => {
    const [file = ''] = blocksOf(guide, 'json')
    session.run(`cat > magpie.json <<'END'\n${file}\nEND`)
    const { sources } = readConfig({ config: path.join(session.folder, 'magpie.json') }, {})
    expect(sources.map(({ kind }) => kind)).toEqual(['s3', 's3', 'directory'])
  })
})

describe('terraform.md', () => {
  const folder = path.join(root, 'docs', 'guides', 'terraform')
  const files = globSync('*.tf', { cwd: folder }).map((name) => readFileSync(path.join(folder, name), 'utf8'))

  test('shows what is in the files of its example', () => {
    expect(files).toHaveLength(3)
    const shown = blocksOf(readGuide('terraform.md'), 'hcl')
    expect(shown).toHaveLength(2)
    expect(shown.filter((block) => !files.some((file) => file.includes(block)))).toEqual([])
  })

  test('what the provider sends is answered with what it reads, and destroy cancels', async () => {
    mkdirSync(path.join(session.folder, 'buckets'))
    cpSync(path.join(session.folder, 'exports'), path.join(session.folder, 'buckets', 'payroll'), {
      recursive: true,
    })
    const { url } = await session.start('magpie serve --buckets ./buckets')
    const key = { ...findCredentials(path.join(session.folder, 'magpie-data'), {}), sessionToken: undefined }
    const ask = async (method: string, target: string, body?: object) =>
      await send({ url, method, target, key, ...(body && { body: JSON.stringify(body) }) })
    const buckets = {
      s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: ['payroll'] }] },
    }
    const job = {
      ...buckets,
      clientToken: 'terraform-1',
      name: 'payroll',
      jobType: 'SCHEDULED',
      initialRun: true,
      scheduleFrequency: { dailySchedule: {} },
      tags: { team: 'payments' },
    }
    const { jobId } = (await ask('POST', '/jobs', job)).json
    const { clientToken: _, ...read } = job
    expect((await ask('GET', `/jobs/${String(jobId)}`)).json).toMatchObject({
      ...read,
      samplingPercentage: 100,
    })
    await ask('PATCH', `/jobs/${String(jobId)}`, { jobStatus: 'CANCELLED' })
    expect((await ask('GET', `/jobs/${String(jobId)}`)).json).toMatchObject({ jobStatus: 'CANCELLED' })

    const once = await ask('POST', '/jobs', {
      ...buckets,
      clientToken: '2',
      name: 'once',
      jobType: 'ONE_TIME',
    })
    session.run(`magpie watch ${String(once.json['jobId'])}`)
    const refused = await ask('PATCH', `/jobs/${String(once.json['jobId'])}`, { jobStatus: 'CANCELLED' })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('cannot update cancelled job for job')
  })
})

describe.skipIf(postgres === '')('several-machines.md', () => {
  test('a server that does not scan, and two workers', { timeout: 180_000 }, async () => {
    const { url, drop } = await createTestServerDatabase(postgres)
    const [key = '', server = '', ...workers] = blocksOf(readGuide('several-machines.md'))
    const variables = { DATABASE_URL: url, RESULTS: './results' }
    try {
      session.run(`${key}\nmkdir -p buckets && cp -r exports buckets/payroll`)
      await session.start(server, variables)
      expect(workers).toHaveLength(2)
      for (const worker of workers) await session.start(worker, variables)
      const [, , , , job = ''] = blocksOf(readGuide('first-scan.md'))
      const output = session.run(job, { MAGPIE_DATA: 'server-data' })
      expect(output).toMatch(/is COMPLETE \(run 1: 1 complete, 0 partial, 0 skipped/)
    } finally {
      await session.end()
      await drop()
    }
  })
})

describe('upgrading.md', () => {
  test('its commands run', () => {
    const [block = ''] = blocksOf(readGuide('upgrading.md'))
    expect(session.run(block)).toContain('USA_SOCIAL_SECURITY_NUMBER')
  })

  test('a database of a newer version is refused', async () => {
    const [embedded] = openTestDatabases()
    const dataFolder = path.join(session.folder, 'newer')
    const database = await embedded?.open({ dataFolder })
    await database?.pools.background.query(
      "insert into kysely_migration (name, timestamp) values ('9999-later', '2099-01-01')",
    )
    await database?.close()
    await expect(embedded?.open({ dataFolder })).rejects.toThrow(
      "Cannot bring the database to this version's schema",
    )
  })
})

function has(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((place) => existsSync(path.join(place, program)))
}
