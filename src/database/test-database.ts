// Databases for tests: a fresh embedded store per open(), and where MAGPIE_TEST_DATABASE_URL names a server, a fresh
// database there as well. Both are gone after close().
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openDatabase } from './open-database.ts'
import type { Database, DatabaseOptions } from './open-database.ts'

export interface TestDatabases {
  readonly name: Database['kind']
  /** Close what it gives: that also removes it. */
  readonly open: (options?: Partial<DatabaseOptions>) => Promise<Database>
}

/** `describe.each(openTestDatabases())('… on $name', ({ open }) => …)`. */
export function openTestDatabases(): readonly TestDatabases[] {
  const url = process.env['MAGPIE_TEST_DATABASE_URL']
  const embedded = { name: 'embedded', open: openTestEmbedded } as const
  if (url === undefined || url === '') return [embedded]
  return [embedded, { name: 'server', open: (options) => openTestServer(url, options) }]
}

/** Makes a database on the server; `drop` also ends whoever still uses it. */
export async function createTestServerDatabase(
  url: string,
  encoding: 'UTF8' | 'SQL_ASCII' = 'UTF8',
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = `magpie_test_${randomBytes(8).toString('hex')}`
  await runOnce(
    url,
    `create database ${name} template template0 encoding '${encoding}' lc_collate 'C' lc_ctype 'C'`,
  )
  const fresh = new URL(url)
  fresh.pathname = `/${name}`
  return { url: fresh.href, drop: () => runOnce(url, `drop database if exists ${name} with (force)`) }
}

async function openTestEmbedded(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'magpie-database-'))
  const remove = (): Promise<void> => rm(dataFolder, { recursive: true, force: true })
  return openRemoved({ dataFolder, ...options }, remove)
}

async function openTestServer(url: string, options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'magpie-database-'))
  const { url: databaseUrl, drop } = await createTestServerDatabase(url)
  return openRemoved({ dataFolder, databaseUrl, ...options }, async () => {
    await drop()
    await rm(dataFolder, { recursive: true, force: true })
  })
}

async function openRemoved(options: DatabaseOptions, remove: () => Promise<void>): Promise<Database> {
  try {
    const database = await openDatabase(options)
    return {
      ...database,
      async close() {
        await database.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
