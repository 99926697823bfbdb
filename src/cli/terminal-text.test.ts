import { expect, test } from 'vitest'
import { terminalText } from './terminal-text.ts'

test.each([
  ['reports/2026 Übersicht 日本.csv', 'reports/2026 Übersicht 日本.csv'],
  ['\u001B[2Jgone', String.raw`\x1b[2Jgone`],
  ['two\nlines', String.raw`two\x0alines`],
  ['photo\u202Egpj.exe', String.raw`photo\u202egpj.exe`],
  ['half \uD83D', String.raw`half \ud83d`],
  ['\u{E0041}tag', String.raw`\u{e0041}tag`],
  [String.raw`back\slash`, String.raw`back\\slash`],
])('%j is shown as %s', (key, shown) => {
  expect(terminalText(key)).toBe(shown)
})

test('two different keys never look the same', () => {
  expect(terminalText('\u001B')).not.toBe(terminalText(String.raw`\x1b`))
})
