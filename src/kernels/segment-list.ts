// The lists of cells or values that readers fill: see src/content/segment-list.ts. Elements are numbered from 0.
import { MOST_SEGMENTS, SEGMENTS } from './areas'

// @ts-ignore: decorator
@inline
export function startAt(i: u32): usize {
  return SEGMENTS + (<usize>i << 2)
}
// @ts-ignore: decorator
@inline
export function endAt(i: u32): usize {
  return SEGMENTS + <usize>((MOST_SEGMENTS + i) << 2)
}
// @ts-ignore: decorator
@inline
export function contextAt(i: u32): usize {
  return SEGMENTS + <usize>((MOST_SEGMENTS * 2 + i) << 2)
}
// @ts-ignore: decorator
@inline
export function rowAt(i: u32): usize {
  return SEGMENTS + <usize>((MOST_SEGMENTS * 3 + i) << 2)
}
// @ts-ignore: decorator
@inline
export function placeAt(i: u32): usize {
  return SEGMENTS + <usize>((MOST_SEGMENTS * 4 + i) << 2)
}
// @ts-ignore: decorator
@inline
export function indexAt(i: u32): usize {
  return SEGMENTS + <usize>((MOST_SEGMENTS * 5 + i) << 2)
}
// @ts-ignore: decorator
@inline
export function escapedAt(i: u32): usize {
  return SEGMENTS + <usize>(MOST_SEGMENTS * 24 + i)
}
