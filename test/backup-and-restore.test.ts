// docs/guides/backup-and-restore.md, each command as it stands there: what was backed up is there after the restore.
import { cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { send } from '../src/api/test-request.ts'
import { findCredentials } from '../src/cli/credentials.ts'
import { createTestServerDatabase } from '../src/database/test-database.ts'
import { blocksOf, readGuide, startGuideSession, type GuideSession } from './guide-session.ts'

const [copyFolder = '', restoreFolder = '', dump = '', restoreDump = '', tryIt = ''] = blocksOf(
  readGuide('backup-and-restore.md'),
)
const postgres = process.env['MAGPIE_TEST_DATABASE_URL'] ?? ''
const hasDump = (process.env['PATH'] ?? '')
  .split(':')
  .some((place) => existsSync(path.join(place, 'pg_dump')))

let session: GuideSession
beforeEach(async () => {
  session = await startGuideSession()
  mkdirSync(path.join(session.folder, 'buckets'))
  cpSync(path.join(session.folder, 'exports'), path.join(session.folder, 'buckets', 'payroll'), {
    recursive: true,
  })
})
afterEach(() => session.end())

/** The one command of a block that goes on, and what stands before it. */
function parts(block: string): { readonly before: string; readonly server: string } {
  const lines = block.split('\n')
  return { before: lines.slice(0, -1).join('\n'), server: lines.at(-1) ?? '' }
}

async function ask(url: string, request: string): Promise<Record<string, unknown>> {
  const [, method = '', target = '', body = ''] = /^(\S+) (\S+) ?(.*)$/s.exec(request) ?? []
  const key = findCredentials(path.join(session.folder, 'magpie-data'), {})
  const answer = await send({ url, method, target, body, key: { ...key, sessionToken: undefined } })
  expect({ request, status: answer.status }).toEqual({ request, status: 200 })
  return answer.json
}

async function scanPayroll(url: string): Promise<void> {
  const { jobId } = await ask(
    url,
    `POST /jobs ${JSON.stringify({
      name: 'first',
      jobType: 'ONE_TIME',
      s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: ['payroll'] }] },
    })}`,
  )
  session.run(`magpie watch ${String(jobId)} --data magpie-data`)
}

/** Everything that somebody would miss. The first key signs: that it is accepted is part of it. */
async function whatIsThere(url: string) {
  const jobs = await ask(url, 'POST /jobs/list {}')
  const { findingIds } = (await ask(url, 'POST /findings {}')) as { findingIds: string[] }
  const findings = await ask(url, `POST /findings/describe ${JSON.stringify({ findingIds })}`)
  const occurrences = []
  for (const id of findingIds) occurrences.push(await ask(url, `GET /magpie/findings/${id}/occurrences`))
  const keys = await ask(url, 'GET /magpie/access-keys')
  return { jobs, findings, occurrences, keys }
}

test(
  'a copy of the data folder has the same jobs, findings, occurrences and keys',
  { timeout: 180_000 },
  async () => {
    const first = await session.start('magpie serve --buckets ./buckets')
    await scanPayroll(first.url)
    const before = await whatIsThere(first.url)
    expect(before.findings).toMatchObject({ findings: [{ category: 'CLASSIFICATION' }] })
    expect(JSON.stringify(before.occurrences)).toContain('"columnName":"ssn"')
    expect(await first.stop()).toBe(0)
    session.run(copyFolder)
    rmSync(path.join(session.folder, 'magpie-data', 'database'), { recursive: true })
    rmSync(path.join(session.folder, 'magpie-data', 'results'), { recursive: true })

    const { before: restoring, server } = parts(restoreFolder)
    session.run(restoring)
    expect(statSync(path.join(session.folder, 'restored', 'master.key')).mode & 0o777).toBe(0o600)
    const second = await session.start(server)
    expect(await whatIsThere(second.url)).toEqual(before)
    await scanPayroll(second.url)
    expect(await second.stop()).toBe(0)

    const looked = await session.start(tryIt)
    expect((await whatIsThere(looked.url)).jobs).toMatchObject({ items: [{}, {}] })
  },
)

describe.skipIf(postgres === '' || !hasDump)('with PostgreSQL', () => {
  test(
    'a dump, the results and the key have the same, taken while the server runs',
    { timeout: 180_000 },
    async () => {
      const [old, fresh] = await Promise.all([
        createTestServerDatabase(postgres),
        createTestServerDatabase(postgres),
      ])
      const urls = { DATABASE_URL: old.url, NEW_DATABASE_URL: fresh.url }
      try {
        const shared = '--results ./magpie-results --master-key-file magpie.key --buckets ./buckets'
        const first = await session.start(`magpie serve --database-url "$DATABASE_URL" ${shared}`, urls)
        await scanPayroll(first.url)
        session.run(dump, urls)
        const before = await whatIsThere(first.url)
        await first.stop()
        rmSync(path.join(session.folder, 'magpie-results'), { recursive: true })

        const { before: restoring, server } = parts(restoreDump)
        session.run(restoring, urls)
        const second = await session.start(server, urls)
        expect(await whatIsThere(second.url)).toEqual(before)
        await second.stop()
      } finally {
        await Promise.all([old.drop(), fresh.drop()])
      }
    },
  )
})
