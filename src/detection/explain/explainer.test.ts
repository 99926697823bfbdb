// Near misses of every kind, made from the examples of every identifier that has what the kind takes; and that what
// is explained as found is what both engines find.
import { describe, expect, test } from 'vitest'
import { contentsOf, findIn, markedIn, text, unmarked } from '../../../test/passages.ts'
import { bytesSource } from '../../../test/readings.ts'
import { seededRandom, type Random } from '../../../test/seeded-random.ts'
import { readContent } from '../../content/read-content.ts'
import type { AllowedText } from '../../model/identifier.ts'
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import { mayBeAllowed } from '../allow/allow-check.ts'
import { createDetector, detectorOf } from '../detector.ts'
import { matchesOf } from '../engine/match-list.ts'
import { managedIdentifiers } from '../managed/index.ts'
import { managedIdentifierById } from '../select-identifiers.ts'
import { createExplainer, explainText, type Explainer } from './explainer.ts'
import type { ExplainedText, Explanation, Reason } from './explanation.ts'
import { textPassage } from './text-passage.ts'

const ssn = 'USA_SOCIAL_SECURITY_NUMBER'

interface Subject {
  readonly identifier: ManagedIdentifier
  readonly word: string
  /** Found near the word, and not alone. */
  readonly instance: string
}

const subjects: readonly Subject[] = await Promise.all(
  managedIdentifiers
    .filter(({ forms }) => forms.some(({ keyword }) => keyword === 'required'))
    .map(async (identifier) => {
      const detector = detectorOf([identifier])
      for (const instance of identifier.examples.flatMap(markedIn)) {
        const alone = await findIn(detector, text(instance))
        if (alone.length === 0) return { identifier, word: identifier.keywords[0]!, instance }
      }
      throw new Error(`Cannot explain ${identifier.id}: every example is found without keyword`)
    }),
)

interface NearMiss {
  readonly kind: string
  readonly reason: Reason
  /** undefined where the identifier has none of the kind. */
  readonly of: (subject: Subject) => Missed | undefined
}

interface Missed {
  readonly content: ExplainedText
  readonly data: string
  readonly allowed?: AllowedText
}

const nearMisses: readonly NearMiss[] = [
  {
    kind: 'no keyword',
    reason: 'no-keyword',
    of: ({ instance }) => ({ content: `- ${instance} -`, data: instance }),
  },
  {
    kind: 'a keyword one character too far before it',
    reason: 'keyword-too-far',
    of: ({ word, instance }) => ({ content: `${word}${' '.repeat(31)}${instance}`, data: instance }),
  },
  {
    kind: 'a keyword one character too far behind it',
    reason: 'keyword-too-far',
    of: ({ word, instance }) => ({ content: `${instance}${' '.repeat(31)}${word}`, data: instance }),
  },
  {
    kind: 'a keyword that names another column',
    reason: 'keyword-elsewhere',
    of: ({ word, instance }) => ({
      content: [
        { names: ['column 1'], text: instance },
        { names: [word], text: 'none' },
      ],
      data: instance,
    }),
  },
  {
    kind: 'a keyword in another cell',
    reason: 'keyword-elsewhere',
    of: ({ word, instance }) => ({
      content: [
        { names: ['remark'], text: word },
        { names: ['column 2'], text: instance },
      ],
      data: instance,
    }),
  },
  {
    kind: 'a letter behind it',
    reason: 'touches-word',
    of: whereWholesCount(({ word, instance }) =>
      /[a-z\d]$/i.test(instance) ? { content: `${word} ${instance}\u00e9`, data: instance } : undefined,
    ),
  },
  {
    kind: 'a letter before it',
    reason: 'touches-word',
    of: whereWholesCount(({ word, instance }) =>
      /^[a-z\d]/i.test(instance) ? { content: `${word} \u00e9${instance}`, data: instance } : undefined,
    ),
  },
  {
    kind: 'a fraction behind it',
    reason: 'within-number',
    of: whereWholesCount(({ word, instance }) =>
      /\d$/.test(instance) ? { content: `${word} ${instance}.5`, data: instance } : undefined,
    ),
  },
  {
    kind: 'a number that it is the fraction of',
    reason: 'within-number',
    of: whereWholesCount(({ word, instance }) =>
      /^\d/.test(instance) ? { content: `${word} 3.${instance}`, data: instance } : undefined,
    ),
  },
  {
    kind: 'a digit that its check refuses',
    reason: 'check-refused',
    of: (subject) => {
      const data = refusedOf(subject)
      return data === undefined ? undefined : { content: `${subject.word} ${data}`, data }
    },
  },
  {
    kind: 'an allow list',
    reason: 'allowed',
    of: ({ identifier, word, instance }) => {
      const escaped = instance.replaceAll(/[^a-z\d]/gi, String.raw`\$&`)
      if (!mayBeAllowed(identifier.id) || /[\r\n]/.test(instance)) return undefined
      const allowed = { expressions: [escaped], words: [] }
      return { content: `${word} ${instance}`, data: instance, allowed }
    },
  },
  {
    kind: 'a keyword alone',
    reason: 'no-shape',
    of: ({ word }) => ({ content: `${word} `, data: word.trim() }),
  },
]

