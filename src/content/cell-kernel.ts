// Adds cells by the kernel `src/kernels/cells.ts`. Offsets are those that it reads and writes.
import { cellScanAddress } from '../scan-memory/layout.ts'
import type { ScanMemory } from '../scan-memory/scan-memory.ts'
import type { SegmentList } from './segment-list.ts'
import { maxColumns, type CellScan } from './cell-scan.ts'

const word = cellScanAddress / 4

/** As many as it can; those that follow, and have to be looked at one by one, are left. */
export function addCellsByKernel(scan: CellScan, { kernels, words }: ScanMemory, cells: SegmentList): void {
  words[word] = scan.bytes.byteOffset
  words[word + 1] = scan.filled
  words[word + 2] = scan.ended ? 1 : 0
  words[word + 3] = scan.delimiter
  words[word + 4] = cells.starts.length
  words[word + 5] = maxColumns
  words[word + 6] = scan.pos
  words[word + 7] = scan.row
  words[word + 8] = scan.column
  words[word + 9] = scan.widest
  words[word + 10] = cells.count
  kernels.tokeniseCells()
  scan.pos = words[word + 6]!
  scan.row = words[word + 7]!
  scan.column = words[word + 8]!
  scan.widest = words[word + 9]!
  cells.count = words[word + 10]!
}
