// Forms without keyword: which of them may begin at a place that pass 1 noted, one after the other.
import { ANCHORS, TOKENS } from './areas'
import { mayBeginAs } from './checks'
import { base, from, to } from './passage'
import { ANCHOR_GROUPS, LISTS } from './program'
import { checkOf, formAt } from './shapes'
import { isWithinDecimal } from './text'

/** The form that nextAnchoredForm has come to. */
export let anchoredForm: u32 = 0

let place: u32 = 0
let groups: u32 = 0
let entry: usize = 0
let left: u32 = 0

// @ts-ignore: decorator
@inline
export function anchorPlace(anchor: u32): u32 {
  return load<u32>(ANCHORS + <usize>(anchor << 3))
}

/** Takes an anchor; false where no instance begins there. `lowest` is the first byte of passage or cell. */
export function openAnchor(anchor: u32, lowest: u32): bool {
  place = anchorPlace(anchor)
  groups = load<u32>(ANCHORS + <usize>(anchor << 3), 4)
  left = 0
  if (place < from || place >= to) return false
  if (((<u32>load<u8>(TOKENS + (place >> 3)) >> (place & 7)) & 1) == 0) return false
  return !isWithinDecimal(base, place, lowest)
}

/**
 * Goes to the next form whose own first eight bytes fit, its group only says that the first four fit some form's; and
 * whose check does not refuse what begins here.
 */
export function nextAnchoredForm(): bool {
  while (left != 0 || groups != 0) {
    if (left == 0) {
      const group = ANCHOR_GROUPS + <usize>(<u32>ctz(groups) << 3)
      groups &= groups - 1
      entry = LISTS + <usize>load<u32>(group)
      left = load<u32>(group, 4)
      continue
    }
    const leading = LISTS + <usize>load<u32>(entry, 4)
    anchoredForm = load<u32>(entry)
    entry += 8
    left--
    const p = base + place
    if (
      (load<u8>(leading + <usize>load<u8>(p)) & 1) != 0 &&
      (load<u8>(leading + <usize>load<u8>(p, 1)) & 2) != 0 &&
      (load<u8>(leading + <usize>load<u8>(p, 2)) & 4) != 0 &&
      (load<u8>(leading + <usize>load<u8>(p, 3)) & 8) != 0 &&
      (load<u8>(leading + <usize>load<u8>(p, 4)) & 16) != 0 &&
      (load<u8>(leading + <usize>load<u8>(p, 5)) & 32) != 0 &&
      (load<u8>(leading + <usize>load<u8>(p, 6)) & 64) != 0 &&
      (load<u8>(leading + <usize>load<u8>(p, 7)) & 128) != 0 &&
      mayBeginAs(checkOf(formAt(anchoredForm)), p)
    ) {
      return true
    }
  }
  return false
}
