// The alphabet of an expression: characters that none of its sets tells apart share a class.
//
// The fact to know: so the alphabet are characters, not bytes; `.` and [^a] are one step however many bytes a
// character takes, and \p{L} is one set rather than hundreds.
import { lastCharacter, type CharacterSet } from './character-set.ts'

export interface CharacterClasses {
  readonly count: number
  classOf(character: number): number
  /** The classes that one of the sets given consists of. */
  membersOf(set: CharacterSet): readonly number[]
}

export function divideCharacters(sets: Iterable<CharacterSet>): CharacterClasses {
  const { contents, numberOf } = uniteAlike(sets)
  const starts = intervalStarts(contents)
  const { classes, members } = classify(contents, starts)
  const classAt = (character: number): number => classes[lastAtOrBelow(starts, character)]!
  const low = Uint16Array.from({ length: lowCharacters }, (_, character) => classAt(character))
  return {
    count: Math.max(...classes) + 1,
    classOf: (character) => (character < lowCharacters ? low[character]! : classAt(character)),
    membersOf: (set) => members[numberOf.get(set)!]!,
  }
}

/** Those of one or two bytes have a table. */
const lowCharacters = 0x800

interface DistinctSets {
  readonly contents: readonly CharacterSet[]
  readonly numberOf: ReadonlyMap<CharacterSet, number>
}

function uniteAlike(sets: Iterable<CharacterSet>): DistinctSets {
  const contents: CharacterSet[] = []
  const numbers = new Map<string, number>()
  const numberOf = new Map<CharacterSet, number>()
  for (const set of new Set(sets)) {
    const key = set.join()
    if (!numbers.has(key)) numbers.set(key, contents.push(set) - 1)
    numberOf.set(set, numbers.get(key)!)
  }
  return { contents, numberOf }
}

/** Where the intervals begin within which no set begins or ends. */
function intervalStarts(contents: readonly CharacterSet[]): Int32Array {
  const starts = new Set([0])
  for (const set of contents) {
    for (let at = 0; at < set.length; at += 2) {
      starts.add(set[at]!)
      if (set[at + 1]! < lastCharacter) starts.add(set[at + 1]! + 1)
    }
  }
  return Int32Array.from(starts).sort()
}

/** Intervals that belong to the same sets are one class. */
function classify(
  contents: readonly CharacterSet[],
  starts: Int32Array,
): { classes: readonly number[]; members: readonly (readonly number[])[] } {
  const setsOf = Array.from(starts, (): number[] => [])
  contents.forEach((set, number) => {
    for (let at = 0; at < set.length; at += 2) {
      const first = lastAtOrBelow(starts, set[at]!)
      for (let index = first; index < starts.length && starts[index]! <= set[at + 1]!; index++) {
        setsOf[index]!.push(number)
      }
    }
  })
  const numbers = new Map<string, number>()
  const members = contents.map((): number[] => [])
  const classes = setsOf.map((sets) => {
    const key = sets.join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    const own = numbers.size
    numbers.set(key, own)
    for (const set of sets) members[set]!.push(own)
    return own
  })
  return { classes, members }
}

function lastAtOrBelow(starts: Int32Array, character: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= character) low = middle
    else high = middle - 1
  }
  return low
}
