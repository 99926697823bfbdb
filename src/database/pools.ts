// What both stores' pools have in common: how values arrive, and that a lost connection is an error of the query that used
// it, never of the process.
import pg from 'pg'
import type { Lane } from './lanes.ts'

export type Pools = Readonly<Record<Lane, pg.Pool>>

/** A pool whose bigint and numeric arrive as numbers and whose date stays a string (`2026-01-31`); timestamptz is a Date. */
export function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, types: { getTypeParser } })
  // Without these listeners a connection that dies, idle or in use, would end the process.
  pool.on('error', ignoreLostConnection)
  pool.on('connect', (client) => client.on('error', ignoreLostConnection))
  return pool
}

/** Whoever uses the connection gets the error from the query itself. */
const ignoreLostConnection = (): void => undefined

const { builtins } = pg.types
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.DATE, String],
])

// Per pool, not pg's global table: that one belongs to everybody in the process.
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  (format === 'binary' ? undefined : parsers.get(type)) ?? pg.types.getTypeParser(type, format)
