// Full names: a known given name or a title, initials and further names, and a surname, all capitalised.
//
// The fact to know: a name that is also a word of the language ("Grant", "Field") needs one beside it that is not, a
// title before it, or a word before it that says that a name follows. src/kernels/find-names.ts does the same.
import { isLetter } from '../ascii.ts'
import { readWord } from './latin-words.ts'
import { facts, factsOf, givenBits, surnameBits } from './name-facts.ts'
import { endOfRun, foldedWord, mayEnd, runAround, type Bounds, type RunWord } from './name-run.ts'
import { surnameEndings } from './name-words.ts'

/** Why what begins as a name does is none: for explanations. */
export type NameRefusal = 'named-for' | 'common-words' | 'unknown-surname'

export interface NameSink {
  found(start: number, end: number): void
  refused?(start: number, end: number, why: NameRefusal): void
}

/** Reports the names of the run that the word at `at` is in, if that may begin one; says up to where nothing else is. */
export function findNamesAround(place: Bounds, at: number, sink: NameSink): number {
  const opening = readWord(place.bytes, at, place.highest)
  if (opening === undefined) return at
  if ((factsOf(foldedWord(place.bytes, opening)) & (givenBits | facts.title)) === 0) return at
  const run = runAround(place, at)
  if (run === undefined) return endOfRun(place, at)
  for (let index = 0; index < run.length;) {
    const name = nameFrom(place, run, index)
    if (name === undefined || name.refusal !== undefined) {
      if (name !== undefined) sink.refused?.(run[name.first]!.start, run[name.last]!.end, name.refusal!)
      index++
      continue
    }
    sink.found(run[name.first]!.start, run[name.last]!.end)
    index = name.last + 1
  }
  return run.at(-1)?.end ?? at
}

interface NameInRun {
  readonly first: number
  readonly last: number
  readonly refusal?: NameRefusal
}

/** The name that begins with this word or behind it, if that is a title; undefined where nothing is like one. */
function nameFrom(place: Bounds, run: readonly RunWord[], start: number): NameInRun | undefined {
  const isTitled = run[start]!.kind === 'title'
  const first = isTitled ? start + 1 : start
  const opening = run[first]
  if (opening === undefined || opening.kind === 'particle' || opening.kind === 'title') return undefined
  const given = opening.kind === 'initial' ? 0 : opening.facts & givenBits
  if (given === 0 && !isTitled) return undefined
  const isGiven = (given & facts.givenName) !== 0
  const last = surnameAfter(run, first, isTitled || isGiven)
  if (last === undefined)
    return run[first + 1]?.kind === 'capitalised'
      ? { first, last: first + 1, refusal: 'unknown-surname' }
      : undefined
  if (!isPerson(run, last) || isStreet(place, run, first)) return { first, last, refusal: 'named-for' }
  const isSure =
    isTitled ||
    isGiven ||
    (surnameOf(run[last]!) & facts.surname) !== 0 ||
    run.slice(first, last).some(({ kind }) => kind === 'initial')
  if (!isSure && !isAnnounced(place, opening.start)) return { first, last, refusal: 'common-words' }
  return mayEnd(place, run[last]!.end) ? { first, last } : undefined
}

const mostNames = 4

/** Known, or ending as surnames do and other capitalised words do not. */
function surnameOf({ facts: known, folded }: RunWord): number {
  const surname = known & surnameBits
  return surname === 0 && surnameEnding.test(folded) ? facts.surname : surname
}

const surnameEnding = new RegExp(`.{2}(?:${surnameEndings.split(/\s+/).join('|')})$`)

/** The last known surname behind the opening word, with nothing but names, initials and particles between. */
function surnameAfter(run: readonly RunWord[], begin: number, isCertain: boolean): number | undefined {
  let last: number | undefined
  let names = 1
  for (let index = begin + 1; index < run.length && names < mostNames; index++) {
    const { kind, folded, facts: known } = run[index]!
    if (kind === 'particle') continue
    // `M.` is a title in French, and an initial within a name.
    if (kind === 'title' && folded.length > 1) break
    if (kind === 'initial' || kind === 'title') {
      names++
      continue
    }
    const surname = surnameOf(run[index]!)
    // Behind a title, an initial or a particle whatever is capitalised is a surname.
    const before = run[index - 1]!
    const follows =
      before.kind === 'initial' || before.kind === 'particle' || run[begin - 1]?.kind === 'title'
    // A second surname that is a word would rather be the next word of a heading.
    const isSurname = (surname & facts.surname) !== 0
    if (isSurname || (last === undefined && (surname !== 0 || (follows && isCertain)))) last = index
    else if ((known & givenBits) === 0) break
    names++
  }
  return last
}

/** Not a street, a firm or a place that is named for somebody. */
function isPerson(run: readonly RunWord[], last: number): boolean {
  return ((run[last]!.facts | (run[last + 1]?.facts ?? 0)) & facts.place) === 0
}

const longestWordBefore = 24

/** "rue Victor Hugo", "Via Giuseppe Garibaldi": the street comes first. */
function isStreet(place: Bounds, run: readonly RunWord[], begin: number): boolean {
  const known = begin > 0 ? run[begin - 1]!.facts : factsBefore(place, run[0]!.start - 1)
  return (known & facts.street) !== 0
}

/** "Name: ", `customer = "`, "Dear ": the word right before says that a name follows. */
function isAnnounced(place: Bounds, at: number): boolean {
  const { bytes, lowest } = place
  let end = at
  while (end > lowest && at - end < 4 && ' :="\'>'.includes(String.fromCharCode(bytes[end - 1]!))) end--
  return (factsBefore(place, end) & facts.role) !== 0
}

/** Of the word of plain letters that ends at `end`. */
function factsBefore({ bytes, lowest }: Bounds, end: number): number {
  let start = end
  while (start > lowest && end - start < longestWordBefore && isLetter(bytes[start - 1]!)) start--
  return start < end ? factsOf(bytes.toString('latin1', start, end).toLowerCase()) : 0
}
