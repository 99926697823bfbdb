// A process under the recorder: opens a fresh store as Magpie does and commits a mix of work; each commit is acknowledged in
// the record when the database has answered. node --import record-writes.ts workload.ts DATA_FOLDER COMMITS
import { sql } from 'kysely'
import { openDatabase } from '../../src/database/open-database.ts'
import { acknowledge } from './record-writes.ts'

const [dataFolder = '', commits = ''] = process.argv.slice(2)
const database = await openDatabase({ dataFolder })
acknowledge('opened')
const run = (statement: string): Promise<unknown> => database.pools.background.query(statement)
await run('create table entries (n int primary key, body jsonb, words text)')
await run('create table lines (n int, key text, words text)')
await run('create index lines_by_key on lines (key)')
await run('create table totals (id int primary key, total bigint)')
await run('insert into totals values (1, 0)')
acknowledge('schema')

for (let n = 1; n <= Number(commits); n++) {
  await database.interactive.transaction().execute(async (trx) => {
    const body = JSON.stringify({ n, filler: 'y'.repeat((n * 7919) % 3000) })
    await sql`insert into entries values (${n}, ${body}, ${'s'.repeat(n % 50)})`.execute(trx)
    await sql`insert into lines select ${n}::int, md5((${n}::int * 1000 + g)::text), repeat('z', 200)
      from generate_series(1, 20) g`.execute(trx)
    await sql`update totals set total = total + ${n}`.execute(trx)
    if (n % 5 === 0)
      await sql`update entries set words = 'u' || words where n < ${n} and n > ${n - 20}`.execute(trx)
    if (n % 7 === 0) await sql`delete from lines where n = ${n - 5}`.execute(trx)
  })
  acknowledge(`commit ${n}`)
  if (n % 30 === 0) await run('checkpoint')
  if (n % 23 === 0) await run('vacuum lines')
  if (n % 40 !== 0) continue
  await run(`create table copy_${n} as select * from lines`)
  await run(`create index on copy_${n} (key)`)
  acknowledge(`table copy_${n}`)
  await run('begin; delete from lines where n % 2 = 0; rollback')
}
process.exit()
