// The names of a header cost as much as there are of them: four times the columns are four times the work, counted.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCountingSteps, type StepCounter } from '../../test/count-steps.ts'
import { bytesSource } from '../../test/readings.ts'

const engine = 'src/detection/engine/'
let counter: StepCounter
let load: () => Promise<(columns: number) => Promise<void>>

beforeAll(async () => {
  counter = await startCountingSteps(engine)
  const { readContent } = await import('./read-content.ts')
  const { createDetector } = await import('../detection/detector.ts')
  load = () => {
    const detector = createDetector({ managed: ['USA_SOCIAL_SECURITY_NUMBER', 'DATE_OF_BIRTH'], custom: [] })
    const looksSensitive = detector.looksSensitive.bind(detector)
    return Promise.resolve(async (columns) => {
      const header = Array.from({ length: columns }, (_, i) => `number ${i}`).join(',')
      for await (const passage of readContent(bytesSource('a.csv', `${header}\n1\n`), { looksSensitive }))
        expect(passage.bytes.length).toBeGreaterThan(0)
    })
  }
})

afterAll(() => counter.stop())

test('a header is no more work for each name where it has more', async () => {
  const read = await load()
  await read(10)
  const few = await counter.countSteps(() => read(100))
  const many = await counter.countSteps(() => read(400))
  expect(many).toBeLessThan(4.5 * few)
})
