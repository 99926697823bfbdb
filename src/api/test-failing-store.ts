// A store that a test can take away and give back: its connections are refused meanwhile, as a lost server's are.
import { Kysely, PostgresDialect } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { openTestDatabases, type TestDatabases } from '../database/test-database.ts'

export interface FailingStore {
  readonly databases: TestDatabases
  readonly lose: () => void
  readonly giveBack: () => void
}

export function failingStore(): FailingStore {
  const [databases] = openTestDatabases()
  if (databases === undefined) throw new Error('Cannot make a failing store: there is no test database.')
  let lost = false
  return {
    lose: () => void (lost = true),
    giveBack: () => void (lost = false),
    databases: {
      name: databases.name,
      open: async (options) => {
        const database = await databases.open(options)
        const pool = database.pools.interactive
        const interactive = new Kysely<Schema>({
          dialect: new PostgresDialect({
            pool: {
              connect: async () => {
                if (lost) throw new Error('connect ECONNREFUSED /secret/place')
                return pool.connect()
              },
              end: async () => {},
              options: pool.options,
            },
          }),
        })
        return { ...database, interactive }
      },
    },
  }
}
