import { expect, test } from 'vitest'
import { createProgressLines, renderProgress, type Progress } from './progress-line.ts'
import { progressOf, summaryOf, type RunProgress } from './watch.ts'

const halfway: Progress = {
  label: 'scanning',
  fraction: 0.5,
  objects: { done: 1_200, total: 2_400 },
  bytes: 10 * 1_024 ** 2,
  bytesPerSecond: 5 * 1_024 ** 2,
  etaSeconds: 65,
}

test('the line shows bar, percentage, objects, rate and the time that is left', () => {
  const line = renderProgress(halfway, 120)
  expect(line).toBe(
    `scanning  ${'█'.repeat(15)}${'░'.repeat(15)}   50 %  1,200 of 2,400 objects  10 MB  5.0 MB/s  ETA 1 min 05 s`,
  )
})

test.each([20, 60, 80, 100, 200])('the line never wraps on a terminal of %d columns', (columns) => {
  expect(renderProgress(halfway, columns).length).toBeLessThan(columns)
})

test('a narrow terminal keeps the words and loses the bar', () => {
  expect(renderProgress(halfway, 75)).toMatch(/^scanning {3}50 % {2}1,200 of 2,400 objects/)
})

test('while the whole is not known there is no bar and no total', () => {
  const line = renderProgress(
    { ...halfway, fraction: undefined, objects: { done: 3, total: undefined }, etaSeconds: undefined },
    80,
  )
  expect(line).toBe('scanning  3 objects  10 MB  5.0 MB/s')
})

test('more done than was announced fills the bar and no more', () => {
  expect(renderProgress({ ...halfway, fraction: 1.2 }, 120)).toContain(`${'█'.repeat(30)}  100 %`)
})

const run: RunProgress = {
  runNumber: 2,
  phase: 'scanning',
  objects: { listed: 12, selected: 10, complete: 3, partial: 1, skipped: 2 },
  bytes: { selected: 1_000, done: 250 },
  bytesPerSecond: 100,
  etaSeconds: 7.5,
}

test('a run that is scanned shows its share of bytes, one that is still listed no share', () => {
  expect(progressOf(run)).toMatchObject({ fraction: 0.25, objects: { done: 6, total: 10 }, etaSeconds: 7.5 })
  expect(progressOf({ ...run, phase: 'listing' })).toMatchObject({
    fraction: undefined,
    objects: { done: 6, total: undefined },
  })
})

test('a run over nothing is no division by zero', () => {
  expect(progressOf({ ...run, bytes: { selected: 0, done: 0 } }).fraction).toBe(0)
})

test('the end says what became of the objects', () => {
  expect(summaryOf('abc', 'COMPLETE', run)).toBe(
    'job abc is COMPLETE (run 2: 3 complete, 1 partial, 2 skipped; 250 B)',
  )
})

test('several lines are drawn over each other, and leave nothing when they are fewer', () => {
  const written: string[] = []
  const stream = { isTTY: true, columns: 60, rows: 24, write: (text: string) => written.push(text) > 0 }
  const lines = createProgressLines(stream)
  lines?.update([
    { ...halfway, label: 'one' },
    { ...halfway, label: 'two' },
  ])
  expect(written.join('')).toMatch(/^one .*\ntwo [^\n]*$/)
  written.length = 0
  lines?.update([{ ...halfway, label: 'two' }])
  expect(written.join('').startsWith('\u001B[1A\r\u001B[Jtwo ')).toBe(true)
  expect(written.join('')).not.toContain('\n')
  written.length = 0
  lines?.clear()
  expect(written.join('')).toBe('\r\u001B[J')
})
