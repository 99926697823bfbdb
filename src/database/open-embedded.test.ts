import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freeBytes } from './free-bytes.ts'
import { lockFolder } from './lock-folder.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'

let dataFolder: string
let database: Database
beforeAll(async () => {
  dataFolder = mkdtempSync(path.join(os.tmpdir(), 'magpie-embedded-'))
  database = await openDatabase({ dataFolder, idleInTransactionMs: 300 })
  await database.pools.background.query('create table words (word text)')
})
afterAll(async () => {
  await database.close()
  rmSync(dataFolder, { recursive: true })
})

const count = async (word: string): Promise<unknown> => {
  const { rows } = await database.pools.interactive.query('select count(*) as n from words where word = $1', [
    word,
  ])
  return rows[0]
}

test('a silent transaction is rolled back after a while, and nobody else waits longer', async () => {
  const silent = await database.pools.background.connect()
  await silent.query('begin')
  await silent.query(`insert into words values ('silent')`)
  expect(await count('silent')).toEqual({ n: 0 })
  await expect(silent.query('commit')).rejects.toThrow(
    /idle-in-transaction timeout|Connection terminated|not queryable/,
  )
  silent.release(true)
  expect(await count('silent')).toEqual({ n: 0 })
})

test('a transaction that goes on may last longer than a silent one', async () => {
  const client = await database.pools.background.connect()
  await client.query('begin')
  for (const end = Date.now() + 700; Date.now() < end;) {
    await client.query(`insert into words values ('busy')`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await client.query('commit')
  client.release()
  expect(await count('busy')).not.toEqual({ n: 0 })
})

test('a client that goes away inside its transaction leaves nothing, and nobody waits', async () => {
  const client = await database.pools.interactive.connect()
  await client.query('begin')
  await client.query(`insert into words values ('gone')`)
  client.release(true)
  expect(await count('gone')).toEqual({ n: 0 })
})

test('an error inside a transaction keeps the others out until it is rolled back', async () => {
  const client = await database.pools.interactive.connect()
  await client.query('begin')
  await client.query(`insert into words values ('failed')`)
  await expect(client.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
  const other = count('failed')
  await expect(client.query('select 1')).rejects.toMatchObject({ code: '25P02' })
  await client.query('rollback')
  client.release()
  expect(await other).toEqual({ n: 0 })
})

test('tables that change much are vacuumed and analysed', async () => {
  await database.pools.background.query('create table hot (id int primary key, n int)')
  await database.pools.background.query('insert into hot select g, 0 from generate_series(1, 2000) g')
  await database.pools.background.query('update hot set n = n + 1')
  const statistics = `select last_vacuum is not null and last_analyze is not null as done from pg_stat_user_tables
    where relname = 'hot'`
  for (const deadline = Date.now() + 15_000; ;) {
    const { rows } = await database.pools.interactive.query<{ done: boolean }>(statistics)
    if (rows[0]?.done === true) break
    if (Date.now() > deadline) throw new Error('no vacuum within 15 s')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})

test('the data folder belongs to one store at a time, in the same process too', async () => {
  await expect(openDatabase({ dataFolder })).rejects.toThrow(
    `Cannot use ${dataFolder}: another Magpie process uses it`,
  )
})

test('a lock that was released can be taken again', () => {
  const folder = path.join(dataFolder, 'deep', 'other')
  lockFolder(folder).release()
  const again = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow('another Magpie process uses it')
  again.release()
})

test('the room left is a number of bytes, and a missing folder is an error', async () => {
  expect(await freeBytes(dataFolder)).toBeGreaterThan(0)
  await expect(freeBytes(path.join(dataFolder, 'none'))).rejects.toThrow('ENOENT')
})
