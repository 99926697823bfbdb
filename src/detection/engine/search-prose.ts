// Prose: a keyword counts where at most 30 characters stand between it and the data, before or after.
import { mayBeginAt } from './find-instance.ts'
import type { FoundWords } from './found-words.ts'
import { longestKeywordBytes } from './keyword-automaton.ts'
import type { PassageSearch, SearchedPassage } from './passage-search.ts'
import type { ProgramForm } from './program.ts'
import { withinCharacters } from './text-classes.ts'

/** Characters between a keyword and its data, at most. */
export const keywordDistance = 30
/** The same in bytes, at most. */
const keywordReach = keywordDistance * 4

/** A text, where instances may begin in it, and what was found in it. */
export interface ProseText extends Pick<SearchedPassage, 'bytes' | 'start' | 'from' | 'to' | 'end'> {
  /** The keywords: [firstHit, lastHit). */
  readonly firstHit: number
  readonly lastHit: number
  readonly firstAnchor: number
  readonly lastAnchor: number
}

/** Searches one text after another of a passage, ascending. */
export type ProseSearch = (text: ProseText) => void

export function createProseSearch(shared: PassageSearch): ProseSearch {
  const hasDigit = createDigitCheck(shared.words)
  return (text) => {
    tryNearKeywords(shared, text, hasDigit)
    tryAnchors(shared, text)
  }
}

export function searchProse(shared: PassageSearch, passage: SearchedPassage): void {
  const { keywords, anchors } = shared.words
  const { bytes, start, from, to, end } = passage
  const found = { firstHit: 0, lastHit: keywords.count, firstAnchor: 0, lastAnchor: anchors.count }
  createProseSearch(shared)({ bytes, start, from, to, end, ...found })
}

function tryNearKeywords(shared: PassageSearch, passage: ProseText, hasDigit: DigitCheck): void {
  const { words, sets, triedUntil } = shared
  const { bytes } = passage
  for (let hit = passage.firstHit; hit < passage.lastHit; hit++) {
    const set = sets.ofKeyword(words.keywords.items[hit]!)
    if (set.forms.length === 0) continue
    const reached = charactersBefore(bytes, words.keywordStarts.items[hit]!, passage.start)
    const lowest = Math.max(passage.from, reached - set.longest)
    const highest = Math.min(
      passage.to,
      charactersAfter(bytes, words.keywordEnds.items[hit]!, passage.end) + 1,
    )
    if (set.needsDigit && !hasDigit(lowest, highest + set.longest)) continue
    let from = highest
    for (const form of set.forms) from = Math.min(from, triedUntil[form.index]!)
    for (let at = Math.max(lowest, from); at < highest; at++) {
      const forms = set.byFirstByte[bytes[at]!]
      if (forms === undefined || !mayBeginAt(bytes, at, passage.start)) continue
      for (const form of forms) if (at >= triedUntil[form.index]!) tryForm(shared, passage, { form, at, hit })
    }
    for (const form of set.forms) triedUntil[form.index] = Math.max(triedUntil[form.index]!, highest)
  }
}

/** Where data may begin at the latest, that a keyword before `at` counts for. */
function charactersAfter(bytes: Uint8Array, at: number, end: number): number {
  let place = at
  for (let left = keywordDistance; left > 0 && place < end; left--) {
    place++
    while (place < end && (bytes[place]! & 0xc0) === 0x80) place++
  }
  return place
}

/** Where data may end at the earliest, that a keyword from `at` on counts for. */
function charactersBefore(bytes: Uint8Array, at: number, start: number): number {
  let place = at
  for (let left = keywordDistance; left > 0 && place > start; left--) {
    place--
    while (place > start && (bytes[place]! & 0xc0) === 0x80) place--
  }
  return place
}

function tryForm(
  shared: PassageSearch,
  passage: ProseText,
  place: { readonly form: ProgramForm; readonly at: number; readonly hit: number },
): void {
  const { form, at } = place
  const end = shared.walker.longestFrom(form, at, passage.end)
  if (end === -1 || !keywordNear(shared, passage, { ...place, end })) return
  shared.addIfValid(form, at, end)
}

/** Is a keyword of the form's identifier near bytes [at, end)? `hit` is where to begin looking. */
function keywordNear(
  { words, sets }: PassageSearch,
  { bytes, firstHit, lastHit }: ProseText,
  data: { readonly form: ProgramForm; readonly at: number; readonly end: number; readonly hit: number },
): boolean {
  const { form, at, end } = data
  const starts = words.keywordStarts.items
  const ends = words.keywordEnds.items
  const isNear = (hit: number): boolean => {
    if (sets.ofKeyword(words.keywords.items[hit]!).has[form.identifier] === 0) return false
    if (ends[hit]! <= at) return withinCharacters(bytes, { from: ends[hit]!, to: at }, keywordDistance)
    return starts[hit]! >= end && withinCharacters(bytes, { from: end, to: starts[hit]! }, keywordDistance)
  }
  for (let hit = data.hit; hit < lastHit && starts[hit]! <= end + keywordReach; hit++) {
    if (isNear(hit)) return true
  }
  for (
    let hit = data.hit - 1;
    hit >= firstHit && starts[hit]! >= at - keywordReach - longestKeywordBytes;
    hit--
  ) {
    if (isNear(hit)) return true
  }
  return false
}

type DigitCheck = (from: number, to: number) => boolean

/** Does a run of digits touch [from, to)? Asked with `from` ascending, but for keywords of different reach. */
function createDigitCheck({ digitStarts, digitEnds }: FoundWords): DigitCheck {
  const starts = digitStarts.items
  const ends = digitEnds.items
  const { count } = digitEnds
  let run = 0
  return (from, to) => {
    while (run > 0 && ends[run - 1]! > from) run--
    while (run < count && ends[run]! <= from) run++
    return run < count && starts[run]! < to
  }
}

function tryAnchors(shared: PassageSearch, passage: ProseText): void {
  const { words, program, walker } = shared
  const { bytes } = passage
  let hit = passage.firstHit
  for (let index = passage.firstAnchor; index < passage.lastAnchor; index++) {
    const at = words.anchors.items[index]!
    if (at < passage.from || at >= passage.to || !mayBeginAt(bytes, at, passage.start)) continue
    while (hit < passage.lastHit && words.keywordStarts.items[hit]! < at) hit++
    for (let groups = words.anchorGroups.items[index]!; groups !== 0; groups &= groups - 1) {
      for (const { form, leading } of program.anchors.groups[31 - Math.clz32(groups & -groups)]!) {
        if (!beginsAsForm(leading, bytes, at)) continue
        const end = walker.longestFrom(form, at, passage.end)
        if (end === -1) continue
        if (form.keyword === 'absent' && keywordNear(shared, passage, { form, at, end, hit })) continue
        shared.addIfValid(form, at, end)
      }
    }
  }
}

/** Do the first eight bytes fit the form's own? Its group only says that the first four fit some form's. */
export function beginsAsForm(leading: Uint8Array, bytes: Uint8Array, at: number): boolean {
  return (
    (leading[bytes[at]!]! & 1) !== 0 &&
    (leading[bytes[at + 1]!]! & 2) !== 0 &&
    (leading[bytes[at + 2]!]! & 4) !== 0 &&
    (leading[bytes[at + 3]!]! & 8) !== 0 &&
    (leading[bytes[at + 4]!]! & 16) !== 0 &&
    (leading[bytes[at + 5]!]! & 32) !== 0 &&
    (leading[bytes[at + 6]!]! & 64) !== 0 &&
    (leading[bytes[at + 7]!]! & 128) !== 0
  )
}
