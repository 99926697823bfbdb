// Brings a store to this version's schema: the numbered .sql files of migrations/, forward only, by Kysely's Migrator.
// Processes that start at once on one server take turns by its advisory lock.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import type pg from 'pg'

/** `pool` must allow one connection and wait for locks as long as another process's migration takes. */
export async function migrate(pool: pg.Pool): Promise<void> {
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool }) })
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(migrations())) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const reason = error instanceof Error ? error.message : JSON.stringify(error)
    throw new Error(`Cannot bring the database to this version's schema: ${reason}`, { cause: error })
  }
}

/** Each file's name and text, in order. */
export function migrationFiles(): readonly (readonly [name: string, text: string])[] {
  const folder = path.join(import.meta.dirname, 'migrations')
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files
    .toSorted()
    .map((file) => [path.basename(file, '.sql'), readFileSync(path.join(folder, file), 'utf8')])
}

function* migrations(): Generator<[string, Migration]> {
  for (const [name, text] of migrationFiles()) {
    yield [name, { up: async (database) => void (await sql.raw(text).execute(database)) }]
  }
}
