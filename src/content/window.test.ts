import { expect, test } from 'vitest'
import { bytesSource } from '../../test/readings.ts'
import { scanMemory } from '../scan-memory/scan-memory.ts'
import { readContent } from './read-content.ts'
import { closeWindow, defaultBlockBytes, openWindow } from './window.ts'

const source = bytesSource('a.txt', 'text')

test('the window of the scan memory is lent to one reader at a time', () => {
  const first = openWindow(source)
  const second = openWindow(source)
  expect([first.memory, second.memory]).toEqual([scanMemory(), undefined])
  expect(first.bytes.length).toBe(second.bytes.length)
  expect(first.segments.starts.length).toBe(second.segments.starts.length)
  closeWindow(second)
  closeWindow(first)
  const third = openWindow(source)
  expect(third.memory).toBe(scanMemory())
  closeWindow(third)
})

test.each([
  ['larger blocks', { blockBytes: defaultBlockBytes + 1 }],
  ['who does not want it', { inScanMemory: false }],
])('the window of the scan memory is not for %s', (_who, options) => {
  const window = openWindow(source, options)
  expect(window.memory).toBeUndefined()
  closeWindow(window)
  expect(scanMemory()!.windowIsLent).toBe(false)
})

test('a reading that is broken off gives the window back', async () => {
  const passages = readContent(bytesSource('a.txt', 'some text'), { looksSensitive: () => false })
  await passages.next()
  expect(scanMemory()!.windowIsLent).toBe(true)
  await passages.return({})
  expect(scanMemory()!.windowIsLent).toBe(false)
})
