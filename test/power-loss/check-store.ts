// Opens what a power cut left, as Magpie does, and says what is missing or broken, one problem a line.
// node check-store.ts DATA_FOLDER ACKNOWLEDGED(JSON)
import path from 'node:path'
import { amcheck } from '@electric-sql/pglite/contrib/amcheck'
import { openPglite } from '../../src/database/durable-pglite.ts'
import { openDatabase } from '../../src/database/open-database.ts'

const [dataFolder = '', acknowledgedJson = '[]'] = process.argv.slice(2)
const acknowledged = JSON.parse(acknowledgedJson) as readonly string[]
const problems = await missing()
if (problems.length === 0) problems.push(...(await broken()))
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''))
process.exit()

async function missing(): Promise<string[]> {
  const database = await openDatabase({ dataFolder })
  const query = async (text: string): Promise<Record<string, number>[]> =>
    (await database.pools.interactive.query<Record<string, number>>(text)).rows
  try {
    await query(
      `insert into accounts values ('after the cut', 'ENABLED', 'ONE_HOUR', now(), now()) on conflict do nothing`,
    )
    if (!acknowledged.includes('schema')) return []
    const tables = acknowledged
      .filter((what) => what.startsWith('table '))
      .map((what) => what.slice('table '.length))
    const last = Math.max(
      0,
      ...acknowledged.filter((what) => what.startsWith('commit ')).map((what) => Number(what.slice(7))),
    )
    const [found = {}] = await query(
      'select count(*) as n, coalesce(max(n), 0) as last, (select total from totals) as total from entries',
    )
    const { n = 0, last: there = 0, total } = found
    const [half = {}] = await query(
      `select count(*) as n from entries e where (select count(*) from lines l where l.n = e.n)
        <> case when e.n + 5 <= ${there} and (e.n + 5) % 7 = 0 then 0 else 20 end`,
    )
    const lost = await query(
      `select 1 as n from unnest('{${tables.join(',')}}'::text[]) t where to_regclass(t) is null`,
    )
    return [
      ...(there < last ? [`commit ${last} was acknowledged, and ${there} is the last there`] : []),
      ...(there > last + 1 ? [`commit ${there} is there, and none after ${last} was acknowledged`] : []),
      ...(n !== there ? [`${there - n} of ${there} commits are missing in the middle`] : []),
      ...(total !== (there * (there + 1)) / 2 ? [`the total of ${there} commits is ${total}`] : []),
      ...((half['n'] ?? 0) > 0 ? [`${half['n']} transactions are there by half`] : []),
      ...(lost.length > 0 ? [`${lost.length} tables are lost`] : []),
    ]
  } finally {
    await database.close()
  }
}

/** PostgreSQL's own check of every index and table. */
async function broken(): Promise<string[]> {
  const { pglite } = await openPglite(path.join(dataFolder, 'database'), { extensions: { amcheck } })
  const found: string[] = []
  await pglite.exec('create extension if not exists amcheck')
  const indexes = await pglite.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_am m on m.oid = c.relam
      where m.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p'`,
  )
  for (const { name } of indexes.rows) {
    await pglite.query('select bt_index_check($1::regclass, true)', [name]).catch((error: unknown) => {
      found.push(`index ${name}: ${(error as Error).message}`)
    })
  }
  const tables = await pglite.query<{ name: string; message: string }>(
    `select c.oid::regclass::text as name, v.msg as message from pg_class c, verify_heapam(c.oid) v
      where c.relkind in ('r', 't', 'm') and c.relpersistence = 'p'`,
  )
  found.push(...tables.rows.map(({ name, message }) => `table ${name}: ${message}`))
  await pglite.close()
  return found
}
