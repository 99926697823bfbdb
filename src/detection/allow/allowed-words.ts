// The words of allow lists as digests: 16 bytes a word in ascending order, whatever the words are.
//
// The fact to know: the words themselves are kept nowhere. They are what an owner of data knows to be in it, often
// real names and numbers, and half a million of them take 8 MB, which all threads share.
import { hash } from 'node:crypto'

const digestBytes = 16

/** Case does not count: the same digest for `Ann` and `ANN`. */
export function digestWord(word: string): Uint8Array {
  return hash('sha256', word.toLowerCase(), 'buffer').subarray(0, digestBytes)
}

/** Collects words; `packed` gives each once, in memory that threads share without copying. */
export function createWordSet(): { add(word: string): void; packed(): Uint8Array } {
  const digests: Buffer[] = []
  return {
    add: (word) => void digests.push(Buffer.from(digestWord(word))),
    packed: () => pack(digests),
  }
}

/** Several as one. */
export function joinWords(sets: readonly Uint8Array[]): Uint8Array {
  const filled = sets.filter(({ length }) => length > 0)
  if (filled.length === 1 && filled[0] !== undefined) return filled[0]
  return pack(filled.flatMap(digestsOf))
}

export function hasWord(words: Uint8Array, word: string): boolean {
  if (words.length === 0) return false
  const wanted = digestWord(word)
  let low = 0
  let high = words.length / digestBytes
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compareAt(words, middle * digestBytes, wanted)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}

/** The same words in memory that threads share. */
export function shareWords(words: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(words.length))
  shared.set(words)
  return shared
}

function pack(digests: readonly Buffer[]): Uint8Array {
  const sorted = digests.toSorted((a, b) => Buffer.compare(a, b))
  const unique = sorted.filter((digest, at) => at === 0 || sorted[at - 1]?.equals(digest) !== true)
  return shareWords(Buffer.concat(unique))
}

function digestsOf(words: Uint8Array): Buffer[] {
  return Array.from({ length: words.length / digestBytes }, (_, at) =>
    Buffer.from(words.slice(at * digestBytes, (at + 1) * digestBytes)),
  )
}

function compareAt(words: Uint8Array, at: number, wanted: Uint8Array): number {
  for (let byte = 0; byte < digestBytes; byte++) {
    const difference = words[at + byte]! - wanted[byte]!
    if (difference !== 0) return difference
  }
  return 0
}
