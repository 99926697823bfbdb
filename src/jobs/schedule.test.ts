import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOfWeek, type ScheduleFrequency } from '../model/job.ts'
import { nextRunTime } from './schedule.ts'

fc.configureGlobal({ seed: 20_240_510 })

const day = 86_400_000
const monthly = (dayOfMonth: number): ScheduleFrequency => ({ monthlySchedule: { dayOfMonth } })
const daily: ScheduleFrequency = { dailySchedule: {} }

function slots(frequency: ScheduleFrequency, createdAt: string, count: number): string[] {
  const found: string[] = []
  let after = new Date(createdAt)
  for (let slot = 0; slot < count; slot++) {
    after = nextRunTime(frequency, after, new Date(createdAt))
    found.push(after.toISOString())
  }
  return found
}

describe('slots', () => {
  test.each<[string, ScheduleFrequency, string, string[]]>([
    [
      'a daily job runs at the time of day of its creation, from the next day on',
      daily,
      '2024-02-28T12:30:15.250Z',
      ['2024-02-29T12:30:15.250Z', '2024-03-01T12:30:15.250Z', '2024-03-02T12:30:15.250Z'],
    ],
    [
      'a weekly job that is created on its day waits a week',
      { weeklySchedule: { dayOfWeek: 'FRIDAY' } },
      '2024-05-10T12:00:00.000Z',
      ['2024-05-17T12:00:00.000Z', '2024-05-24T12:00:00.000Z'],
    ],
    [
      'a weekly job that is created the day before waits a day, over the end of a year too',
      { weeklySchedule: { dayOfWeek: 'WEDNESDAY' } },
      '2024-12-31T23:59:59.999Z',
      ['2025-01-01T23:59:59.999Z', '2025-01-08T23:59:59.999Z'],
    ],
    [
      'a monthly job that is created on its day waits a month',
      monthly(10),
      '2024-05-10T12:00:00.000Z',
      ['2024-06-10T12:00:00.000Z', '2024-07-10T12:00:00.000Z'],
    ],
    [
      'a monthly job whose day is still to come runs this month',
      monthly(11),
      '2024-05-10T12:00:00.000Z',
      ['2024-05-11T12:00:00.000Z', '2024-06-11T12:00:00.000Z'],
    ],
    [
      'months without a 31st are passed over',
      monthly(31),
      '2024-01-31T00:00:00.000Z',
      ['2024-03-31', '2024-05-31', '2024-07-31', '2024-08-31', '2024-10-31', '2024-12-31', '2025-01-31'].map(
        (date) => `${date}T00:00:00.000Z`,
      ),
    ],
    [
      'a February without a 30th is passed over',
      monthly(30),
      '2023-12-31T06:00:00.000Z',
      ['2024-01-30T06:00:00.000Z', '2024-03-30T06:00:00.000Z', '2024-04-30T06:00:00.000Z'],
    ],
    [
      'the 29th of February is a slot in leap years',
      monthly(29),
      '2024-01-30T06:00:00.000Z',
      ['2024-02-29T06:00:00.000Z', '2024-03-29T06:00:00.000Z'],
    ],
    [
      'the 29th of February is none in other years, 2100 among them',
      monthly(29),
      '2100-01-30T06:00:00.000Z',
      ['2100-03-29T06:00:00.000Z', '2100-04-29T06:00:00.000Z'],
    ],
  ])('%s', (_name, frequency, createdAt, expected) => {
    expect(slots(frequency, createdAt, expected.length)).toEqual(expected)
  })

  test('summer time changes nothing: a day is 24 hours', () => {
    const found = slots(daily, '2024-03-29T01:30:00.000Z', 5).map((slot) => Date.parse(slot))
    expect(found.slice(1).map((slot, index) => slot - (found[index] ?? 0))).toEqual([day, day, day, day])
  })

  test('the moment of a slot belongs to the slot before: the next one is later', () => {
    const createdAt = new Date('2024-05-10T12:00:00.000Z')
    const slot = new Date('2024-05-11T12:00:00.000Z')
    expect(nextRunTime(daily, new Date(slot.getTime() - 1), createdAt)).toEqual(slot)
    expect(nextRunTime(daily, slot, createdAt)).toEqual(new Date('2024-05-12T12:00:00.000Z'))
  })

  test('slots that were missed are passed over', () => {
    const createdAt = new Date('2024-05-10T12:00:00.000Z')
    const next = nextRunTime(daily, new Date('2024-08-01T12:00:00.001Z'), createdAt)
    expect(next).toEqual(new Date('2024-08-02T12:00:00.000Z'))
  })

  test('a schedule that no month has a day of is a mistake', () => {
    expect(() => nextRunTime({ monthlySchedule: { dayOfMonth: 32 } }, new Date(0), new Date(0))).toThrow(
      'Cannot find the next run',
    )
  })
})

describe('any schedule', () => {
  const time = fc.date({
    min: new Date('2000-01-01T00:00:00Z'),
    max: new Date('2101-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  const frequency = fc.oneof(
    fc.constant(daily),
    fc.constantFrom(...daysOfWeek).map((dayOfWeek) => ({ weeklySchedule: { dayOfWeek } })),
    fc.integer({ min: 1, max: 31 }).map(monthly),
  )

  /** Told by the calendar alone, not by the way the slots are looked for. */
  function isSlotDay({ weeklySchedule, monthlySchedule }: ScheduleFrequency, date: Date): boolean {
    if (weeklySchedule !== undefined) return daysOfWeek[date.getUTCDay()] === weeklySchedule.dayOfWeek
    return monthlySchedule === undefined || date.getUTCDate() === monthlySchedule.dayOfMonth
  }

  test('has its next slot later, on its day, at its time of day, and skips none', () => {
    fc.assert(
      fc.property(frequency, time, time, (schedule, after, createdAt) => {
        const next = nextRunTime(schedule, after, createdAt)
        expect(next.getTime()).toBeGreaterThan(after.getTime())
        expect(isSlotDay(schedule, next)).toBe(true)
        expect(next.getTime() % day).toBe(createdAt.getTime() % day)
        for (let earlier = next.getTime() - day; earlier > after.getTime(); earlier -= day) {
          expect(isSlotDay(schedule, new Date(earlier))).toBe(false)
        }
      }),
    )
  })

  test('has the same next slot wherever between two slots it is asked', () => {
    fc.assert(
      fc.property(
        frequency,
        time,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (schedule, createdAt, part) => {
          const first = nextRunTime(schedule, createdAt, createdAt)
          const second = nextRunTime(schedule, first, createdAt)
          const between = first.getTime() + Math.floor((second.getTime() - first.getTime()) * part)
          expect(nextRunTime(schedule, new Date(between), createdAt)).toEqual(second)
        },
      ),
    )
  })
})
