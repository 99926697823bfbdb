// Whether a text is JSON, and whether each line of it is a document of its own.

export type JsonKind = 'document' | 'lines'

/** undefined: not to be read as JSON. A malformed text under a name of JSON is still read as such, as far as it goes. */
export function sniffJson(head: Uint8Array, extension: string): JsonKind | undefined {
  const first = firstLine(head)
  if (extension === 'jsonl' || extension === 'ndjson') {
    const opening = Buffer.from(head.subarray(first.start, first.end)).toString('latin1').trim()
    return opening === '{' || opening === '[' || opening === '[{' ? 'document' : 'lines'
  }
  if (extension !== 'json' && (hasOwnReading(extension) || !looksLikeJson(head.subarray(first.start))))
    return undefined
  return first.isContainer && first.balanced && first.more ? 'lines' : 'document'
}

/** Only objects whose name says nothing are taken for JSON by their content. */
function hasOwnReading(extension: string): boolean {
  return extension !== '' && extension !== 'dat'
}

function looksLikeJson(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 64)).toString('latin1')
  return /^(\{\s*["}]|\[\s*[[{"\]\d-])/.test(text)
}

interface FirstLine {
  readonly start: number
  readonly end: number
  /** It begins with an object or an array. Scalars on lines are read the same either way; what is no JSON, as one text. */
  readonly isContainer: boolean
  /** All that it opens it closes. */
  readonly balanced: boolean
  /** Something follows on other lines. */
  readonly more: boolean
}

function firstLine(head: Uint8Array): FirstLine {
  let start = 0
  while (start < head.length && head[start]! <= 0x20) start++
  let depth = 0
  let inString = false
  let end = start
  for (; end < head.length && head[end] !== 10; end++) {
    const byte = head[end]!
    if (byte === 0x5c && inString) end++
    else if (byte === 0x22) inString = !inString
    else if (!inString && (byte === 0x7b || byte === 0x5b)) depth++
    else if (!inString && (byte === 0x7d || byte === 0x5d)) depth--
  }
  const more = head.subarray(end).some((byte) => byte > 0x20)
  const isContainer = head[start] === 0x7b || head[start] === 0x5b
  return { start, end, isContainer, balanced: depth === 0 && !inString, more }
}
