// The names that were found, where candidates of the engine were before: start and end of each.
import { CANDIDATES, CANDIDATES_END } from './areas'
import { base, from, to } from './passage'

let top: usize = 0
export let namesOverflowed: bool = false

export function clearNames(): void {
  top = CANDIDATES
  namesOverflowed = false
}

/** Adds the name in [start, end), addresses, if it begins in the range that is asked of. */
export function reportName(start: usize, end: usize): void {
  const at = <u32>(start - base)
  if (start < base || at < from || at >= to) return
  if (top + 8 > CANDIDATES_END) {
    namesOverflowed = true
    return
  }
  store<u32>(top, at)
  store<u32>(top, <u32>(end - base), 4)
  top += 8
}

export function nameCount(): u32 {
  return <u32>((top - CANDIDATES) >> 3)
}
