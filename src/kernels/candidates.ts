// Instances in any order become the matches: per identifier the first, of those the longest, none overlapping.
import { CANDIDATES, CANDIDATES_END, MATCHES, MOST_MATCHES, SORTED } from './areas'
import { asksHost, passesCheck } from './checks'
import { checkOf, identifierOf } from './shapes'

// A candidate: start, end, identifier, and 1 + form where the host has to check it, or 0.
const candidateBytes: usize = 16
let top: usize = 0
let full: bool = false

export function clearCandidates(): void {
  top = CANDIDATES
  full = false
}

export function candidateCount(): u32 {
  return <u32>((top - CANDIDATES) >> 4)
}

/** Was there one without room? */
export function candidatesOverflowed(): bool {
  return full
}

/** Adds an instance, unless its form's check refuses its text; a check that only the host has is left to it. */
export function addIfValid(form: u32, f: usize, base: usize, start: u32, end: u32): void {
  const check = checkOf(f)
  const asks = asksHost(check)
  if (check != 0 && !asks && !passesCheck(check, base + start, base + end)) return
  if (top + candidateBytes > CANDIDATES_END) {
    full = true
    return
  }
  store<u32>(top, start)
  store<u32>(top, end, 4)
  store<u32>(top, identifierOf(f), 8)
  store<u32>(top, asks ? form + 1 : 0, 12)
  top += candidateBytes
}

/**
 * Chooses among the candidates, less those that the host marked with an end of 0. `blocked` has for each identifier where
 * its last match ended; it is moved on. Fills the lists of matches, ascending by start, the longer first; gives their number.
 */
export function choose(blocked: usize, from: u32): u32 {
  const count = sort(from)
  let chosen: u32 = 0
  const identifiers = MATCHES
  const starts = MATCHES + <usize>(MOST_MATCHES << 2)
  const ends = starts + <usize>(MOST_MATCHES << 2)
  for (let i: u32 = 0; i < count; i++) {
    const c = CANDIDATES + <usize>i * candidateBytes
    const start = load<u32>(c)
    const end = load<u32>(c, 4)
    const identifier = load<u32>(c, 8)
    const until = blocked + <usize>(identifier << 2)
    if (end == 0 || start < load<u32>(until)) continue
    store<u32>(until, end)
    const at = <usize>(chosen << 2)
    store<u32>(identifiers + at, identifier)
    store<u32>(starts + at, start)
    store<u32>(ends + at, end)
    chosen++
  }
  return chosen
}

/** Most candidates come ascending: where all do there is nothing to sort. Else they are counted, as there are many. */
function sort(from: u32): u32 {
  const count = candidateCount()
  let i: u32 = 1
  for (; i < count; i++) {
    const c = CANDIDATES + <usize>i * candidateBytes
    if (isBefore(c, c - candidateBytes)) break
  }
  if (i < count) {
    radix(count, from)
    finish(count)
  }
  return count
}

// @ts-ignore: decorator
@inline
function isBefore(a: usize, b: usize): bool {
  const startA = load<u32>(a), startB = load<u32>(b)
  if (startA != startB) return startA < startB
  const endA = load<u32>(a, 4), endB = load<u32>(b, 4)
  return endA != endB ? endA > endB : load<u32>(a, 8) < load<u32>(b, 8)
}

const counts = memory.data(2049 * 4)

/** By start, counted in 11 bits and 11 more: passages are shorter than 4 MB. */
function radix(count: u32, from: u32): void {
  let source = CANDIDATES, target = SORTED
  for (let shift: u32 = 0; shift < 22; shift += 11) {
    memory.fill(counts, 0, 2049 * 4)
    for (let i: u32 = 0; i < count; i++) {
      const digit = ((load<u32>(source + <usize>i * candidateBytes) - from) >> shift) & 2047
      const c = counts + <usize>((digit + 1) << 2)
      store<u32>(c, load<u32>(c) + 1)
    }
    for (let digit: usize = 1; digit < 2049; digit++) {
      const c = counts + (digit << 2)
      store<u32>(c, load<u32>(c) + load<u32>(c - 4))
    }
    for (let i: u32 = 0; i < count; i++) {
      const from16 = source + <usize>i * candidateBytes
      const digit = ((load<u32>(from16) - from) >> shift) & 2047
      const c = counts + <usize>(digit << 2)
      const at = load<u32>(c)
      store<u32>(c, at + 1)
      v128.store(target + <usize>at * candidateBytes, v128.load(from16))
    }
    const swap = source
    source = target
    target = swap
  }
}

/** Orders those of one start: they are few. */
function finish(count: u32): void {
  for (let i: u32 = 1; i < count; i++) {
    let c = CANDIDATES + <usize>i * candidateBytes
    if (!isBefore(c, c - candidateBytes)) continue
    const moved = v128.load(c)
    const held = SORTED
    v128.store(held, moved)
    while (c > CANDIDATES && isBefore(held, c - candidateBytes)) {
      v128.store(c, v128.load(c - candidateBytes))
      c -= candidateBytes
    }
    v128.store(c, moved)
  }
}
