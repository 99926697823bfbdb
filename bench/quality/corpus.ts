// The samples of one identifier: documents of which is known what is in them.
//
// The fact to know: a sample is drawn from its own seed, so adding an identifier changes no other's samples.
import { makeDocument, formats, type Document, type Format, type Placement } from './documents.ts'
import { createDraw, type Draw } from './draw.ts'
import type { Subject } from './subject.ts'

export interface Sample {
  readonly document: Document
  readonly id: string
  /** What is to be found; undefined: nothing. */
  readonly value: string | undefined
  /** The number that is none, or that lacks its keyword. */
  readonly shown: string
  /** What is special about it: the placement of a positive, or what is wrong. */
  readonly kind: string
  /** What is shown is nobody's number, whatever the identifier. */
  readonly isDecoy: boolean
  /** What stands near it, or far away; empty where nothing does. */
  readonly keyword: string
  readonly format: Format
}

/** All: so many positives of a subject, and as many hard negatives. A tenth: another tenth of each subject. */
export type Extent = 'all' | 'tenth'
const leastCount = 180

/** `seed`: others are other samples of the same kinds. */
export function samplesOf(subjects: readonly Subject[], extent: Extent, seed = ''): readonly Sample[] {
  return subjects.flatMap((subject, place) => {
    const wrong = negatives(subject)
    // Each keyword stands in a positive.
    const count = Math.max(leastCount, subject.keywords.length)
    return Array.from({ length: count }, (_, n) => n)
      .filter((n) => extent === 'all' || n % 10 === place % 10)
      .flatMap((n) => [
        sample(subject, { n, seed }, positiveAt(subject, n)),
        sample(subject, { n, seed }, inTurn(wrong, n)),
      ])
  })
}

/** Lists go round at other paces, so that all of one meet all of the others. */
function inTurn<T>(list: readonly T[], n: number): T {
  return list[(n + Math.floor(n / list.length)) % list.length]!
}

interface Kind {
  readonly name: string
  readonly placement: Placement
  readonly value: (draw: Draw) => string
  readonly positive: boolean
}

/** One positive in so many is a seldom one. */
const seldomEvery = 70

function positiveAt(subject: Subject, n: number): Kind {
  const kind = asWritten(subject, n, inTurn(positives(subject), n))
  const [[name, value] = []] = Object.entries(subject.seldom)
  return name === undefined || value === undefined || n % seldomEvery !== seldomEvery >> 1
    ? kind
    : { ...kind, name, value }
}

/** Every so many is in small letters, or has no-break blanks between its groups, as word processors put them. */
const smallEvery = 30
const noBreakEvery = 31

function asWritten({ sensitive }: Subject, n: number, kind: Kind): Kind {
  const { value } = kind
  if (sensitive) return kind
  if (n % smallEvery === smallEvery - 1)
    return { ...kind, name: 'in small letters', value: (draw) => value(draw).toLowerCase() }
  if (n % noBreakEvery === noBreakEvery - 1)
    return { ...kind, name: 'no-break blanks', value: (draw) => value(draw).replaceAll(' ', '\u00a0') }
  return kind
}

function positives({ keyword, value }: Subject): readonly Kind[] {
  const placements: readonly Placement[] = keyword === 'required' ? ['before', 'before', 'after'] : ['absent']
  return placements.map((placement) => ({ name: placement, placement, value, positive: true }))
}

function negatives({ keyword, keywords, value, wrong, misleading }: Subject): readonly Kind[] {
  const near: Placement = keyword === 'required' ? 'before' : 'absent'
  const own = kinds(wrong, near)
  // What is wrong in its own way counts twice as often as what every identifier must leave alone.
  const all = [
    ...own,
    ...own,
    ...kinds(misleading, 'absent'),
    ...kinds(misleading, 'absent'),
    ...kinds(decoys, keywords.length > 0 && keyword === 'required' ? 'before' : 'absent'),
    ...kinds(labelled, keywords.length > 0 && keyword === 'required' ? 'before' : 'absent'),
  ]
  switch (keyword) {
    case 'required':
      return [
        ...all,
        ...(['far', 'absent', 'far', 'absent'] as const).map((placement) => ({
          name: `keyword ${placement}`,
          placement,
          value,
          positive: false,
        })),
      ]
    case 'absent':
      return [...all, { name: 'keyword before', placement: 'before', value, positive: false }]
    case 'none':
      return all
    default:
      return keyword satisfies never
  }
}

function kinds(values: Subject['wrong'], placement: Placement): Kind[] {
  return Object.entries(values).map(([name, value]) => ({ name, placement, value, positive: false }))
}

const hex = '0123456789abcdef'

/** What stands in files everywhere and is nobody's number. */
const decoys: Subject['wrong'] = {
  'an order number': (draw) => draw.fill('ORD-2026-@#####'),
  'a UUID': (draw) => [8, 4, 4, 4, 12].map((count) => draw.text(count, hex)).join('-'),
  'an MD5': (draw) => draw.text(32, hex),
  'a SHA-256': (draw) => draw.text(64, hex),
  'a moment': (draw) => draw.fill('2026-0@-1#T1#:2#:3#.###Z'),
  'milliseconds since 1970': (draw) => draw.fill('17########@##'),
  'a version': (draw) => draw.fill('@.1#.@#-beta.@'),
  'an address of a network': (draw) => draw.fill('10.@#.1##.@#'),
  'an amount': (draw) => draw.fill('@,@##.## EUR'),
  'a run of digits': (draw) => draw.digits(48),
  'an invoice': (draw) => draw.fill('INV/@####/26'),
}

/** Likewise, with the word that says what it is before it: a keyword may stand near, but another is nearer. */
const labelled: Subject['wrong'] = {
  'a commit': (draw) => `commit ${draw.text(40, hex)}`,
  'a book': (draw) => `ISBN ${draw.fill('978-@-##-######-#')}`,
  'an address of a card': (draw) => `MAC ${draw.fill('0@:1#:2#:3#:4#:5#')}`,
  'a price': (draw) => `price ${draw.fill('@##.##')} USD`,
  'a page': (draw) => `page ${draw.fill('@#')} of ${draw.fill('@##')}`,
  'a path': (draw) => `https://example.org/items/${draw.fill('@######')}/edit`,
  'a picture': (draw) => `IMG_${draw.fill('20260@1#_1#3#5#')}.jpg`,
  'a parcel': (draw) => `parcel ${draw.fill('1Z999AA1##########')}`,
  'a trace': (draw) => `trace=${draw.text(16, hex)}`,
}

function sample(
  subject: Subject,
  { n, seed }: { readonly n: number; readonly seed: string },
  kind: Kind,
): Sample {
  const format = inTurn(formats, n)
  const draw = createDraw(`${seed}${subject.id} ${subject.keywords[0] ?? ''} ${kind.positive} ${n}`)
  const value = kind.value(draw)
  const keyword = subject.keywords.length === 0 ? '' : inTurn(subject.keywords, n)
  const placement = keyword === '' ? 'absent' : kind.placement
  return {
    document: makeDocument(draw, format, { value, keyword, placement }),
    id: subject.id,
    value: kind.positive ? value : undefined,
    shown: value,
    kind: kind.name,
    isDecoy: kind.name in decoys || kind.name in labelled,
    keyword: placement === 'absent' ? '' : keyword,
    format,
  }
}
