// Separators into everything that is no segment, and escapes undone: see sealSegments in src/content/segment-list.ts.
//
// What it costs: mostly one store for a segment, as mostly one byte stands between two.
import { endAt, escapedAt, rowAt, startAt } from './segment-list'
import { undoEscapes, undoQuotes } from './undo-escapes'

const cellSeparator: u32 = 0x1f
const rowSeparator: u32 = 0x1e

/** The first `count` segments lie in [from, to) of what is at `base`. `quotes`: how escapes are undone. */
export function sealSegments(count: u32, base: usize, from: u32, to: u32, quotes: bool): void {
  let gap = from
  let row = load<u32>(rowAt(0))
  for (let i: u32 = 0; i < count; i++) {
    const start = load<u32>(startAt(i))
    const own = load<u32>(rowAt(i))
    const separator = own == row ? cellSeparator : rowSeparator
    row = own
    for (; gap < start; gap++) store<u8>(base + gap, separator)
    gap = load<u32>(endAt(i))
    if (load<u8>(escapedAt(i)) != 0) {
      gap = <u32>(
        (quotes ? undoQuotes(base + start, base + gap) : undoEscapes(base + start, base + gap)) - base
      )
      store<u32>(endAt(i), gap)
    }
  }
  if (gap < to) memory.fill(base + gap, <u8>rowSeparator, to - gap)
}
