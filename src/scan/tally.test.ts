import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../test/readings.ts'
import { createDetector } from '../detection/detector.ts'
import { scanObject } from './scan-object.ts'

const detector = createDetector({ managed: ['NAME', 'ADDRESS', 'USA_SOCIAL_SECURITY_NUMBER'], custom: [] })

describe('what is counted of one object', () => {
  test.each([
    ['NAME', 'It was John Smith, then.\n', 1_000],
    ['ADDRESS', 'at 742 Evergreen Terrace, Springfield, IL 62704\n', 1_000],
    ['USA_SOCIAL_SECURITY_NUMBER', 'ssn 536-22-1234\n', 1_500],
  ])('of 1,500 of %s', async (id, line, count) => {
    const located: string[] = []
    const outcome = await scanObject(bytesSource('text.txt', line.repeat(1_500)), detector, {
      onOccurrences: (chunk) => void located.push(...chunk.map(({ identifier }) => identifier)),
    })
    expect(outcome).toMatchObject({ detections: [{ identifier: { id }, count, occurrencesKept: count }] })
    expect(located).toHaveLength(count)
  })
})
