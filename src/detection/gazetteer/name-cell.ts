// Cells and values in a column or element that is named for people ("customer name"): looked at as a whole, whatever
// their case, in either order. src/kernels/name-cell.ts does the same.
import { isCapital, joinsParts, dot, letterLength, space } from './latin-words.ts'
import { facts, factsOf, foldName, surnameBits } from './name-facts.ts'
import { longestParticle } from './name-words.ts'
import type { Bounds } from './name-run.ts'

/** Longer ones are remarks. */
const longestCell = 80
const [fewestWords, mostWords] = [2, 6]

interface CellWord {
  readonly end: number
  readonly facts: number
  /** Begins with a capital, or is like a particle. */
  readonly isInPlace: boolean
}

/** The cell without the blanks around it, where that is a name. */
export function nameInCell({ bytes, lowest, highest }: Bounds): { start: number; end: number } | undefined {
  if (highest - lowest > longestCell) return undefined
  let [start, end] = [lowest, highest]
  while (start < end && bytes[start]! <= space) start++
  while (end > start && bytes[end - 1]! <= space) end--
  const words = cellWords(bytes, start, end)
  return words !== undefined && isName(words) ? { start, end } : undefined
}

/** "Smith, John" as John Smith; undefined where it is no list of words. */
function cellWords(bytes: Buffer, start: number, end: number): readonly CellWord[] | undefined {
  const words: CellWord[] = []
  let comma = 0
  for (let at = start; ;) {
    const word = cellWord(bytes, at, end)
    if (word === undefined || words.push(word) > mostWords) return undefined
    at = word.end
    if (at === end) return [...words.slice(comma), ...words.slice(0, comma)]
    if (bytes[at] === 0x2c) {
      if (comma > 0) return undefined
      comma = words.length
      at += at + 1 < end && bytes[at + 1] === space ? 2 : 1
    } else if (bytes[at] === space) at++
    else if (bytes[at] === 0xc2 && at + 1 < end && bytes[at + 1] === 0xa0) at += 2
    else return undefined
  }
}

function isName(words: readonly CellWord[]): boolean {
  if (words.length < fewestWords || words.some(({ facts: known }) => (known & facts.company) !== 0))
    return false
  const [first, last] = [words[0]!.facts, words.at(-1)!.facts]
  const beginsGiven = (first & facts.givenName) !== 0
  if (words.every(({ isInPlace }) => isInPlace)) return beginsGiven || (last & facts.surname) !== 0
  // In small letters it must be a name from end to end.
  return beginsGiven && (last & surnameBits) !== 0
}

/** Letters, hyphens and apostrophes, and a dot behind. */
function cellWord(bytes: Buffer, start: number, limit: number): CellWord | undefined {
  let end = start
  let [letters, capitals, joints] = [0, 0, 0]
  while (end < limit) {
    const length = letterLength(bytes, end, limit)
    if (length > 0) {
      letters++
      if (isCapital(bytes, end)) capitals++
    } else if (joinsParts(bytes[end]!)) joints++
    else break
    end += Math.max(1, length)
  }
  if (letters === 0) return undefined
  const isSmall = capitals === 0 && joints === 0 && letters <= longestParticle
  const hasDot = end < limit && bytes[end] === dot
  const isCapitalised = letterLength(bytes, start, limit) > 0 && isCapital(bytes, start)
  return {
    end: hasDot ? end + 1 : end,
    facts: factsOf(foldName(bytes.toString('utf8', start, end))),
    isInPlace: isCapitalised || (isSmall && !hasDot),
  }
}
