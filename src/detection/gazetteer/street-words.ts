// The words of streets, by whose language an address is tried: a bit for each way of writing addresses.
import { hyphen } from './latin-words.ts'
import { foldName, wordsOf } from './name-facts.ts'

export const streetKinds = { english: 1, french: 2, german: 4, italian: 8, spanish: 16 } as const

const english = `street st avenue ave av road rd lane ln drive dr boulevard blvd court ct circle cir place pl way terrace
  ter parkway pkwy highway hwy square sq trail trl crescent cres close grove gardens gdns mews hill row walk parade pde
  esplanade quay broadway loop alley plaza green rise view park`
const french = `rue avenue av boulevard bd place allee chemin impasse quai cours route square passage faubourg sentier
  villa ruelle esplanade`
const german = `strasse str weg platz allee gasse ring damm ufer chaussee markt promenade`
const germanBeginning = 'am an im in auf unter zum zur'
const germanBeginnings: ReadonlySet<string> = new Set(wordsOf(germanBeginning))
const italian = `via viale v p piazza piazzale c corso largo vicolo strada lungomare lungotevere contrada borgo salita`
const spanish = `calle c avenida avda av plaza pza pl paseo p ronda camino carretera travesia carrer via rambla glorieta
  cuesta`
/** What a German street's name ends with. */
const germanEndings = `strasse str weg platz allee gasse ring damm ufer chaussee steig stieg markt graben wall hof berg kamp
  pfad promenade`

interface StreetWords {
  /** Kinds of each word of plain letters, by its hash. */
  readonly byHash: ReadonlyMap<number, number>
  /** Kinds of each word. */
  readonly byWord: ReadonlyMap<string, number>
  /** The last three letters of German ones, each a byte. */
  readonly endings: ReadonlySet<number>
}

let made: StreetWords | undefined

function streetWords(): StreetWords {
  if (made !== undefined) return made
  const byWord = new Map<string, number>()
  const add = (words: string, kind: number): void => {
    for (const word of wordsOf(words)) byWord.set(word, (byWord.get(word) ?? 0) | kind)
  }
  add(english, streetKinds.english)
  add(french, streetKinds.french)
  add(`${german} ${germanBeginning}`, streetKinds.german)
  add(italian, streetKinds.italian)
  add(spanish, streetKinds.spanish)
  const byHash = new Map([...byWord].map(([word, kind]) => [hashOf(Buffer.from(word), 0, word.length), kind]))
  const endings = new Set(
    wordsOf(germanEndings).map((ending) => lastLetters(Buffer.from(ending), ending.length)),
  )
  made = { byHash, byWord, endings }
  return made
}

const germanEnding = new RegExp(`.(?:${germanEndings.split(/\s+/).join('|')})$`)

/** -1 where a letter is not plain. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte >= 0x80) return -1
    hash = (Math.imul(hash, 31) + (byte | 0x20)) | 0
  }
  return hash
}

function lastLetters(bytes: Uint8Array, end: number): number {
  return (bytes[end - 3]! << 16) | (bytes[end - 2]! << 8) | bytes[end - 1]! | 0x202020
}

/** Of the word in [start, end), letters and hyphens; 0 where it is none of a street. */
export function streetKindOf(bytes: Buffer, start: number, end: number): number {
  const { byHash, byWord, endings } = streetWords()
  let part = end
  while (part > start && bytes[part - 1] !== hyphen) part--
  const hash = hashOf(bytes, part, end)
  // Most words are in no list; few of the others only have the hash of one.
  if (hash !== -1 && !byHash.has(hash) && (end - start < 3 || !endings.has(lastLetters(bytes, end)))) return 0
  const written = bytes.toString('utf8', start, end)
  const word = foldName(written)
  // "Am Markt", but not "am".
  if (word === written && germanBeginnings.has(word)) return 0
  const kind = byWord.get(word.slice(word.lastIndexOf('-') + 1)) ?? 0
  return germanEnding.test(word) ? kind | streetKinds.german : kind
}
