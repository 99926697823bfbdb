// What the kernels' lists have no room for at once is searched in parts, by the kernels, to the same result.
import { describe, expect, test } from 'vitest'
import { keywords } from '../../../../test/worst-case/words.ts'
import { seededRandom } from '../../../../test/seeded-random.ts'
import { openScanMemory } from '../../../scan-memory/scan-memory.ts'
import { managedIdentifiers } from '../../managed/index.ts'
import { createMatchList, matchesOf } from '../match-list.ts'
import type { SearchedPassage } from '../passage-search.ts'
import { compileProgram } from '../program.ts'
import { createSearch } from '../search.ts'
import { programFor } from './program-for.ts'
import { createKernelSearch } from './webassembly-search.ts'

const random = seededRandom('parts')
const number = (): string => random.several(Array.from('0123456789'), 9).join('')
const dense = Array.from({ length: 30 }, () => keywords.map((word) => `${word} ${number()}`).join(' ')).join(
  ' ',
)

/** One cell of all of the text, or prose. */
function passageOf(text: string, isCell: boolean): SearchedPassage {
  const bytes = Buffer.from(text, 'latin1')
  const end = bytes.length
  const range = { bytes, start: 0, from: 0, to: end, end, atStart: true, atEnd: true }
  if (!isCell) return { ...range, segments: undefined }
  const lists = { starts: new Int32Array(1), ends: Int32Array.of(end), contexts: new Int32Array(1) }
  return { ...range, segments: { count: 1, ...lists, table: { size: 1, names: () => [] } } }
}

describe('more than there is room for', () => {
  test.each([
    ['in a cell', true, 400_000],
    ['in prose', false, 400_000],
  ])('%s is found as in TypeScript', (_, isCell, length) => {
    const memory = openScanMemory()!
    let overflows = 0
    const search = (): number => {
      const done = memory.kernels.search()
      overflows += done === 0 ? 1 : 0
      return done
    }
    const counted = { ...memory, kernels: { ...memory.kernels, search } }
    const passage = passageOf(`${dense.slice(0, length)} first ssn`, isCell)
    const matches = createMatchList()
    const engine = createKernelSearch(counted, programFor(managedIdentifiers))
    expect(engine.search(passage, undefined, matches)).toBe(true)
    const expected: unknown[] = []
    const oracle = createSearch(compileProgram(managedIdentifiers))
    oracle.search(passage, undefined, (identifier, start, end) => expected.push({ identifier, start, end }))
    expect(expected.length).toBeGreaterThan(1_000)
    expect(matchesOf(matches)).toEqual(expected)
    // The next passage of the content is as dense: it is searched in parts right away.
    const before = overflows
    expect(before > 0).toBe(isCell)
    expect(engine.search({ ...passage, atStart: false }, undefined, createMatchList())).toBe(true)
    expect(overflows).toBe(before)
  })
})
