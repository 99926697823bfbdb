// A run of words with one blank between, each capitalised or a particle: where names are.
//
// The fact to know: what is found in a run depends on nothing but the run and what stands right beside it, and a run
// is short. So it does not matter from which of its words, or in which block, it was reached. src/kernels/name-run.ts
// does the same.
import { isDigit, isLetter } from '../ascii.ts'
import { facts, factsOf, foldName } from './name-facts.ts'
import { dot, letterLength, readWord, space, wordStartBefore, type Word } from './latin-words.ts'

export interface RunWord {
  readonly start: number
  readonly end: number
  readonly kind: 'capitalised' | 'initial' | 'title' | 'particle'
  readonly folded: string
  readonly facts: number
}

export interface Bounds {
  readonly bytes: Buffer
  readonly lowest: number
  readonly highest: number
}

/** More are a heading. */
const mostWords = 8

/** Where the words end that follow with one blank between: of a heading, so that it is read once. */
export function endOfRun(place: Bounds, at: number): number {
  let end = at
  for (let word = runWordAt(place, at); word !== undefined; word = runWordAt(place, end + 1)) {
    end = word.end
    if (end >= place.highest || place.bytes[end] !== space) break
  }
  return end
}

/** The run that the word at `at` is in; undefined where that is a heading, or goes on from something else. */
export function runAround(place: Bounds, at: number): readonly RunWord[] | undefined {
  const { bytes, highest } = place
  let next = startOfRun(place, at)
  if (next === undefined || !mayBegin(place, next)) return undefined
  const run: RunWord[] = []
  for (;;) {
    const word = runWordAt(place, next)
    if (word === undefined) break
    run.push(word)
    if (run.length > mostWords) return undefined
    if (word.end >= highest || bytes[word.end] !== space) break
    next = word.end + 1
  }
  return run
}

function startOfRun(place: Bounds, at: number): number | undefined {
  const { bytes, lowest } = place
  let start = at
  for (let words = 0; words <= mostWords; words++) {
    if (start - 1 <= lowest || bytes[start - 1] !== space) return start
    const before = wordStartBefore(bytes, start - 1, lowest)
    const word = runWordAt(place, before)
    if (word?.end !== start - 1) return start
    start = before
  }
  return undefined
}

function runWordAt(place: Bounds, at: number): RunWord | undefined {
  const { bytes, highest } = place
  const word = readWord(bytes, at, highest)
  if (word === undefined) return undefined
  const { start, end } = word
  const folded = foldedWord(bytes, word)
  const known = factsOf(folded)
  const isParticle = (known & (word.kind === 'small' ? facts.particle : facts.capitalParticle)) !== 0
  if (isParticle) return { start, end, kind: 'particle', folded, facts: known }
  if (word.kind === 'small') return undefined
  if ((known & facts.title) === 0) return { start, end, kind: word.kind, folded, facts: known }
  const last = end < highest && bytes[end] === dot ? end + 1 : end
  return { start, end: last, kind: 'title', folded, facts: known }
}

export function foldedWord(bytes: Buffer, { start, end, kind }: Word): string {
  return foldName(
    bytes.toString('utf8', start, kind === 'initial' ? start + letterLength(bytes, start, end) : end),
  )
}

/** Not in the middle of a word, a path, an address or a name of code. */
function mayBegin({ bytes, lowest }: Bounds, at: number): boolean {
  if (at === lowest) return true
  const before = bytes[at - 1]!
  // Letters of two bytes; what takes three and stands beside a name is a quotation mark or a dash.
  if (before >= 0x80) {
    const [second, third] = [at - 2 >= lowest ? bytes[at - 2]! : 0, at - 3 >= lowest ? bytes[at - 3]! : 0]
    return second >= 0xe0 || third >= 0xe0 || second === 0xc2
  }
  return !isLetter(before) && !isDigit(before) && !'_.@#$\\&-'.includes(String.fromCharCode(before))
}

/** As `mayBegin`, behind the last byte. */
export function mayEnd({ bytes, highest }: Bounds, end: number): boolean {
  if (end >= highest) return true
  const behind = bytes[end]!
  if (isLetter(behind) || isDigit(behind) || '_@('.includes(String.fromCharCode(behind))) return false
  const next = end + 1 < highest ? bytes[end + 1]! : space
  return behind !== dot || !(isLetter(next) || isDigit(next))
}
