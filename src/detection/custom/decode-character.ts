// Characters of UTF-8 text, one at a time, from either side. A byte that is no UTF-8 is a character of its own.

/** Where the character ends that begins at `at`. */
export function characterEnd(bytes: Uint8Array, at: number, end: number): number {
  return bytes[at]! < 0x80 ? at + 1 : at + characterLength(bytes, at, end)
}

/** Where the character begins that ends at `end`. */
export function characterStart(bytes: Uint8Array, end: number, lowest: number): number {
  if (bytes[end - 1]! < 0x80) return end - 1
  for (let at = end - 1; at >= lowest && at >= end - 4; at--) {
    if ((bytes[at]! & 0xc0) !== 0x80) return at + characterLength(bytes, at, end) === end ? at : end - 1
  }
  return end - 1
}

/** The character that is bytes [at, end). */
export function characterOf(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return lead
  let code = end - at === 1 ? replacement : lead & (0xff >> (end - at + 1))
  for (let more = at + 1; more < end; more++) code = (code << 6) | (bytes[more]! & 0x3f)
  return code
}

/** What a byte that is not UTF-8 is taken for. */
const replacement = 0xfffd

function characterLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!
  const length = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1
  if (at + length > end) return 1
  for (let more = 1; more < length; more++) if ((bytes[at + more]! & 0xc0) !== 0x80) return 1
  return length
}
