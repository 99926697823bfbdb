// Which byte separates the cells of a table: the one that divides its first rows into the same number of cells.

const candidates = [',', '\t', ';', '|'].map((text) => text.charCodeAt(0))
const maxRows = 50

/** `preferred` wins a tie, and where nothing divides the rows. */
export function detectDelimiter(head: Uint8Array, preferred: number): number {
  const counts = countPerRow(head)
  let best = preferred
  let bestScore = 0
  for (const delimiter of [preferred, ...candidates.filter((candidate) => candidate !== preferred)]) {
    const rows = counts.map((row) => row.get(delimiter) ?? 0)
    const first = rows[0] ?? 0
    const score = first === 0 ? 0 : rows.filter((count) => count === first).length / rows.length
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** Candidates outside quotes, row by row; a last row that is cut off does not count, unless it is the only one. */
function countPerRow(head: Uint8Array): readonly ReadonlyMap<number, number>[] {
  const rows: Map<number, number>[] = []
  let row = new Map<number, number>()
  let empty = true
  let inQuotes = false
  for (let i = 0; i < head.length && rows.length < maxRows; i++) {
    const byte = head[i]!
    if (byte === 0x22) inQuotes = !inQuotes
    else if (!inQuotes && (byte === 10 || byte === 13)) {
      if (!empty) rows.push(row)
      row = new Map()
      empty = true
      continue
    } else if (!inQuotes && candidates.includes(byte)) row.set(byte, (row.get(byte) ?? 0) + 1)
    empty = false
  }
  return rows.length === 0 ? [row] : rows
}
