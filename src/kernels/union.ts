// Walks the united automaton of a set from one place, and then tells of each form where its longest instance ends.
//
// What it costs: one walk, however many identifiers share the keyword. Ends are few (only where a token ends), so
// that taking them apart by form costs little.
import { formsOf } from './sets'
import { endsWhole } from './text'

/** What nextAccepted has come to. */
export let acceptedForm: u32 = 0
export let acceptedEnd: u32 = 0

/** Ends passed, latest last: the list of the forms, and the place. No walk is longer than 63 bytes. */
const ends = memory.data(64 * 8)
let endCount: u32 = 0
let forms: usize = 0
let done: u64 = 0
let entry: usize = 0
let left: u32 = 0

export function walkUnion(set: usize, base: usize, at: u32, end: u32): void {
  const table = <usize>load<u32>(set, 112)
  const classes = <usize>load<u32>(set, 116)
  let state = load<u32>(set, 132)
  let place = at
  endCount = 0
  left = 0
  while (place < end) {
    const next = <u32>load<u16>(table + (<usize>(state + load<u8>(classes + load<u8>(base + place))) << 1))
    state = next & 0x7fff
    if (state == 0) break
    place++
    if (next & 0x8000 && endsWhole(base, place, end)) {
      const list = <usize>load<u32>(set, 124) + (<usize>load<u16>(<usize>load<u32>(set, 120) + (<usize>state << 1)) << 1)
      store<u32>(ends + (endCount << 3), <u32>list)
      store<u32>(ends + (endCount << 3), place, 4)
      endCount++
    }
  }
  forms = formsOf(set)
  done = 0
}

/** Goes to the next form that has an instance there; each comes once, with its longest one. */
export function nextAccepted(): bool {
  while (left != 0 || endCount != 0) {
    if (left == 0) {
      endCount--
      entry = load<u32>(ends + (endCount << 3))
      acceptedEnd = load<u32>(ends + (endCount << 3), 4)
      left = load<u16>(entry)
      continue
    }
    entry += 2
    left--
    const index = <u32>load<u16>(entry)
    if (((done >> index) & 1) != 0) continue
    done |= (<u64>1) << index
    acceptedForm = load<u32>(forms + <usize>(index << 2))
    return true
  }
  return false
}
