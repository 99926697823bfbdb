// Tables and records: a keyword counts in the same cell or value, at any distance, or in the names of its context.
// A segment that is a text of its own is searched as prose.
import { textContext, type Segments } from '../../model/passage.ts'
import { mayBeginAt } from './find-instance.ts'
import type { FormSet } from './form-sets.ts'
import type { ProgramForm } from './program.ts'
import { beginsAsForm, createProseSearch } from './search-prose.ts'
import type { PassageSearch, SearchedPassage } from './passage-search.ts'

/** A segment with something to try in it, and where it stands. */
interface Segment {
  readonly shared: PassageSearch
  readonly passage: SearchedPassage
  readonly start: number
  readonly end: number
  readonly context: FormSet | undefined
  /** The keywords found in it: [firstHit, lastHit). */
  readonly firstHit: number
  readonly lastHit: number
  /** Of each identifier with keywords in it, made when first asked for. */
  reaches?: ReadonlyMap<number, KeywordReach>
}

/** Where the first keyword of an identifier ends and the last one begins: data behind the one or before the other. */
interface KeywordReach {
  firstEnd: number
  lastStart: number
}

export function searchSegments(shared: PassageSearch, passage: SearchedPassage, segments: Segments): void {
  const { words, sets } = shared
  const searchText = createProseSearch(shared)
  const { bytes, from, to } = passage
  let hit = 0
  let anchor = 0
  for (let index = 0; index < segments.count; index++) {
    const start = segments.starts[index]!
    const end = segments.ends[index]!
    if (end <= passage.from) continue
    if (start >= passage.to) break
    while (hit < words.keywords.count && words.keywordStarts.items[hit]! < start) hit++
    const firstHit = hit
    while (hit < words.keywords.count && words.keywordStarts.items[hit]! < end) hit++
    while (anchor < words.anchors.count && words.anchors.items[anchor]! < start) anchor++
    const firstAnchor = anchor
    while (anchor < words.anchors.count && words.anchors.items[anchor]! < end) anchor++
    if (segments.contexts[index] === textContext) {
      const range = { bytes, start, from: Math.max(start, from), to: Math.min(end, to), end }
      searchText({ ...range, firstHit, lastHit: hit, firstAnchor, lastAnchor: anchor })
      continue
    }
    const context = sets.ofContext(segments.table, segments.contexts[index]!)
    if (context === undefined && firstHit === hit && firstAnchor === anchor) continue
    const segment: Segment = { shared, passage, start, end, context, firstHit, lastHit: hit }
    if (context !== undefined) tryForms(segment, context)
    for (let own = firstHit; own < hit; own++) {
      tryForms(segment, sets.ofKeyword(words.keywords.items[own]!))
    }
    for (let own = firstAnchor; own < anchor; own++) tryAnchor(segment, own)
  }
}

function tryForms(segment: Segment, set: FormSet): void {
  const { passage } = segment
  const { triedUntil } = segment.shared
  const { bytes } = passage
  const repeats = segment.firstHit !== segment.lastHit
  const from = Math.max(segment.start, passage.from)
  const to = Math.min(segment.end, passage.to)
  // A long cell may repeat its keywords many times: each form goes through it once.
  if (repeats && set.forms.every((form) => triedUntil[form.index]! >= to)) return
  for (let at = from; at < to; at++) {
    const forms = set.byFirstByte[bytes[at]!]
    if (forms === undefined || !mayBeginAt(bytes, at, segment.start)) continue
    for (const form of forms) if (at >= triedUntil[form.index]!) tryForm(segment, form, at)
  }
  if (repeats) for (const form of set.forms) triedUntil[form.index] = Math.max(triedUntil[form.index]!, to)
}

function tryForm(segment: Segment, form: ProgramForm, at: number): void {
  const { shared } = segment
  const end = shared.walker.longestFrom(form, at, segment.end)
  if (end === -1) return
  if (form.keyword !== 'none' && keywordNear(segment, { form, at, end }) === (form.keyword === 'absent'))
    return
  shared.addIfValid(form, at, end)
}

function keywordNear(
  segment: Segment,
  { form, at, end }: { readonly form: ProgramForm; readonly at: number; readonly end: number },
): boolean {
  if (segment.context?.has[form.identifier] === 1) return true
  if (segment.firstHit === segment.lastHit) return false
  segment.reaches ??= reachesIn(segment)
  const reach = segment.reaches.get(form.identifier)
  return reach !== undefined && (reach.firstEnd <= at || reach.lastStart >= end)
}

function reachesIn({ shared, firstHit, lastHit }: Segment): ReadonlyMap<number, KeywordReach> {
  const { words, program } = shared
  const reaches = new Map<number, KeywordReach>()
  for (let hit = firstHit; hit < lastHit; hit++) {
    const start = words.keywordStarts.items[hit]!
    const end = words.keywordEnds.items[hit]!
    for (const owner of program.keywords.keywords[words.keywords.items[hit]!]!.owners) {
      const reach = reaches.get(owner)
      if (reach === undefined) reaches.set(owner, { firstEnd: end, lastStart: start })
      else {
        reach.firstEnd = Math.min(reach.firstEnd, end)
        reach.lastStart = Math.max(reach.lastStart, start)
      }
    }
  }
  return reaches
}

function tryAnchor(segment: Segment, anchor: number): void {
  const { passage } = segment
  const { words, program } = segment.shared
  const at = words.anchors.items[anchor]!
  if (at < passage.from || at >= passage.to || !mayBeginAt(passage.bytes, at, segment.start)) return
  for (let groups = words.anchorGroups.items[anchor]!; groups !== 0; groups &= groups - 1) {
    for (const { form, leading } of program.anchors.groups[31 - Math.clz32(groups & -groups)]!) {
      if (beginsAsForm(leading, passage.bytes, at)) tryForm(segment, form, at)
    }
  }
}
