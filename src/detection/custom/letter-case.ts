// Letters that differ in case alone, by Unicode's simple case folding: ſ and K fold to s and k, ς to σ.
//
// The fact to know: folding never changes how many characters there are. ı, İ and ŉ, whose other case is a letter of
// one language alone or several characters, fold to themselves.
import { union, type CharacterSet } from './character-set.ts'
import { allCharacters } from './unicode-classes.ts'

/** The character that stands for all that differ from it in case alone. */
export function foldCase(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
  if (code === dotlessI) return code
  const character = String.fromCodePoint(code)
  const upper = only(character.toUpperCase())
  const folded = upper === undefined ? undefined : only(String.fromCodePoint(upper).toLowerCase())
  return folded ?? only(character.toLowerCase()) ?? code
}

/** All characters that fold to this one, which is folded. */
export function formsOf(folded: number): readonly number[] {
  if (folded < 0x80) {
    const isLetter = folded >= 0x61 && folded <= 0x7a
    return isLetter ? [folded, folded - 0x20, ...(beyondAscii[folded] ?? [])] : [folded]
  }
  const forms = bothCases([folded, folded])
  return forms.flatMap((first, at) =>
    at % 2 === 0 ? Array.from({ length: forms[at + 1]! - first + 1 }, (_, more) => first + more) : [],
  )
}

/** ſ and the sign of the kelvin: said here so that the pairs need not be read for words of ASCII. */
const beyondAscii: Readonly<Record<number, readonly number[]>> = { 0x6b: [0x212a], 0x73: [0x17f] }

/** The set with the other cases of each of its letters. */
export function bothCases(set: CharacterSet): CharacterSet {
  const { letters, others } = (known ??= readCasePairs())
  const added: number[] = []
  for (let at = 0; at < set.length; at += 2) {
    const first = set[at]!
    const last = set[at + 1]!
    for (let pair = firstFrom(letters, first); pair < letters.length && letters[pair]! <= last; pair++) {
      const other = others[pair]!
      if (other < first || other > last) added.push(other, other)
    }
  }
  return added.length === 0 ? set : union(set, added)
}

const dotlessI = 0x131

/** The one character of a text, or undefined. */
function only(text: string): number | undefined {
  const code = text.codePointAt(0)!
  return text.length === (code > 0xffff ? 2 : 1) ? code : undefined
}

/** Pairs of letters that differ in case alone, both ways round, by the first. */
interface CasePairs {
  readonly letters: Int32Array
  readonly others: Int32Array
}

let known: CasePairs | undefined

function readCasePairs(): CasePairs {
  const groups = new Map<number, number[]>()
  for (const [letter] of allCharacters().matchAll(/\p{Changes_When_Casemapped}/gu)) {
    const code = letter.codePointAt(0)!
    const folded = foldCase(code)
    const group = groups.get(folded)
    if (group === undefined) groups.set(folded, [code])
    else group.push(code)
  }
  const pairs = [...groups.values()]
    .flatMap((group) => group.flatMap((letter) => group.map((other) => ({ letter, other }))))
    .filter(({ letter, other }) => letter !== other)
    .sort((a, b) => a.letter - b.letter)
  return {
    letters: Int32Array.from(pairs, ({ letter }) => letter),
    others: Int32Array.from(pairs, ({ other }) => other),
  }
}

function firstFrom(letters: Int32Array, code: number): number {
  let low = 0
  let high = letters.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (letters[middle]! < code) low = middle + 1
    else high = middle
  }
  return low
}
