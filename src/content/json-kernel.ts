// Adds keys and values by the kernel `src/kernels/json.ts`. Offsets are those that it reads and writes.
import { jsonScanAddress } from '../scan-memory/layout.ts'
import type { ScanMemory } from '../scan-memory/scan-memory.ts'
import type { JsonScan } from './json-scan.ts'

const word = jsonScanAddress / 4

/** As many as it can; the token that follows, and has to be looked at by itself, is left. */
export function addValuesByKernel(scan: JsonScan, { kernels, words }: ScanMemory): void {
  const { frames, values } = scan
  words[word] = scan.bytes.byteOffset
  words[word + 1] = scan.filled
  words[word + 2] = scan.lines ? 1 : 0
  words[word + 3] = values.starts.length
  words[word + 4] = frames.parents.length
  words[word + 5] = scan.firstRecord
  words[word + 6] = scan.pos
  words[word + 7] = scan.expect
  words[word + 8] = scan.context
  words[word + 9] = scan.record
  words[word + 10] = scan.lineStart
  words[word + 11] = scan.lineValues
  words[word + 12] = scan.lineRecord
  words[word + 13] = values.count
  words[word + 14] = frames.count
  words[word + 15] = frames.depth
  words[word + 16] = scan.from
  words[word + 17] = scan.texts
  kernels.tokeniseJson()
  scan.pos = words[word + 6]!
  scan.expect = words[word + 7]!
  scan.context = words[word + 8]!
  // Signed: -1 before the first record, and a line may have begun before what is in memory.
  scan.record = words[word + 9]! | 0
  scan.lineStart = words[word + 10]! | 0
  scan.lineValues = words[word + 11]!
  scan.lineRecord = words[word + 12]! | 0
  values.count = words[word + 13]!
  frames.count = words[word + 14]!
  frames.depth = words[word + 15]!
  scan.texts = words[word + 17]!
}
