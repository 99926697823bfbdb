// The lists of cells or values that readers fill: see src/content/segment-list.ts. Elements are numbered from 0.
//
// Their distances are constants, so that a store to any of them is one instruction: `store<u32>(segment(i), x, ENDS)`.
import { MOST_SEGMENTS, SEGMENTS } from './areas'

export const STARTS: usize = 0
export const ENDS: usize = 4 * <usize>MOST_SEGMENTS
/** The column or path of each, or TEXT. */
export const KEYS: usize = 8 * <usize>MOST_SEGMENTS
export const ROWS: usize = 12 * <usize>MOST_SEGMENTS
export const PLACES: usize = 16 * <usize>MOST_SEGMENTS
export const INDEXES: usize = 20 * <usize>MOST_SEGMENTS
/** Bytes: to be asked of flag(i). */
export const ESCAPED: usize = 24 * <usize>MOST_SEGMENTS

/** `textContext` of src/model/passage.ts. */
export const TEXT: u32 = 0xffffffff

// @ts-ignore: decorator
@inline
export function segment(i: u32): usize {
  return SEGMENTS + (<usize>i << 2)
}

// @ts-ignore: decorator
@inline
export function flag(i: u32): usize {
  return SEGMENTS + <usize>i
}
