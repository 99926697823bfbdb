// What a custom identifier's explanation says, for everything that can stand in its way.
import { describe, expect, test } from 'vitest'
import { explainText } from './explainer.ts'
import type { ExplainedText, Explanation } from './explanation.ts'

describe('a custom identifier', () => {
  const staff = {
    id: 'staff',
    name: 'Staff',
    regex: String.raw`E-\d{4}`,
    keywords: ['badge', 'employee'],
    ignoreWords: ['0000'],
    maximumMatchDistance: 20,
  }

  test.each<[content: ExplainedText, explanation: Partial<Explanation>]>([
    ['employee E-1234', { start: 9, end: 15, reasons: [], keyword: { kind: 'before', keyword: 'employee' } }],
    ['employee E-0000', { reasons: ['ignore-word'] }],
    ['employee E-9999', { reasons: ['allowed'] }],
    [
      `employee${' '.repeat(15)}E-1234`,
      { reasons: ['keyword-too-far'], keyword: { kind: 'before', keyword: 'employee' } },
    ],
    ['part E-1234', { reasons: ['no-keyword'], keyword: { kind: 'none' } }],
    [
      [{ names: ['employee no'], text: 'E-1234' }],
      { reasons: [], keyword: { kind: 'in-name', keyword: 'employee', name: 'employee no' } },
    ],
    ['badge of an employee E-1234', { reasons: [], keyword: { kind: 'before', keyword: 'employee' } }],
    [
      [
        { names: ['part'], text: 'E-1234' },
        { names: ['employee'], text: '' },
      ],
      {
        reasons: ['keyword-elsewhere'],
        keyword: { kind: 'in-other-name', keyword: 'employee', name: 'employee' },
      },
    ],
  ])('in %j', (content, explanation) => {
    const asked = { managed: [], custom: [staff], allowed: { expressions: ['E-9+'], words: [] } }
    expect(explainText(asked, content)).toMatchObject([explanation])
  })

  test('without keywords needs none', () => {
    const custom = [{ ...staff, keywords: [] }]
    expect(explainText({ managed: [], custom }, 'E-1234')).toMatchObject([
      { reasons: [], keyword: { kind: 'not-needed' } },
    ])
  })
})