/** Where something touches the whole of an example of these, a part of it counts. */
const partsCount = new Set(['CANADA_DRIVERS_LICENSE', 'DATE_OF_BIRTH', 'ITALY_PHONE_NUMBER'])

function whereWholesCount(of: NearMiss['of']): NearMiss['of'] {
  return (subject) => (partsCount.has(subject.identifier.id) ? undefined : of(subject))
}

/** The instance with one digit changed so that it has the shape of a form and no form's check takes it. */
function refusedOf({ identifier, instance }: Subject): string | undefined {
  const forms = identifier.forms.map(({ pattern, validate }) => ({
    shape: new RegExp(`^(?:${pattern.source})$`, pattern.flags),
    validate,
  }))
  for (const { index } of instance.matchAll(/\d/g)) {
    for (let digit = 0; digit <= 9; digit++) {
      const changed = `${instance.slice(0, index)}${digit}${instance.slice(index + 1)}`
      const fitting = forms.filter(({ shape }) => shape.test(changed))
      if (fitting.length > 0 && fitting.every(({ validate }) => validate?.(changed) === false)) return changed
    }
  }
  return undefined
}

/** Compiled once each: that is what takes the time. */
const explainers = new Map<string, Explainer>()

function explained(
  identifier: ManagedIdentifier,
  content: ExplainedText,
  allowed: AllowedText | undefined,
): readonly Explanation[] {
  if (allowed !== undefined) return explainText({ managed: [identifier], allowed }, content)
  let explainer = explainers.get(identifier.id)
  if (explainer === undefined)
    explainers.set(identifier.id, (explainer = createExplainer({ managed: [identifier] })))
  return explainer.explain(textPassage(content))
}

function textOf(content: ExplainedText, { start, end }: Explanation): string {
  const whole = typeof content === 'string' ? content : content.map((cell) => cell.text).join('\u001f')
  return Buffer.from(whole).toString('utf8', start, end)
}

describe.each(nearMisses)('$kind', ({ reason, of }) => {
  const cases = subjects.flatMap((subject) => {
    const missed = of(subject)
    return missed === undefined ? [] : [{ id: subject.identifier.id, subject, ...missed }]
  })

  test.each(cases)('stands in the way of $id', ({ subject, content, data, allowed }) => {
    const told = explained(subject.identifier, content, allowed)
    const summary = told.map((each) => [textOf(content, each), each.reasons])
    expect(summary).toContainEqual([data, [reason]])
  })

  test('is told of 60 identifiers or more', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60)
  })
})

const card = '4539 1488 0343 6467'

test.each<[content: ExplainedText, identifier: string, by: string]>([
  [`cvv ${card}`, 'CREDIT_CARD_SECURITY_CODE', 'CREDIT_CARD_NUMBER_(NO_KEYWORD)'],
  [`card, cvv ${card}`, 'CREDIT_CARD_SECURITY_CODE', 'CREDIT_CARD_NUMBER'],
  ['bank account: DE89 37040044 0532013000', 'BANK_ACCOUNT_NUMBER', 'GERMANY_BANK_ACCOUNT_NUMBER'],
])('what another covers is told with the other: %j', (content, id, by) => {
  const told = explainText({ managed: managedIdentifiers }, content).filter(
    ({ identifier }) => identifier === id,
  )
  expect(told.length).toBeGreaterThan(0)
  for (const each of told) expect(each).toMatchObject({ reasons: ['covered'], coveredBy: by })
})

