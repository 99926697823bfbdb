// Separators into everything that is no segment, and escapes undone: see sealSegments in src/content/segment-list.ts.
//
// What it costs: mostly one store for a segment, as mostly one byte stands between two.
import { BESIDE } from './areas'
import { endAt, escapedAt, rowAt, startAt } from './segment-list'
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
