// A power cut loses nothing that the embedded store has acknowledged: simulated from the recorded writes and fsyncs of the
// real store. `node test/power-loss/run.ts` tries more points.
import { describe, expect, test } from 'vitest'
import { cutPower } from './power-loss/cut-power.ts'
import type { PowerLoss } from './power-loss/cut-power.ts'

describe('a power cut', () => {
  test('at 10 points of a run loses nothing that was acknowledged', { timeout: 180_000 }, async () => {
    expect(await problems({ points: 10, commits: 100, seed: 3 })).toEqual(
      Array.from({ length: 10 }, () => []),
    )
  })

  test.each(['-F', 'no-fsync'] as const)(
    'is noticed to lose commits with the fault %s',
    { timeout: 180_000 },
    async (fault) => {
      const found = await problems({ points: 1, commits: 12, seed: 3, fault })
      expect(found.flat().join('\n')).toMatch(/it does not open|was acknowledged|lost/)
    },
  )
})

async function problems(powerLoss: PowerLoss): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = []
  for await (const point of cutPower(powerLoss)) found.push(point.problems)
  return found
}
