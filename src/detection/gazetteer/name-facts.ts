// What is known of a word, as bits: is it a given name, a surname, a title, what makes a name that of a street?
//
// The fact to know: words are known by a hash of 32 bits, in a table that the kernels read as well (src/kernels/names.ts),
// so that both take the same words for names, whatever words there are.
import { nameTableBytes } from '../../scan-memory/layout.ts'
import { givenNames, givenNamesThatAreWords } from './given-names.ts'
import {
  capitalParticles,
  companyWords,
  particles,
  placeWords,
  namesOfRoles,
  roles,
  stateWords,
  streetWords,
  surnameEndings,
  titles,
} from './name-words.ts'
import { surnames, surnamesThatAreWords } from './surnames.ts'

/** `Name` is hardly ever anything else, `Word` is as often one of the language or a place. */
export const facts = {
  givenName: 1,
  givenWord: 2,
  surname: 4,
  surnameWord: 8,
  title: 16,
  particle: 32,
  capitalParticle: 64,
  place: 128,
  street: 256,
  role: 512,
  company: 1_024,
  state: 2_048,
  nameOfRole: 4_096,
} as const
export const givenBits: number = facts.givenName | facts.givenWord
export const surnameBits: number = facts.surname | facts.surnameWord

// Places in the table, as in src/kernels/name-table.ts.
const foldsAt = 16_384
const endingsAt = 16_896
const particlesAt = 17_920
const firstEndingsAt = 17_952
const keysAt = 24_576
const slots = 65_536
const factsAt = keysAt + slots * 4

interface NameTable {
  readonly bytes: Uint8Array
  readonly keys: Uint32Array
  readonly facts: Uint16Array
}

let made: NameTable | undefined

function table(): NameTable {
  if (made !== undefined) return made
  const bytes = new Uint8Array(nameTableBytes)
  made = {
    bytes,
    keys: new Uint32Array(bytes.buffer, keysAt, slots),
    facts: new Uint16Array(bytes.buffer, factsAt, slots),
  }
  for (const [words, bit] of known) for (const word of words()) addFact(made, word, bit)
  for (const word of [...wordsOf(givenNames), ...wordsOf(givenNamesThatAreWords), ...wordsOf(titles)])
    addToFilter(bytes, word)
  for (const word of wordsOf(particles)) addParticle(bytes, word)
  writeFolds(bytes)
  writeEndings(bytes)
  return made
}

/** What kernels read, made once a thread when names are first looked for. */
export function nameTable(): Uint8Array {
  return table().bytes
}

const known: readonly (readonly [words: () => readonly string[], bit: number])[] = [
  [() => wordsOf(givenNames), facts.givenName],
  [() => wordsOf(givenNamesThatAreWords), facts.givenWord],
  [() => wordsOf(surnames), facts.surname],
  [() => wordsOf(surnamesThatAreWords), facts.surnameWord],
  [() => wordsOf(titles), facts.title],
  [() => wordsOf(particles), facts.particle],
  [() => wordsOf(capitalParticles), facts.capitalParticle],
  [() => wordsOf(placeWords), facts.place],
  [() => wordsOf(streetWords), facts.street],
  [() => wordsOf(roles), facts.role],
  [namesOfRoles, facts.role],
  [namesOfRoles, facts.nameOfRole],
  [() => wordsOf(companyWords), facts.company],
  [() => wordsOf(stateWords), facts.state],
]

export function wordsOf(list: string): readonly string[] {
  return list.split(/\s+/).filter((word) => word !== '')
}

function addFact({ keys, facts: bits }: NameTable, word: string, bit: number): void {
  const key = hashOf(word)
  let slot = slotOf(key)
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (slots - 1)
  keys[slot] = key
  bits[slot] = (bits[slot]! & ~(lessThan.get(bit) ?? 0)) | bit
}

