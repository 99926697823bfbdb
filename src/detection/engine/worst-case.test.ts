// No bytes make the engine slow out of all proportion: the worst that were ever found cost no more, beside clean text,
// than they did when they were found. Both are measured in this run, in processor time, and the bound is generous.
import { describe, expect, test } from 'vitest'
import { keptRecipes } from '../../../test/worst-case/kept.ts'
import { timesClean } from '../../../test/worst-case/measure.ts'
import { createDetector } from '../detector.ts'
import { managedIdentifiers } from '../managed/index.ts'

/** What another machine, or a busy one, may add. */
const slack = 4

const detector = createDetector({ managed: managedIdentifiers.map(({ id }) => id), custom: [] })

describe('a byte of the worst content costs no more than it did', () => {
  test.each(keptRecipes)('$name, as $way', async (recipe) => {
    expect(await timesClean(detector, recipe)).toBeLessThan(slack * recipe.timesClean)
  })

  test('of which some are kept', () => {
    expect(keptRecipes.length).toBeGreaterThan(10)
  })
})
