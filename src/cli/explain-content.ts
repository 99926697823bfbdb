// Reads a content as a scan does, and tells of each place what was found there or nearly found, and why.
//
// The fact to know: a name of a column or path may be content too, and is told only where the text is.
import { readContent, type ContentSummary } from '../content/read-content.ts'
import { detectorOf } from '../detection/detector.ts'
import {
  isClose,
  type ByteRange,
  type Explanation,
  type KeywordFact,
} from '../detection/explain/explanation.ts'
import { createExplainer, type Explained } from '../detection/explain/explainer.ts'
import { keywordText, reasonTexts } from '../detection/explain/reason-text.ts'
import type { ByteSource } from '../model/byte-source.ts'
import type { Location } from '../model/location.ts'
import type { Passage } from '../model/passage.ts'
import { formText } from './identifiers.ts'
import { locationText } from './render-report.ts'
import { terminalMessage, terminalText } from './terminal-text.ts'

export interface Told {
  readonly explanation: Explanation
  readonly location: Location
  readonly text: string
}

export interface ExplainOptions {
  /** Only what one thing alone kept from counting, and what counts; else all that has a shape. */
  readonly closeOnly: boolean
  /** Only what is on this line, row or page or in this record. */
  readonly line?: number | undefined
}

export async function* explainContent(
  source: ByteSource,
  explained: Explained,
  { closeOnly, line }: ExplainOptions,
): AsyncGenerator<Told, ContentSummary> {
  const detector = detectorOf(explained.managed, explained.custom)
  const explainer = createExplainer(explained)
  const passages = readContent(source, {
    looksSensitive: (cell, names) => detector.looksSensitive(cell, names),
  })
  const lonely = new Map<string, Told>()
  const hasMore = new Set<string>()
  for (;;) {
    const next = await passages.next()
    if (next.done === true) {
      // A keyword in a header has its data in another passage.
      for (const [identifier, told] of lonely) if (!hasMore.has(identifier)) yield told
      return next.value
    }
    const passage = next.value
    const { within, locate } = line === undefined ? whole(passage) : onLine(passage, line)
    for (const explanation of explainer.explain(passage, within)) {
      const { start, end } = explanation
      if (closeOnly && !isClose(explanation)) continue
      const location = locate(start, end)
      if (line !== undefined && !isOn(location, line)) continue
      const { identifier, reasons } = explanation
      const text = Buffer.from(passage.bytes.subarray(start, end)).toString()
      const told = { explanation, location, text }
      if (reasons[0] !== 'no-shape') {
        hasMore.add(identifier)
        yield told
      } else if (!lonely.has(identifier)) lonely.set(identifier, told)
    }
  }
}

interface Part {
  readonly within: ByteRange
  readonly locate: Passage['locate']
}

function whole(passage: Passage): Part {
  return { within: passage, locate: (start, end) => passage.locate(start, end) }
}

/** A place is asked for once and ascending, so what was asked of a cell or value is kept. */
function onLine(passage: Passage, line: number): Part {
  return passage.segments === undefined ? lineOf(passage, line) : segmentsOn(passage, line)
}

const lineFeed = 0x0a

function lineOf(passage: Passage, line: number): Part {
  const { bytes, from, to } = passage
  const none = { from: to, to }
  const first = passage.locate(from, from)
  if (first.kind !== 'lines') return whole(passage)
  const locate: Part['locate'] = (start, end) => passage.locate(start, end)
  let at = from
  for (let left = line - first.start; left > 0; left--) {
    const feed = bytes.subarray(at, to).indexOf(lineFeed)
    if (feed === -1) return { within: none, locate }
    at += feed + 1
  }
  if (first.start > line) return { within: none, locate }
  const feed = bytes.subarray(at, to).indexOf(lineFeed)
  return { within: { from: at, to: feed === -1 ? to : at + feed }, locate }
}

