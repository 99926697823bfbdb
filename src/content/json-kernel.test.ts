// What the kernel leaves to the host is counted, not timed: how often each block of the host's own tokeniser ran.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCountingSteps, type StepCounter } from '../../test/count-steps.ts'
import { bytesSource } from '../../test/readings.ts'

let counter: StepCounter
let { readContent }: Partial<typeof import('./read-content.ts')> = {}

beforeAll(async () => {
  counter = await startCountingSteps('src/content/tokenise-json.ts')
  ;({ readContent } = await import('./read-content.ts'))
})

afterAll(() => counter.stop())

const lines = 5_000

test.each([
  '{"ssn": "536-22-1234"}',
  '{"ssn" "536-22-1234"}',
  '{"ssn": "536-22-1234',
  '{"ssn": "536-22-1234"]',
  "{'ssn': '536-22-1234'}",
  '2024-02-29 12:00 ssn 536-22-1234',
  '-12.5e3',
  'null',
  'nil',
  '.',
  ']',
])('lines of %s are no work of the host', async (line) => {
  const content = `{}\n${`${line}\n`.repeat(lines)}`
  const steps = await counter.countSteps(async () => {
    const passages = readContent!(bytesSource('a.jsonl', content), { looksSensitive: () => false })
    for await (const { segments } of passages) expect(segments!.count).toBeGreaterThanOrEqual(lines)
  })
  expect(steps).toBeLessThan(lines / 10)
})