test.each<[content: ExplainedText, identifier: string, explanation: Partial<Explanation>]>([
  [
    'ssn: 536-22-1234',
    ssn,
    {
      start: 5,
      end: 16,
      reasons: [],
      form: 0,
      check: { name: 'isIssuable', passes: true },
      keyword: { kind: 'near', keyword: 'ssn', side: 'before', distance: 2 },
    },
  ],
  [
    '536-22-1234 is my Social_Security',
    ssn,
    { reasons: [], keyword: { kind: 'near', keyword: 'social security', side: 'behind', distance: 7 } },
  ],
  [
    [{ names: ['id', 'SSN of é'], text: '536-22-1234' }],
    ssn,
    { reasons: [], keyword: { kind: 'in-name', keyword: 'ssn', name: 'SSN of é' } },
  ],
  [
    [{ names: ['note'], text: `ssn${' '.repeat(99)}536-22-1234` }],
    ssn,
    { reasons: [], keyword: { kind: 'near', keyword: 'ssn', side: 'before', distance: 99 } },
  ],
  [
    [
      { names: ['note'], text: '536-22-1234' },
      { names: ['ssn'], text: '' },
    ],
    ssn,
    {
      reasons: ['keyword-elsewhere'],
      keyword: { kind: 'in-other-name', keyword: 'ssn', name: 'ssn' },
    },
  ],
  ['ssn 000-22-1234', ssn, { reasons: ['check-refused'], check: { name: 'isIssuable', passes: false } }],
  [`ssn ${'ü '.repeat(40)}000-22-1234`, ssn, { reasons: ['keyword-too-far', 'check-refused'] }],
  [`ssn ${'- '.repeat(150)}536-22-1234`, ssn, { reasons: ['no-keyword'], keyword: { kind: 'none' } }],
  [`card ${card}`, 'CREDIT_CARD_NUMBER_(NO_KEYWORD)', { reasons: ['keyword-near'], form: 0 }],
  [`paid ${card}`, 'CREDIT_CARD_NUMBER_(NO_KEYWORD)', { reasons: [], keyword: { kind: 'none' } }],
])('%j', (content, id, explanation) => {
  expect(explainText({ managed: [managedIdentifierById(id)] }, content)).toMatchObject([explanation])
})

test('in a line that is no record a keyword counts by distance, and not beyond the line', async () => {
  const explainer = createExplainer({ managed: [managedIdentifierById(ssn)] })
  const number = '536-22-1234'
  const lines = [`x ssn ${number}`, `x ssn ${'-'.repeat(50)} ${number}`, 'x ssn', `x ${number}`]
  const told: unknown[] = []
  const source = bytesSource('a.jsonl', `{}\n${lines.join('\n')}`)
  for await (const passage of readContent(source, { looksSensitive: () => false })) {
    for (const { start, end, reasons } of explainer.explain(passage))
      told.push([reasons, passage.locate(start, end)])
  }
  const at = (line: number, startColumn: number): unknown => ({
    kind: 'lines',
    start: line,
    end: line,
    startColumn,
  })
  expect(told).toEqual([
    [[], at(2, 7)],
    [['keyword-too-far'], at(3, 58)],
    [['no-keyword'], at(5, 3)],
  ])
})

test.each<[content: string, data: string, reason: Reason]>([
  ['He lives in Laura Kowalski Street.', 'Laura Kowalski', 'named-for'],
  ['Il habite 2 avenue Victor Martin.', 'Victor Martin', 'named-for'],
  ['Grant Field access to them.', 'Grant Field', 'common-words'],
  ['He met Mary Qwertov there.', 'Mary Qwertov', 'unknown-surname'],
])('in %j the name %s is told to be none: %s', (content, data, reason) => {
  const start = Buffer.from(content).indexOf(data)
  const place = { identifier: 'NAME', start, end: start + Buffer.byteLength(data) }
  const told = explainText({ managed: [managedIdentifierById('NAME')] }, content)
  expect(told).toMatchObject([{ ...place, reasons: [reason], keyword: { kind: 'not-needed' } }])
})

