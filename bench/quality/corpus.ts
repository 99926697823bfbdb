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
  readonly format: Format
}

/** All: so many positives of a subject, and as many hard negatives. A tenth: another tenth of each subject. */
export type Extent = 'all' | 'tenth'
const fullCount = 45

export function samplesOf(subjects: readonly Subject[], extent: Extent): readonly Sample[] {
  return subjects.flatMap((subject, place) => {
    const [right, wrong] = [positives(subject), negatives(subject)]
    return Array.from({ length: fullCount }, (_, n) => n)
      .filter((n) => extent === 'all' || n % 10 === place % 10)
      .flatMap((n) => [
        sample(subject, n, right[n % right.length]!),
        sample(subject, n, wrong[n % wrong.length]!),
      ])
  })
}

interface Kind {
  readonly name: string
  readonly placement: Placement
  readonly value: (draw: Draw) => string
  readonly positive: boolean
}

function positives({ keyword, value }: Subject): readonly Kind[] {
  const placements: readonly Placement[] = keyword === 'required' ? ['before', 'before', 'after'] : ['absent']
  return placements.map((placement) => ({ name: placement, placement, value, positive: true }))
}

function negatives({ keyword, keywords, value, wrong }: Subject): readonly Kind[] {
  const near: Placement = keyword === 'required' ? 'before' : 'absent'
  const own = kinds(wrong, near)
  // What is wrong in its own way counts twice as often as what every identifier must leave alone.
  const all = [
    ...own,
    ...own,
    ...kinds(decoys, keywords.length > 0 && keyword === 'required' ? 'before' : 'absent'),
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

function sample(subject: Subject, n: number, kind: Kind): Sample {
  // Formats go round at another pace than kinds, so that all of one meet all of the other.
  const format = formats[(n + Math.floor(n / formats.length)) % formats.length]!
  const draw = createDraw(`${subject.id} ${subject.keywords[0] ?? ''} ${kind.positive} ${n}`)
  const value = kind.value(draw)
  const keyword = subject.keywords.length === 0 ? '' : draw.of(subject.keywords)
  const placement = keyword === '' ? 'absent' : kind.placement
  return {
    document: makeDocument(draw, format, { value, keyword, placement }),
    id: subject.id,
    value: kind.positive ? value : undefined,
    shown: value,
    kind: kind.name,
    isDecoy: kind.name in decoys,
    format,
  }
}
