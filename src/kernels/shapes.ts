// Walks a form's automaton from one place: where does the longest whole instance end that begins there?
//
// What it costs: three loads a byte that depend on each other, the dearest step of all; so it is begun only where the
// first byte fits. A walk of more than 64 bytes leaves its states behind every 64 bytes: a later walk of the same form
// that meets them goes the same way, so that text full of beginnings (`eyJ-eyJ-eyJ-`) costs linear time.
import { TRAILS } from './areas'
import { FORMS, formBytes } from './program'
import { endsWhole } from './text'

// A form: table, byte classes, start state, longest, identifier, keyword rule, check, trail, first bytes, digit within.
// @ts-ignore: decorator
@inline
export function formAt(form: u32): usize {
  return FORMS + <usize>(form * formBytes)
}
// @ts-ignore: decorator
@inline
export function longestOf(f: usize): u32 {
  return load<u32>(f, 12)
}
// @ts-ignore: decorator
@inline
export function identifierOf(f: usize): u32 {
  return load<u32>(f, 16)
}
/** 0 required, 1 none, 2 absent. */
// @ts-ignore: decorator
@inline
export function keywordRuleOf(f: usize): u32 {
  return load<u32>(f, 20)
}
// @ts-ignore: decorator
@inline
export function checkOf(f: usize): u32 {
  return load<u32>(f, 24)
}
// @ts-ignore: decorator
@inline
export function beginsWith(f: usize, byte: u32): bool {
  return ((<u32>load<u8>(f + <usize>(byte >> 3), 32) >> (byte & 7)) & 1) != 0
}

const step: u32 = 64
const overRead: u32 = 16_384
const none: u32 = 0xffffffff

// A trail: its first place and one past its last (in steps), the end of its cell, where it stands, in which state, the
// last end it passed; then its states, a ring of the latest 256. The first trail of all is for the walk at hand.
const trailBytes: u32 = 1024
const ringOf: usize = 32

/** Forgets the walks of the text before; there are `count` trails beside the first. */
export function forgetTrails(count: u32): void {
  for (let trail: u32 = 1; trail <= count; trail++) store<u32>(TRAILS + <usize>(trail * trailBytes), none)
}

/** The end of the longest whole instance of the form at `at`, or 0; `end` is the end of passage or cell. */
export function longestFrom(f: usize, base: usize, at: u32, end: u32): u32 {
  const table = <usize>load<u32>(f)
  const classes = <usize>load<u32>(f, 4)
  const limit = min(end, at + overRead)
  const near = min(limit, at + step)
  let state = load<u32>(f, 8)
  let found: u32 = 0
  let place = at
  while (place < near) {
    const entry = <u32>load<u16>(table + (<usize>(state + load<u8>(classes + load<u8>(base + place))) << 1))
    state = entry & 0x7fff
    if (state == 0) return found
    place++
    if (entry & 0x8000 && endsWhole(base, place, end)) found = place
  }
  return place == limit ? found : walkOn(f, base, place, end, limit, state, found)
}

function walkOn(f: usize, base: usize, from: u32, end: u32, limit: u32, begun: u32, soFar: u32): u32 {
  const own = TRAILS
  const before = TRAILS + <usize>(load<u32>(f, 28) * trailBytes)
  const first = load<u32>(before)
  const last = load<u32>(before, 4)
  const joins = first != none && load<u32>(before, 8) == end
  store<u32>(own, none)
  store<u32>(own, end, 8)
  store<u32>(own, from, 12)
  store<u32>(own, begun, 16)
  store<u32>(own, soFar, 20)
  // Goes on step by step, to look at each whether the walk before was there in the same state.
  for (;;) {
    const at = load<u32>(own, 12)
    const state = load<u32>(own, 16)
    if (state == 0 || at >= limit) break
    const multiple = at >> 6
    if (joins && (at & 63) == 0 && multiple >= first && multiple < last && multiple + 256 >= last) {
      if (<u32>load<u16>(before + ringOf + <usize>((multiple & 255) << 1)) == state) {
        goOn(f, base, before, limit)
        const further = load<u32>(before, 20)
        return further > at ? further : load<u32>(own, 20)
      }
    }
    goOn(f, base, own, min(limit, (multiple + 1) << 6))
  }
  if (load<u32>(own) != none) memory.copy(before, own, trailBytes)
  return load<u32>(own, 20)
}

/** Walks a trail on until the automaton dies or `limit` is reached. */
function goOn(f: usize, base: usize, trail: usize, limit: u32): void {
  const table = <usize>load<u32>(f)
  const classes = <usize>load<u32>(f, 4)
  const end = load<u32>(trail, 8)
  let at = load<u32>(trail, 12)
  let state = load<u32>(trail, 16)
  let found = load<u32>(trail, 20)
  while (state != 0 && at < limit) {
    if ((at & 63) == 0) {
      const multiple = at >> 6
      store<u16>(trail + ringOf + <usize>((multiple & 255) << 1), <u16>state)
      if (load<u32>(trail) == none) store<u32>(trail, multiple)
      store<u32>(trail, multiple + 1, 4)
    }
    const entry = <u32>load<u16>(table + (<usize>(state + load<u8>(classes + load<u8>(base + at))) << 1))
    state = entry & 0x7fff
    if (state == 0) break
    at++
    if (entry & 0x8000 && endsWhole(base, at, end)) found = at
  }
  store<u32>(trail, at, 12)
  store<u32>(trail, state, 16)
  store<u32>(trail, found, 20)
}
