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

/** @param wanted the word's digest */
export function hasWord(words: Uint8Array, wanted: Uint8Array): boolean {
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

function compareAt(words: Uint8Array, at: number, wanted: Uint8Array): number {
  for (let byte = 0; byte < digestBytes; byte++) {
    const difference = words[at + byte]! - wanted[byte]!
    if (difference !== 0) return difference
  }
  return 0
}
