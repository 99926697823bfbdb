// Of each text that is looked for (a keyword, or what an expression must contain) the few bytes that are searched first.
//
// The fact to know: a fragment need not be the beginning of its text. The rarest is taken: "loye" of "employee", not
// "empl", which is in many words.
import { commonWords } from './common-words.ts'
import { foldCase, formsOf } from './letter-case.ts'

export interface Fragments {
  /** Bytes of the fragments of texts that have no four: 1 to 3, or 4 where there are none. The others have four. */
  readonly short: number
  /** Which texts to compare where four bytes, or `short` bytes, have this key. */
  readonly byKey: ReadonlyMap<number, readonly Fragment[]>
}

export interface Fragment {
  /** Counts the texts. */
  readonly text: number
  /** The text's characters, folded; the fragment begins with the one at `at`. */
  readonly characters: readonly number[]
  readonly at: number
}

/** What bytes are searched as: ASCII letters of both cases are one, and so are some other bytes. */
export const foldedBit = 0x20

/** The bytes of a fragment, each with `foldedBit`, the first one lowest; so a short one's is no other's. */
export function keyAt(bytes: ArrayLike<number>, at: number, length: number): number {
  let key = 0
  for (let next = 0; next < length; next++) key |= (bytes[at + next]! | foldedBit) << (8 * next)
  return key
}

export const fragmentBytes = 4

export function chooseFragments(texts: readonly string[]): Fragments {
  const folded = texts.map((text) => Array.from(text, (character) => foldCase(character.codePointAt(0)!)))
  const lengths = folded.map((characters) => Math.min(fragmentBytes, leastBytes(characters, 0)))
  const short = Math.min(fragmentBytes, ...lengths)
  const byKey = new Map<number, Fragment[]>()
  folded.forEach((characters, text) => {
    const { at, keys } = rarest(characters, lengths[text] === fragmentBytes ? fragmentBytes : short)
    for (const key of keys) {
      const others = byKey.get(key)
      if (others === undefined) byKey.set(key, [{ text, characters, at }])
      else others.push({ text, characters, at })
    }
  })
  return { short, byKey }
}

/** How often texts are likely to have one of these: for comparing only. */
export function likelihood(text: string): number {
  const characters = Array.from(text, (character) => foldCase(character.codePointAt(0)!))
  return rarest(characters, Math.min(fragmentBytes, leastBytes(characters, 0))).likelihood
}

interface Choice {
  readonly at: number
  readonly keys: ReadonlySet<number>
  readonly likelihood: number
}

function rarest(characters: readonly number[], length: number): Choice {
  let best: Choice = { at: 0, keys: new Set(), likelihood: Infinity }
  for (let at = 0; at < characters.length; at++) {
    if (leastBytes(characters, at) < length) break
    const heads = new Map(headsOf(characters, at, length).map((head) => [keyAt(head, 0, length), head]))
    let sum = 0
    for (const head of heads.values()) sum += likelihoodOf(head)
    if (sum < best.likelihood) best = { at, keys: new Set(heads.keys()), likelihood: sum }
  }
  return best
}

/** Of how many places in a text so many have these bytes, guessed: of each byte on its own, or as a part of a word. */
function likelihoodOf(head: readonly number[]): number {
  const apart = head.reduce((product, byte) => product * share(byte), 1)
  const isOverWords = head.indexOf(blank) > 0 && head.at(-1) !== blank
  const likely = isOverWords ? apart * moreOverWords : apart
  return isOfCommonWord(keyAt(head, 0, head.length)) ? likely + shareOfCommon : likely
}

/** One place in so many. */
const shareOfCommon = 1 / 4_000
const blank = 0x20
/** Words end and begin with few letters. */
const moreOverWords = 5

let partsOfWords: ReadonlySet<number> | undefined

function isOfCommonWord(key: number): boolean {
  partsOfWords ??= new Set(commonWords.flatMap((word) => keysIn(Buffer.from(` ${word} `))))
  return partsOfWords.has(key)
}

function keysIn(bytes: Uint8Array): readonly number[] {
  const keys: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    for (let length = 1; length <= fragmentBytes && at + length <= bytes.length; length++)
      keys.push(keyAt(bytes, at, length))
  }
  return keys
}

/** The first `length` bytes from the character at `at`, in each of its forms. */
function headsOf(characters: readonly number[], at: number, length: number): readonly (readonly number[])[] {
  let heads: readonly (readonly number[])[] = [[]]
  for (let next = at; heads.some((head) => head.length < length); next++) {
    const forms = encodedForms(characters[next]!)
    heads = heads.flatMap((head) =>
      head.length >= length ? [head] : forms.map((form) => [...head, ...form].slice(0, length)),
    )
  }
  return heads
}

/** Bytes that the characters from `at` have at least, whatever their case. */
function leastBytes(characters: readonly number[], at: number): number {
  let sum = 0
  for (let next = at; next < characters.length && sum < fragmentBytes; next++)
    sum += Math.min(...encodedForms(characters[next]!).map((form) => form.length))
  return sum
}

const knownForms = new Map<number, readonly (readonly number[])[]>()

/** The forms of a folded character, less those that only `foldedBit` tells apart. */
function encodedForms(folded: number): readonly (readonly number[])[] {
  const known = knownForms.get(folded)
  if (known !== undefined) return known
  const told = formsOf(folded).filter((form) => form >= 0x80 || form === folded)
  const forms = told.map((form) => [...Buffer.from(String.fromCodePoint(form))])
  knownForms.set(folded, forms)
  return forms
}

/**
 * Of a thousand bytes of prose, code and logs, about so many are this one, its other case included. An order of
 * magnitude is enough: a wrong guess costs time, never a keyword.
 */
const perThousand: Readonly<Record<string, number>> = {
  ' ': 140,
  e: 85,
  t: 65,
  a: 60,
  o: 52,
  i: 52,
  n: 50,
  s: 50,
  r: 48,
  l: 32,
  d: 30,
  c: 28,
  h: 28,
  u: 24,
  m: 22,
  p: 22,
  f: 16,
  g: 16,
  b: 13,
  y: 12,
  w: 10,
  v: 9,
  k: 7,
  x: 5,
  j: 2,
  q: 2,
  z: 2,
}

export function share(byte: number): number {
  return (perThousand[String.fromCharCode(byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)] ?? 6) / 1_000
}
