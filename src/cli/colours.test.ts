import { expect, test } from 'vitest'
import { mayColour, painted } from './colours.ts'

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
])('terminal %s with %j: %s', (isTerminal, environment, coloured) => {
  expect(mayColour({ isTerminal, environment })).toBe(coloured)
})

test('only words that mean something have a colour', () => {
  expect(painted('High')).toBe('\u001B[31mHigh\u001B[0m')
  expect(painted('payroll')).toBe('payroll')
})
