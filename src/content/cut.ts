// Where a block of running text may be cut: between tokens where one ends nearby, never inside a character.

/** How far a cut looks back for a blank: tokens that matter are shorter. */
const maxTokenBytes = 512

/** The best place at or before `at` and after `from`. */
export function cutBefore(bytes: Uint8Array, from: number, at: number): number {
  const lowest = Math.max(from + 1, at - maxTokenBytes)
  for (let i = at; i >= lowest; i--) {
    const before = bytes[i - 1]!
    if (before === 0x20 || before === 0x0a || before === 0x0d || before === 0x09) return i
  }
  return characterBoundary(bytes, from, at)
}

/** The start of the character that holds bytes[at], or `at` itself where the bytes are no UTF-8. */
export function characterBoundary(bytes: Uint8Array, from: number, at: number): number {
  for (let i = at; i > from && i > at - 4; i--) if ((bytes[i]! & 0xc0) !== 0x80) return i
  return at
}
