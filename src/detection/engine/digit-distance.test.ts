import { expect, test } from 'vitest'
import { anyDistance, digitWithin } from './digit-distance.ts'
import { compileShape } from './shape-automaton.ts'
import { parseShape } from './shape-syntax.ts'

test.each<[RegExp, number]>([
  [/\d{9}/, 1],
  [/[A-Z]\d{7}/, 2],
  [/[A-Z]{1,2}\d{6}/, 3],
  [/[A-Z]{6}\d{2}[A-Z]\d{2}/, 7],
  [/\d|ab\d/, 3],
  [/[A-Z0-9]{8}/, 0],
  [/(?:\d|x)y/, 0],
  [/\d?x/, 0],
  [/a{300}1/, anyDistance],
  [/[a-z]+1/, anyDistance],
  [/ab[a-z]*1|1/, anyDistance],
])('an instance of %s has a digit among its first bytes', (pattern, within) => {
  expect(digitWithin(compileShape(parseShape(pattern), 'it'))).toBe(within)
})
