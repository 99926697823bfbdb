// What a server's checkpointer and autovacuum do by themselves. PGlite has neither: without this its write-ahead log grows
// without end, and rows that are updated often leave their dead versions behind.
import type pg from 'pg'

const intervalMs = 2000
const checkpointAfterBytes = 64 * 1024 * 1024

export interface Maintenance {
  /** Waits for what runs. */
  stop(): Promise<void>
}

/** Runs in the background lane until it is stopped; `warn` hears of what failed, and the next round tries again. */
export function startMaintenance(pool: pg.Pool, warn: (error: Error) => void): Maintenance {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  let checkpointedAt: number | undefined

  const run = async (): Promise<void> => {
    const written = await writtenBytes(pool)
    checkpointedAt ??= written
    if (written - checkpointedAt > checkpointAfterBytes) {
      await pool.query('checkpoint')
      checkpointedAt = written
    }
    for (const table of await dirtyTables(pool)) {
      if (stopped) return
      await pool.query(`vacuum (analyze) ${table}`) // alone in its query: it refuses to run inside a transaction
    }
  }
  const schedule = (): void => {
    timer = setTimeout(() => {
      round = run()
        .catch(warn)
        .finally(() => stopped || schedule())
    }, intervalMs).unref()
  }
  schedule()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}

async function writtenBytes(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ written: number }>(
    `select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as written`,
  )
  return rows[0]?.written ?? 0
}

async function dirtyTables(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where n_dead_tup > 200 + 0.1 * n_live_tup
      or n_mod_since_analyze > 500 + 0.2 * n_live_tup
      or n_ins_since_vacuum > 20000 + 0.2 * n_live_tup
    order by n_dead_tup desc`)
  return rows.map(({ name }) => name)
}
