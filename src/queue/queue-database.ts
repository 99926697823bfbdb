// pg-boss over a `pg` pool of ours, embedded or server: the same adapter for both. fromKysely cannot serve here, because
// pg-boss starts with several statements in one query.
import type { Db } from 'pg-boss'
import type pg from 'pg'

export function queueDatabase(pool: pg.Pool): Db {
  return {
    async executeSql(text, values) {
      const client = await pool.connect()
      let failure: Error | undefined
      try {
        return rowsOf(await client.query(text, values))
      } catch (error) {
        failure = error as Error
        throw error
      } finally {
        // A failed client is closed: one of several statements may have left a transaction open.
        client.release(failure)
      }
    },
  }
}

/** `pg` answers several statements with an array of results. */
function rowsOf(result: pg.QueryResult | readonly pg.QueryResult[]): { rows: unknown[] } {
  return {
    rows: Array.isArray(result) ? result.flatMap(({ rows }) => rows) : (result as pg.QueryResult).rows,
  }
}
