// Sets of characters as ascending, disjoint ranges of code points: [first, last, first, last, …].
//
// The fact to know: \d, \w and \s are ASCII, as in PCRE without its UCP option; \h, \v and \p{…} know Unicode.

export type CharacterSet = readonly number[]

export const lastCharacter = 0x10ffff

export function union(...sets: readonly CharacterSet[]): CharacterSet {
  const ranges: [number, number][] = []
  for (const set of sets) for (let at = 0; at < set.length; at += 2) ranges.push([set[at]!, set[at + 1]!])
  ranges.sort((a, b) => a[0] - b[0])
  const united: number[] = []
  for (const [first, last] of ranges) {
    if (united.length > 0 && first <= united.at(-1)! + 1)
      united[united.length - 1] = Math.max(last, united.at(-1)!)
    else united.push(first, last)
  }
  return united
}

export function complement(set: CharacterSet): CharacterSet {
  const others: number[] = []
  let from = 0
  for (let at = 0; at < set.length; at += 2) {
    if (set[at]! > from) others.push(from, set[at]! - 1)
    from = set[at + 1]! + 1
  }
  if (from <= lastCharacter) others.push(from, lastCharacter)
  return others
}

/** The set less all characters from `low` to `high`. */
export function without(set: CharacterSet, low: number, high: number): CharacterSet {
  const left: number[] = []
  for (let at = 0; at < set.length; at += 2) {
    const [first, last] = [set[at]!, set[at + 1]!]
    if (first < low) left.push(first, Math.min(last, low - 1))
    if (last > high) left.push(Math.max(first, high + 1), last)
  }
  return left
}

export const digits: CharacterSet = [0x30, 0x39]
export const wordCharacters: CharacterSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a]
export const blanks: CharacterSet = [0x09, 0x0d, 0x20, 0x20]
export const horizontalBlanks: CharacterSet = [
  0x09, 0x09, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x180e, 0x180e, 0x2000, 0x200a, 0x202f, 0x202f, 0x205f,
  0x205f, 0x3000, 0x3000,
]
export const verticalBlanks: CharacterSet = [0x0a, 0x0d, 0x85, 0x85, 0x2028, 0x2029]
export const allButNewLine: CharacterSet = complement([0x0a, 0x0a])

/** The classes of [[:name:]], ASCII as the standard's own locale has them. */
export const posixClasses: Readonly<Record<string, CharacterSet>> = {
  alnum: [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a],
  alpha: [0x41, 0x5a, 0x61, 0x7a],
  ascii: [0, 0x7f],
  blank: [0x09, 0x09, 0x20, 0x20],
  cntrl: [0, 0x1f, 0x7f, 0x7f],
  digit: digits,
  graph: [0x21, 0x7e],
  lower: [0x61, 0x7a],
  print: [0x20, 0x7e],
  punct: [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
  space: blanks,
  upper: [0x41, 0x5a],
  word: wordCharacters,
  xdigit: [0x30, 0x39, 0x41, 0x46, 0x61, 0x66],
}
