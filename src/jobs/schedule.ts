// When a scheduled job runs. All in UTC; the time of day is that of the job's creation, because no source of
// the API's rules names one.
import { daysOfWeek, type ScheduleFrequency } from '../model/job.ts'

/** The first slot strictly after `after`. Months without the day of a monthly schedule have no slot. */
export function nextRunTime(frequency: ScheduleFrequency, after: Date, createdAt: Date): Date {
  const timeOfDay = createdAt.getTime() - startOfDay(createdAt)
  for (const day of daysFrom(frequency, after)) {
    const slot = day + timeOfDay
    if (slot > after.getTime()) return new Date(slot)
  }
  throw new Error('Cannot find the next run: the schedule has no slot')
}

/** The days of the schedule in ascending order, from that of `after` on: as many as can be needed. */
function* daysFrom(frequency: ScheduleFrequency, after: Date): Generator<number> {
  if (frequency.monthlySchedule !== undefined) {
    yield* daysOfMonth(frequency.monthlySchedule.dayOfMonth, after)
    return
  }
  const weekday = frequency.weeklySchedule && daysOfWeek.indexOf(frequency.weeklySchedule.dayOfWeek)
  // Today's slot of a weekly schedule may be over: then it is the one a week from now.
  for (let days = 0; days <= daysOfWeek.length; days++) {
    const day = startOfDay(after) + days * millisecondsADay
    if (weekday === undefined || new Date(day).getUTCDay() === weekday) yield day
  }
}

function* daysOfMonth(dayOfMonth: number, after: Date): Generator<number> {
  const year = after.getUTCFullYear()
  const month = after.getUTCMonth()
  // A February without the 29th is passed in at most two steps, a short month in one.
  for (let months = 0; months <= 3; months++) {
    const day = new Date(Date.UTC(year, month + months, dayOfMonth))
    if (day.getUTCDate() === dayOfMonth) yield day.getTime()
  }
}

const millisecondsADay = 86_400_000

function startOfDay(time: Date): number {
  return Math.floor(time.getTime() / millisecondsADay) * millisecondsADay
}
