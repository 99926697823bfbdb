import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'
import type { Schema } from './schema.ts'
import { createTestServerDatabase, openTestDatabases } from './test-database.ts'

describe.each(openTestDatabases())('the $name store', ({ name, open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await database.pools.background.query(
      'create table pairs (id int primary key, a int not null, b int not null)',
    )
    await database.pools.background.query('create table notes (id int primary key, words text not null)')
  })
  afterAll(() => database.close())

  test('has every migration once, and says which kind it is', async () => {
    const { rows } = await database.pools.interactive.query<{ name: string }>(
      'select name from kysely_migration order by 1',
    )
    const files = readdirSync(path.join(import.meta.dirname, 'migrations')).map((file) =>
      path.basename(file, '.sql'),
    )
    expect(rows.map((row) => row.name)).toEqual(files.toSorted())
    expect(database.kind).toBe(name)
  })

  test('gives bigint and numeric as numbers, dates as text, times as Date, and JSON parsed', async () => {
    const { rows } = await database.pools.interactive.query(
      `select 9007199254740991::bigint as big, 1.5::numeric as exact, '2026-01-31'::date as day,
        '2026-01-31T12:00:00.123Z'::timestamptz as moment, '{"a":[1]}'::jsonb as body, '\\x00ff'::bytea as bytes`,
    )
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        exact: 1.5,
        day: '2026-01-31',
        moment: new Date('2026-01-31T12:00:00.123Z'),
        body: { a: [1] },
        bytes: Buffer.from([0, 255]),
      },
    ])
  })

  test('reports a violated rule with its SQLSTATE, and the next query works', async () => {
    const insert = sql`insert into notes values (1, 'x')`
    await insert.execute(database.interactive)
    await expect(insert.execute(database.interactive)).rejects.toMatchObject({
      code: '23505',
      table: 'notes',
    })
    await expect(sql`selec`.execute(database.background)).rejects.toMatchObject({ code: '42601' })
    expect((await sql`select 1 as one`.execute(database.interactive)).rows).toEqual([{ one: 1 }])
  })

  test('keeps nothing of a transaction that throws', async () => {
    const transaction = database.interactive.transaction().execute(async (trx) => {
      await sql`insert into notes values (2, 'never')`.execute(trx)
      throw new Error('changed my mind')
    })
    await expect(transaction).rejects.toThrow('changed my mind')
    expect((await sql`select * from notes where id = 2`.execute(database.interactive)).rows).toEqual([])
  })

  test('commits a transaction of 40 MB', async () => {
    const words = 'z'.repeat(1000)
    await database.background.transaction().execute(async (trx) => {
      for (let from = 10_000; from < 50_000; from += 10_000) {
        await sql`insert into notes select g, ${words} from generate_series(${from}::int, ${from + 9999}::int) g`.execute(
          trx,
        )
      }
    })
    const { rows } =
      await sql`select count(*) as n, sum(length(words)) as size from notes where id >= 10000`.execute(
        database.interactive,
      )
    expect(rows).toEqual([{ n: 40_000, size: 40_000_000 }])
  })

  test('takes and gives a value of 8 MB whole', async () => {
    const words = 'ä'.repeat(4_000_000)
    await sql`insert into notes values (3, ${words})`.execute(database.interactive)
    const { rows } = await sql<{ words: string }>`select words from notes where id = 3`.execute(
      database.background,
    )
    expect(rows[0]?.words === words).toBe(true)
  })

  test('shows no reader the inside of a transaction, in whichever lane', async () => {
    await sql`insert into pairs select g, 0, 0 from generate_series(1, 4) g`.execute(database.background)
    let writing = true
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))
    const write = async (id: number): Promise<void> => {
      for (let n = 1; n <= 40; n++) {
        await database.background
          .transaction()
          .execute(async (trx) => {
            await sql`update pairs set a = a + 1 where id = ${id}`.execute(trx)
            await pause()
            await sql`update pairs set b = b + 1 where id = ${id}`.execute(trx)
            if (n % 4 === 0) throw new RolledBack()
          })
          .catch((error: unknown) => {
            if (!(error instanceof RolledBack)) throw error
          })
      }
    }
    const read = async (lane: 'interactive' | 'background'): Promise<{ reads: number; torn: number }> => {
      let torn = 0
      for (let reads = 0; ; reads++) {
        const { rows } = await sql`select * from pairs where id <= 4 and a <> b`.execute(database[lane])
        torn += rows.length
        if (!writing) return { reads, torn }
      }
    }
    const readers = [read('interactive'), read('interactive'), read('background')]
    await Promise.all([write(1), write(2), write(3)]).finally(() => (writing = false))
    for (const { reads, torn } of await Promise.all(readers)) {
      expect(torn).toBe(0)
      expect(reads).toBeGreaterThan(20)
    }
    const { rows } = await sql`select a, b from pairs where id < 4`.execute(database.interactive)
    expect(rows).toEqual([1, 2, 3].map(() => ({ a: 30, b: 30 })))
  })

  test('serves the background while the interactive lane is never empty', async () => {
    const done = new AbortController()
    const load = Array.from({ length: 8 }, async () => {
      while (!done.signal.aborted) await sql`select 1`.execute(database.interactive)
    })
    for (let n = 0; n < 20; n++) await sql`select ${n}::int`.execute(database.background)
    done.abort()
    await expect(Promise.all(load)).resolves.toHaveLength(8)
  })

  test('lets two transactions at once that need the same row wait for each other', async () => {
    await sql`insert into pairs values (10, 0, 0)`.execute(database.background)
    const raise = (trx: Transaction<Schema>): Promise<unknown> =>
      sql`update pairs set a = a + 1 where id = 10`.execute(trx)
    await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        database[n % 2 === 0 ? 'interactive' : 'background'].transaction().execute(raise),
      ),
    )
    expect((await sql`select a from pairs where id = 10`.execute(database.interactive)).rows).toEqual([
      { a: 16 },
    ])
  })
})

