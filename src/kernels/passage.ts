// The passage at hand: see Passage in src/model/passage.ts. Places are counted from `base`.

import { PASSAGE } from './areas'

export let base: usize = 0
export let start: u32 = 0
export let from: u32 = 0
export let to: u32 = 0
export let end: u32 = 0

/** No lists of segments: the passage is running text. */
export let isProse: bool = false
export let starts: usize = 0
export let ends: usize = 0
export let contexts: usize = 0
/** The segments to be searched. */
export let first: u32 = 0
export let last: u32 = 0
/** How many forms of the program leave trails. */
export let trails: u32 = 0
/** Keywords are read as for instances that begin in [keywordsFrom, keywordsTo). */
export let keywordsFrom: u32 = 0
export let keywordsTo: u32 = 0

/** Reads what the host wrote behind the addresses. */
export function takePassage(): void {
  base = load<u32>(PASSAGE)
  start = load<u32>(PASSAGE, 4)
  from = load<u32>(PASSAGE, 8)
  to = load<u32>(PASSAGE, 12)
  end = load<u32>(PASSAGE, 16)
  starts = load<u32>(PASSAGE, 20)
  ends = load<u32>(PASSAGE, 24)
  contexts = load<u32>(PASSAGE, 28)
  first = load<u32>(PASSAGE, 32)
  last = load<u32>(PASSAGE, 36)
  trails = load<u32>(PASSAGE, 40)
  keywordsFrom = load<u32>(PASSAGE, 44)
  keywordsTo = load<u32>(PASSAGE, 48)
  isProse = starts == 0
}
