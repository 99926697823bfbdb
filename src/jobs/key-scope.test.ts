import { describe, expect, test } from 'vitest'
import type { ScopeTerm } from '../model/job.ts'
import { mayBeInScope } from './key-scope.ts'

const term = (key: string, comparator: string, values: string[]): ScopeTerm =>
  ({ simpleScopeTerm: { key, comparator, values } }) as ScopeTerm
const logs = term('OBJECT_KEY', 'STARTS_WITH', ['logs/2024'])
const txt = term('OBJECT_EXTENSION', 'EQ', ['txt'])
const small = term('OBJECT_SIZE', 'LT', ['10'])

describe('what a key alone says of scope', () => {
  test.each<[string, ScopeTerm[], ScopeTerm[], boolean]>([
    ['anything', [], [], true],
    ['logs/2024/link', [logs], [], true],
    ['other/link', [logs], [], false],
    ['logs/', [logs], [], true],
    ['logs', [logs], [], false],
    ['logs/2023/', [logs], [], false],
    ['logs/2024/x/', [logs], [], true],
    ['a.txt', [txt], [], true],
    ['a.csv', [txt], [], false],
    ['closed.csv/', [txt], [], true],
    ['a.csv', [small], [], true],
    ['logs/2024/link', [], [logs], false],
    ['logs/', [], [logs], true],
    ['logs/2024/link', [], [logs, small], true],
    ['logs/2024/a.txt', [], [logs, txt], false],
  ])('%s with includes %j and excludes %j: %s', (key, includes, excludes, expected) => {
    expect(mayBeInScope({ includes: { and: includes }, excludes: { and: excludes } }, key)).toBe(expected)
  })

  test('without scoping everything may be', () => {
    expect(mayBeInScope(undefined, 'x')).toBe(true)
  })
})