/** A name that is also a word is in both lists, and counts as a word. */
const lessThan: ReadonlyMap<number, number> = new Map([
  [facts.givenWord, facts.givenName],
  [facts.surnameWord, facts.surname],
])

/** Of a word as `foldName` gives it. Of "jean-pierre" what one part says of names counts. */
export function factsOf(folded: string): number {
  if (!folded.includes('-')) return factsOfPart(folded)
  return folded.split('-').reduce((all, part) => all | (factsOfPart(part) & (givenBits | surnameBits)), 0)
}

function factsOfPart(part: string): number {
  const { keys, facts: bits } = table()
  const key = hashOf(part)
  let slot = slotOf(key)
  while (keys[slot] !== 0) {
    if (keys[slot] === key) return bits[slot]!
    slot = (slot + 1) & (slots - 1)
  }
  return 0
}

/** FNV-1a of the letters, never 0. */
function hashOf(folded: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at)
    hash = Math.imul(hash ^ (code < 0x80 ? code : unknownLetter), 0x01000193)
  }
  return hash >>> 0 || 1
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 16
}

/** Stands for any letter that has no plain one. */
const unknownLetter = 1

/** What a first word is looked up by before all else: its first eight letters, two bits of one of 2,048 words. */
function addToFilter(bytes: Uint8Array, word: string): void {
  const letters = Buffer.alloc(8)
  letters.write(word.slice(0, 8), 'latin1')
  const hash = Math.imul(letters.readInt32LE(0), 0x9e3779b1) ^ Math.imul(letters.readInt32LE(4), 0x85ebca6b)
  for (const bit of [(hash >>> 15) & 63, (hash >>> 9) & 63])
    bytes[(hash >>> 21) * 8 + (bit >> 3)]! |= 1 << (bit & 7)
}

/** One of 256 bits, by the first four letters. */
function addParticle(bytes: Uint8Array, word: string): void {
  const letters = Buffer.alloc(4)
  letters.write(word.slice(0, 4), 'latin1')
  const hash = Math.imul(letters.readInt32LE(0), 0x9e3779b1) >>> 24
  bytes[particlesAt + (hash >> 3)]! |= 1 << (hash & 7)
}

const firstFolded = 0xc0
const lastFolded = 0x17f

/** One or two plain letters for each of U+00C0 to U+017F. */
function writeFolds(bytes: Uint8Array): void {
  for (let code = firstFolded; code <= lastFolded; code++) {
    const folded = foldName(String.fromCodePoint(code))
    for (let at = 0; at < 2; at++) {
      const letter = at < folded.length ? folded.charCodeAt(at) : 0
      bytes[foldsAt + (code - firstFolded) * 2 + at] = letter < 0x80 ? letter : unknownLetter
    }
  }
}

/** Of each ending eight bytes, the last letter last, and its length; and of each letter the first that ends with it. */
function writeEndings(bytes: Uint8Array): void {
  const endings = wordsOf(surnameEndings).toSorted((a, b) => lastLetter(a) - lastLetter(b))
  endings.forEach((ending, index) => {
    const at = endingsAt + index * 16
    Buffer.from(bytes.buffer).write(ending, at + 8 - ending.length, 'latin1')
    bytes[at + 8] = ending.length
  })
  for (let letter = 0; letter <= 26; letter++)
    bytes[firstEndingsAt + letter] = endings.filter((ending) => lastLetter(ending) < letter).length
}

/** 0 is `a`. */
function lastLetter(word: string): number {
  return word.charCodeAt(word.length - 1) - 0x61
}

/** Small letters without accents or apostrophes. */
export function foldName(text: string): string {
  const small = text.toLowerCase()
  if (/^[a-z]*$/.test(small)) return small
  const plain = small.normalize('NFD').replaceAll(/[\p{M}'’]/gu, '')
  return plain.replaceAll(/[ßøłæđœ]/g, (letter) => spelled.get(letter)!)
}

const spelled: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['æ', 'ae'],
  ['đ', 'd'],
  ['œ', 'oe'],
])
