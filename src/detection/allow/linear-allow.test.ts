// Four times the text costs four times the work, whatever the expression. The work is counted, not timed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCountingSteps, type StepCounter } from '../../../test/count-steps.ts'

describe('an expression of an allow list', () => {
  let counter: StepCounter
  let check: (regex: string) => (found: string) => boolean
  beforeAll(async () => {
    counter = await startCountingSteps('/detection/')
    const { createAllowCheck } = await import('./allow-check.ts')
    check = (regex) => createAllowCheck({ expressions: [regex], words: [] })
  })
  afterAll(() => counter.stop())

  test.each([['(a|aa)+b'], ['(.+.+)+x'], ['(a?){100}a{100}'], ['(.+)+$']])(
    '%s costs four times the work for four times the text',
    async (regex) => {
      const isAllowed = check(regex)
      isAllowed('a'.repeat(2_000))
      const small = await counter.countSteps(() => void isAllowed('a'.repeat(1_000)))
      const large = await counter.countSteps(() => void isAllowed('a'.repeat(4_000)))
      expect(small).toBeGreaterThan(1_000)
      expect(large / small).toBeLessThan(4.5)
    },
  )
})
