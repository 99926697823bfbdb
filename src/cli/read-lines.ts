// Lines of JSON from a file, split at U+000A alone: Node's readline also splits at U+2028, which JSON leaves as it is.

/** Without their ends; what follows the last end comes too, as `whole: false`. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly line: string; readonly bytes: number; readonly whole: boolean }> {
  let parts: Buffer[] = []
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, at)])
      parts = []
      from = at + 1
      yield { line: line.toString(), bytes: line.length + 1, whole: true }
    }
    if (from < chunk.length) parts.push(Buffer.from(chunk.subarray(from)))
  }
  const rest = Buffer.concat(parts)
  if (rest.length > 0) yield { line: rest.toString(), bytes: rest.length, whole: false }
}

const lineFeed = 0x0a
