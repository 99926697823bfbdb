// The ranges that usage is asked for. Days are days of UTC, as the months of the quota are.
import { oneOf } from '../members.ts'

export type TimeRange = 'MONTH_TO_DATE' | 'PAST_30_DAYS'

export const timeRange = oneOf('MONTH_TO_DATE', 'PAST_30_DAYS').optional()

/** The first day of the range, which ends with today. */
export function startOf(range: TimeRange, now: Date): Date {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  return new Date(range === 'MONTH_TO_DATE' ? Date.UTC(year, month, 1) : Date.UTC(year, month, day - 29))
}
