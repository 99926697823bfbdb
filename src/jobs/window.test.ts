import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketWindow, isInWindow, type WindowedJob } from './window.ts'

fc.configureGlobal({ seed: 20_240_510 })

const createdAt = new Date('2024-05-10T12:00:00.250Z')
const firstRun = new Date('2024-05-11T12:00:00.250Z')
const secondRun = new Date('2024-05-12T12:00:00.250Z')
const oneTime: WindowedJob = { jobType: 'ONE_TIME', initialRun: false, createdAt }
const fromCreation: WindowedJob = { jobType: 'SCHEDULED', initialRun: false, createdAt }
const fromTheBeginning: WindowedJob = { jobType: 'SCHEDULED', initialRun: true, createdAt }

describe('the window of a bucket', () => {
  test.each([
    ['of a one-time job has no bounds', oneTime, undefined, { after: undefined, until: undefined }],
    [
      'begins with the creation of a job without an initial run',
      fromCreation,
      undefined,
      { after: createdAt, until: firstRun },
    ],
    [
      'has no beginning in the initial run',
      fromTheBeginning,
      undefined,
      { after: undefined, until: firstRun },
    ],
    [
      'begins where the run before began, whether or not the job had an initial run',
      fromCreation,
      new Date('2024-05-10T18:00:00Z'),
      { after: new Date('2024-05-10T18:00:00Z'), until: firstRun },
    ],
    [
      'begins where the run before began after an initial run too',
      fromTheBeginning,
      new Date('2024-05-10T18:00:00Z'),
      { after: new Date('2024-05-10T18:00:00Z'), until: firstRun },
    ],
  ])('%s', (_name, job, previous, expected) => {
    expect(bucketWindow(job, previous, firstRun)).toEqual(expected)
  })
})

describe('an object', () => {
  const window = { after: firstRun, until: secondRun }
  test.each([
    ['changed with the start of the run before belonged to that run', firstRun, false],
    ['changed a moment later is new', new Date(firstRun.getTime() + 1), true],
    ['changed with the start of this run belongs to it', secondRun, true],
    ['changed a moment later belongs to the next run', new Date(secondRun.getTime() + 1), false],
    ['whose time may have been cut to the second is taken once more', new Date('2024-05-11T12:00:00Z'), true],
    ['whose whole second is over is not', new Date('2024-05-11T11:59:59Z'), false],
  ])('%s', (_name, changed, expected) => {
    expect(isInWindow(changed, window)).toBe(expected)
  })

  test('is in a window without bounds whenever it changed', () => {
    const always = { after: undefined, until: undefined }
    expect(isInWindow(new Date(0), always)).toBe(true)
    expect(isInWindow(new Date('9999-01-01T00:00:00Z'), always)).toBe(true)
  })
})

describe('any series of runs', () => {
  const offset = fc.integer({ min: 1, max: 5 * 86_400_000 })
  const starts = fc.array(offset, { minLength: 1, maxLength: 8 }).map((steps) => {
    let time = createdAt.getTime()
    return steps.map((step) => new Date((time += step)))
  })
  const change = fc.integer({ min: -86_400_000, max: 45 * 86_400_000 }).map((ms) => createdAt.getTime() + ms)
  const previousOf = (runs: readonly Date[], index: number): Date | undefined => runs[index - 1]

  function runsThatTake(job: WindowedJob, runs: readonly Date[], changed: Date): number {
    return runs.filter((start, index) =>
      isInWindow(changed, bucketWindow(job, previousOf(runs, index), start)),
    ).length
  }

  test('takes each change exactly once where times are exact', () => {
    fc.assert(
      fc.property(starts, change, (runs, time) => {
        fc.pre(time % 1_000 !== 0)
        const changed = new Date(time)
        const beforeLastRun = changed <= (runs.at(-1) ?? createdAt)
        expect(runsThatTake(fromTheBeginning, runs, changed)).toBe(beforeLastRun ? 1 : 0)
        const sinceCreation = beforeLastRun && changed > createdAt
        expect(runsThatTake(fromCreation, runs, changed)).toBe(sinceCreation ? 1 : 0)
      }),
    )
  })

  test('loses no change where a store cuts times to the second', () => {
    fc.assert(
      fc.property(starts, change, (runs, time) => {
        fc.pre(time <= (runs.at(-1) ?? createdAt).getTime() && time > createdAt.getTime())
        const shown = new Date(Math.floor(time / 1_000) * 1_000)
        expect(runsThatTake(fromCreation, runs, shown)).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
