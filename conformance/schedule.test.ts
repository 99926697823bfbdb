// When scheduled jobs run. The server lives in Honolulu, where it is yesterday: slots are in UTC all the same. No
// store, real or not, has a clock that goes along, so the jobs look at no object: their runs are counted.
import { beforeAll, describe, expect, test } from 'vitest'
import { install } from './magpie-process.ts'
import { canShift, createAt, visit, type Visit } from './shifted-clock.ts'
import { describeJob, stage, untilStatus, type JobInput } from './world.ts'

/** A Thursday. */
const created = '2031-01-30 05:00'
const schedules = {
  daily: { dailySchedule: {} },
  'on Fridays': { weeklySchedule: { dayOfWeek: 'FRIDAY' } },
  'on Thursdays': { weeklySchedule: { dayOfWeek: 'THURSDAY' } },
  'on the 29th': { monthlySchedule: { dayOfMonth: 29 } },
  'on the 30th': { monthlySchedule: { dayOfMonth: 30 } },
  'on the 31st': { monthlySchedule: { dayOfMonth: 31 } },
} as const satisfies Record<string, JobInput['scheduleFrequency']>
type Name = keyof typeof schedules
const names = Object.keys(schedules) as Name[]

const ids = new Map<Name, string>()
type Answer = Awaited<ReturnType<typeof describeJob>>
const seen = new Map<string, Map<Name, Answer>>()

async function look({ client }: Visit, when: string): Promise<void> {
  const answers = await Promise.all(
    names.map(async (name) => [name, await describeJob(ids.get(name) ?? '', client)] as const),
  )
  seen.set(when, new Map(answers))
  // A slot that finds the run before it at work is skipped.
  for (const jobId of ids.values()) await untilStatus(jobId, 'IDLE', client)
}

async function live(): Promise<void> {
  const installation = await install(stage)
  const zone = { name: 'Pacific/Honolulu', hoursBehind: 10 }
  await visit(installation, { time: created, zone }, async (now) => {
    for (const name of names) {
      const scheduleFrequency = schedules[name]
      ids.set(name, await createAt(now, ['no-bucket-at-all'], { jobType: 'SCHEDULED', scheduleFrequency }))
    }
    await look(now, created)
  })
  // A start looks for what is due before it answers anyone.
  for (const when of ['2031-01-31 04:59', '2031-01-31 05:01', '2031-03-30 05:01'])
    await visit(installation, { time: when, zone }, (now) => look(now, when))
}

const runs = (when: string): Record<string, number | undefined> =>
  Object.fromEntries([...(seen.get(when) ?? [])].map(([name, job]) => [name, job.statistics?.numberOfRuns]))

describe.runIf(canShift)('schedules', () => {
  beforeAll(live, 300_000)

  test('with initialRun=false nothing runs before the first slot, at the time of day of the creation', () => {
    for (const job of seen.get(created)?.values() ?? []) expect(job.jobStatus).toBe('IDLE')
    expect(Object.values(runs('2031-01-31 04:59'))).toEqual(names.map(() => 0))
    for (const job of seen.get('2031-01-31 04:59')?.values() ?? [])
      expect(job.lastRunTime).toEqual(job.createdAt)
  })

  test('a day later the daily job has run, the weekly one of this day, and the monthly one of this date', () => {
    expect(runs('2031-01-31 05:01')).toEqual({
      daily: 1,
      'on Fridays': 1,
      'on Thursdays': 0,
      'on the 29th': 0,
      'on the 30th': 0,
      'on the 31st': 1,
    })
    const slot = seen.get('2031-01-31 05:01')?.get('daily')?.lastRunTime
    expect(slot?.toISOString().slice(0, 15)).toBe('2031-01-31T05:0')
  })

  test('months without the day are skipped, and of the slots of an outage one is made up', () => {
    expect(runs('2031-03-30 05:01')).toEqual({
      daily: 2,
      'on Fridays': 2,
      'on Thursdays': 1,
      'on the 29th': 1,
      'on the 30th': 1,
      'on the 31st': 1,
    })
  })
})