test('what is joined to more is told to be', () => {
  const loneCard = managedIdentifierById('CREDIT_CARD_NUMBER_(NO_KEYWORD)')
  expect(explainText({ managed: [loneCard] }, `order ${card}-17`)).toMatchObject([
    { start: 6, end: 25, reasons: ['joined'] },
  ])
})

test('of the forms that a text has, the one that counts is told', () => {
  const two: ManagedIdentifier = {
    ...managedIdentifierById(ssn),
    id: 'TWO_FORMS',
    forms: [
      { pattern: /\d{9}/, keyword: 'required' },
      { pattern: /\d{6,9}/, keyword: 'none' },
    ],
  }
  expect(explainText({ managed: [two] }, 'order 536221234')).toMatchObject([
    { reasons: [], form: 1, keyword: { kind: 'not-needed' } },
  ])
})

test('a number has the shape of a shorter one at each of its digits, and none of that is told', () => {
  expect(explainText({ managed: [managedIdentifierById(ssn)] }, `ssn ${'1'.repeat(500)}`)).toMatchObject([
    { start: 4, end: 13, reasons: ['touches-word'] },
    { end: 504, reasons: ['touches-word', 'no-keyword'] },
  ])
})

test('what is explained as found is what both engines find, in every example and counter-example', async () => {
  const ids = managedIdentifiers.map(({ id }) => id)
  const detector = createDetector({ managed: ids, custom: [] })
  const explainer = createExplainer({ managed: managedIdentifiers })
  for (const { examples, counterExamples, knownMisses = [] } of managedIdentifiers) {
    const texts = [...examples, ...counterExamples.map(([example]) => example), ...knownMisses]
    for (const content of texts.flatMap(contentsOf)) {
      const found: { id: string; text: string }[] = []
      const passages = readContent(bytesSource(content.name, content.content), {
        looksSensitive: (cell, names) => detector.looksSensitive(cell, names),
      })
      for await (const passage of passages) {
        for (const { identifier, start, end, reasons: standing } of explainer.explain(passage)) {
          if (standing.length > 0) continue
          found.push({ id: identifier, text: Buffer.from(passage.bytes.subarray(start, end)).toString() })
        }
      }
      expect(found.map(inOrder).toSorted()).toEqual((await findIn(detector, content)).map(inOrder).toSorted())
    }
  }
})

test('what is explained as found is what is found, in random text and rows', () => {
  const random = seededRandom('explained')
  const ids = managedIdentifiers.map(({ id }) => id)
  const detector = createDetector({ managed: ids, custom: [] }, { kind: 'typescript' })
  const explainer = createExplainer({ managed: managedIdentifiers })
  for (let count = 0; count < 1_000; count++) {
    const content = randomContent(random)
    const found = matchesOf(detector.detect(textPassage(content))).map(
      ({ identifier, start, end }) => `${ids[identifier]} ${start} ${end}`,
    )
    const told = explainer
      .explain(textPassage(content))
      .filter(({ reasons }) => reasons.length === 0)
      .map(({ identifier, start, end }) => `${identifier} ${start} ${end}`)
    expect({ content, found: told.toSorted() }).toEqual({ content, found: found.toSorted() })
  }
})

const pieces = managedIdentifiers.flatMap(({ examples, counterExamples, keywords }) => [
  ...[...examples, ...counterExamples.map(([example]) => example)].map((example) =>
    unmarked(typeof example === 'string' ? example : `${example.label} ${example.text}`),
  ),
  ...keywords.slice(0, 3),
])

/** Examples and keywords beside each other, with characters put in, left out and changed. */
function randomContent(random: Random): ExplainedText {
  let changed = random.several(pieces, 1 + random.below(4)).join(random.of([' ', '\n', '. ', '']))
  for (let changes = random.below(4); changes > 0; changes--) {
    const at = random.below(changed.length + 1)
    const put = random.of(['1', '.', 'é', 'a', ' ', '', '\u0301', '\u001f'])
    changed = changed.slice(0, at) + put + changed.slice(at + random.below(2))
  }
  if (random.below(3) === 0) return changed
  return [
    { names: [random.of(pieces)], text: changed },
    { names: ['number'], text: random.of(pieces) },
  ]
}

function inOrder(found: { readonly id: string; readonly text: string }): string {
  return `${found.id} ${found.text}`
}
