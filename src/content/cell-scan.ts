// How far the cells of a table are read, and by which rules.
import type { ScanMemory } from '../scan-memory/scan-memory.ts'

/** Columns from here on share a context and have no name. */
export const maxColumns = 16_384

export interface CellScan {
  readonly bytes: Uint8Array
  readonly filled: number
  readonly ended: boolean
  /** There is no room to look further: a quote that is still open is none. */
  readonly full: boolean
  readonly stops: Uint8Array
  readonly delimiter: number
  /** Where `bytes` and the list of cells are the scan memory's. */
  readonly memory: ScanMemory | undefined
  /** Stop after the first row break. */
  readonly oneRow: boolean
  pos: number
  row: number
  column: number
  /** Columns seen so far. */
  widest: number
}
