// Sets of characters as ascending, disjoint ranges of code points: [first, last, first, last, …].
//
// The fact to know: \d, \w and \s are ASCII, as in PCRE without its UCP option; \p{…} knows Unicode.

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

/** The set with the other case of each of its letters. */
export function bothCases(set: CharacterSet): CharacterSet {
  const added: number[] = []
  for (let at = 0; at < set.length; at += 2) {
    const last = Math.min(set[at + 1]!, lastWithCase)
    for (let code = set[at]!; code <= last; code++) {
      const character = String.fromCodePoint(code)
      for (const other of [character.toLowerCase(), character.toUpperCase()]) {
        const otherCode = other.codePointAt(0)!
        if (other.length === (otherCode > 0xffff ? 2 : 1)) added.push(otherCode, otherCode)
      }
    }
  }
  return union(set, added)
}

/** No character above has two cases. */
const lastWithCase = 0x1e943

export const digits: CharacterSet = [0x30, 0x39]
export const wordCharacters: CharacterSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a]
export const blanks: CharacterSet = [0x09, 0x0d, 0x20, 0x20]
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

const categories =
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Co Cn'.split(
    ' ',
  )
const scripts =
  'Arabic Armenian Bengali Cyrillic Devanagari Georgian Greek Han Hangul Hebrew Hiragana Katakana Latin Thai'.split(
    ' ',
  )
const found = new Map<string, CharacterSet>()

/** The set of \p{name}, or undefined where the name is unknown. Only names of these lists reach V8's tables. */
export function unicodeClass(name: string): CharacterSet | undefined {
  const known = found.get(name)
  if (known !== undefined) return known
  if (!categories.includes(name) && !scripts.includes(name)) return undefined
  const member = new RegExp(categories.includes(name) ? `^\\p{${name}}` : `^\\p{Script=${name}}`, 'u')
  const set: number[] = []
  for (let code = 0; code <= lastCharacter; code++) {
    if (!member.test(String.fromCodePoint(code))) continue
    if (set.at(-1) === code - 1) set[set.length - 1] = code
    else set.push(code, code)
  }
  found.set(name, set)
  return set
}
