// Separators into everything that is no segment, and escapes undone: see sealSegments in src/content/segment-list.ts.
//
// What it costs: mostly one store for a segment, as mostly one byte stands between two.
import { BESIDE } from './areas'
import { ENDS, ESCAPED, ROWS, STARTS, flag, segment } from './segment-list'
import { undoEscapes, undoQuotes } from './undo-escapes'

const cellSeparator: u32 = 0x1f
const rowSeparator: u32 = 0x1e

/** `quotes`: how escapes are undone. BESIDE has the number of segments and where their bytes are: base, from, to. */
export function sealSegments(quotes: bool): void {
  const count = load<u32>(BESIDE)
  const base = <usize>load<u32>(BESIDE, 4)
  const from = load<u32>(BESIDE, 8)
  const to = load<u32>(BESIDE, 12)
  let gap = from
  let row = load<u32>(segment(0), ROWS)
  for (let i: u32 = 0; i < count; i++) {
    const start = load<u32>(segment(i), STARTS)
    const own = load<u32>(segment(i), ROWS)
    const separator = own == row ? cellSeparator : rowSeparator
    row = own
    for (; gap < start; gap++) store<u8>(base + gap, separator)
    gap = load<u32>(segment(i), ENDS)
    if (load<u8>(flag(i), ESCAPED) != 0) {
      gap = <u32>(
        (quotes ? undoQuotes(base + start, base + gap) : undoEscapes(base + start, base + gap)) - base
      )
      store<u32>(segment(i), gap, ENDS)
    }
  }
  if (gap < to) memory.fill(base + gap, <u8>rowSeparator, to - gap)
}