function segmentsOn(passage: Passage, line: number): Part {
  const { from, to } = passage
  const { count, starts, ends } = passage.segments!
  const located = new Map<number, Location>()
  let first = to
  let last = to
  for (let i = 0; i < count; i++) {
    const start = Math.max(starts[i]!, from)
    const end = Math.min(ends[i]!, to)
    if (start >= end) continue
    const location = passage.locate(start, end)
    if (!isOn(location, line)) continue
    if (located.size === 0) first = start
    last = end
    located.set(i, location)
  }
  const locate = (start: number, end: number): Location => {
    const location = located.get(starts.subarray(0, count).findLastIndex((each) => each <= start))!
    // Of a text more is told than where it begins.
    return location.kind === 'lines' ? passage.locate(start, end) : location
  }
  return { within: { from: first, to: last }, locate }
}

/** The number that reports show. */
function isOn(location: Location, line: number): boolean {
  switch (location.kind) {
    case 'lines':
      return location.start <= line && line <= location.end
    case 'cell':
      return location.row === line
    case 'page':
      return location.pageNumber === line
    case 'record':
      return location.recordIndex === line
    default:
      return location satisfies never
  }
}

export interface Telling {
  /** Tell the text, and the names of columns and paths in which keywords stand. */
  readonly reveal: boolean
}

/** For machines: one JSON object. */
export function toldObject(told: Told, explained: Explained, { reveal }: Telling): object {
  const { explanation, location, text } = told
  const { start: _start, end: _end, form, reasons, keyword, ...rest } = explanation
  return {
    ...rest,
    identifier: nameOf(told, explained),
    found: reasons.length === 0,
    ...(reveal ? { text } : {}),
    location,
    reasons,
    form,
    keyword: reveal ? keyword : withoutName(keyword),
  }
}

/** For people: a few lines. */
export function toldText(told: Told, explained: Explained, { reveal }: Telling): string {
  const { explanation, location, text } = told
  const { reasons, check, coveredBy } = explanation
  const keyword = reveal ? explanation.keyword : withoutName(explanation.keyword)
  const declared = explained.managed.find(({ id }) => id === explanation.identifier)
  const known = keyword.kind === 'none' && declared !== undefined ? wanted(declared.keywords) : ''
  const name = `${terminalText(nameOf(told, explained))}:${reasons.length === 0 ? '' : ' not found:'}`
  const lines = [
    `${name}${reveal ? ` ${terminalText(text)}` : ''} (${locationText(location)})`,
    ...reasons.map((reason) => {
      const by = reason === 'covered' && coveredBy !== undefined ? `: ${coveredBy}` : ''
      return `  why:     ${reasonTexts[reason]}${by}`
    }),
    ...(explanation.form === undefined && declared !== undefined
      ? []
      : [`  form:    ${formOf(told, explained)}`]),
    `  keyword: ${terminalText(keywordText(keyword))}${known}`,
    ...(check === undefined ? [] : [`  check:   ${check.name} says ${check.passes ? 'yes' : 'no'}`]),
  ]
  return `${lines.join('\n')}\n`
}

function withoutName(fact: KeywordFact): KeywordFact {
  return 'name' in fact ? { kind: fact.kind, keyword: fact.keyword } : fact
}

/** The first few of many. */
function wanted(keywords: readonly string[]): string {
  return keywords.length === 0
    ? ''
    : `; there are ${keywords.slice(0, 5).join(', ')}${keywords.length > 5 ? ', …' : ''}`
}

function nameOf({ explanation: { identifier } }: Told, { custom = [] }: Explained): string {
  return custom.find(({ id }) => id === identifier)?.name ?? identifier
}

function formOf({ explanation: { identifier, form } }: Told, { managed, custom = [] }: Explained): string {
  const declared = managed.find(({ id }) => id === identifier)
  if (declared !== undefined && form !== undefined) return formText(declared.forms[form]!)
  return terminalMessage(custom.find(({ id }) => id === identifier)?.regex ?? '')
}