describe.skipIf(process.env['MAGPIE_TEST_DATABASE_URL'] === undefined)('a server', () => {
  const serverUrl = process.env['MAGPIE_TEST_DATABASE_URL'] ?? ''
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'magpie-server-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const dataFolder = (name: string): string => path.join(folder, name)

  test('is migrated once by processes that start at the same time', async () => {
    const { url, drop } = await createTestServerDatabase(serverUrl)
    const opened = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => openDatabase({ dataFolder: dataFolder(name), databaseUrl: url })),
    )
    const { rows } = await opened[0]!.pools.interactive.query('select name from kysely_migration')
    expect(rows).toHaveLength(readdirSync(path.join(import.meta.dirname, 'migrations')).length)
    await Promise.all(opened.map((database) => database.close()))
    await drop()
  })

  test('that drops every connection fails the query that runs, and the next ones work', async () => {
    const { url, drop } = await createTestServerDatabase(serverUrl)
    const database = await openDatabase({ dataFolder: dataFolder('dropped'), databaseUrl: url })
    await database.pools.background.query('select 1')
    const running = database.pools.interactive.query('select pg_sleep(30)')
    const ended = Promise.allSettled([running])
    await waitFor(async () => {
      const { rows } = await database.pools.background.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep(30)%'`,
      )
      return rows.length > 0
    })
    expect(await ended).toMatchObject([{ status: 'rejected', reason: { code: '57P01' } }])
    expect((await database.pools.interactive.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await database.close()
    await drop()
  })

  test('that cannot be reached is named as the reason, and the data folder is free again', async () => {
    const open = (): Promise<Database> =>
      openDatabase({ dataFolder: dataFolder('none'), databaseUrl: 'postgres://127.0.0.1:1/none' })
    await expect(open()).rejects.toThrow(/^Cannot use the database server: .*ECONNREFUSED/)
    await expect(open()).rejects.toThrow(/ECONNREFUSED/)
  })

  test('whose database is not in UTF8 is refused', async () => {
    const { url, drop } = await createTestServerDatabase(serverUrl, 'SQL_ASCII')
    const opening = openDatabase({ dataFolder: dataFolder('ascii'), databaseUrl: url })
    await expect(opening).rejects.toThrow(
      "Cannot use the database server: the database's encoding is SQL_ASCII, not UTF8",
    )
    await drop()
  })
})

class RolledBack extends Error {}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await condition());) {
    if (Date.now() > deadline) throw new Error('it did not happen within 10 s')
  }
}
