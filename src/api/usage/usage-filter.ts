// filterBy of GetUsageStatistics, member by member: an account is looked for among several, anything else is compared
// with one value.
import { z } from 'zod'
import { invalid } from '../errors.ts'
import { listOf, oneOf, text } from '../members.ts'
import type { UsageCondition } from './usage-records.ts'

export const filterBy = listOf(
  z.object({
    comparator: oneOf('GT', 'GTE', 'LT', 'LTE', 'EQ', 'NE', 'CONTAINS').optional(),
    key: oneOf('accountId', 'serviceLimit', 'freeTrialStartDate', 'total').optional(),
    values: listOf(text(1, 64), 1, 1_000).optional(),
  }),
  0,
  50,
).optional()

/** @throws ApiError 400 */
export function toConditions(filters: z.infer<typeof filterBy>): UsageCondition[] {
  return (filters ?? []).map((filter, index) => toCondition(filter, `filterBy[${index}]`))
}

type Filter = NonNullable<z.infer<typeof filterBy>>[number]

function toCondition({ comparator, key, values }: Filter, at: string): UsageCondition {
  if (key === undefined) throw invalid(`${at}.key: is required`)
  if (values === undefined) throw invalid(`${at}.values: is required`)
  if (key === 'accountId') {
    if ((comparator ?? 'CONTAINS') !== 'CONTAINS')
      throw invalid(`${at}.comparator: must be CONTAINS for accountId`)
    return { key, values }
  }
  if (comparator === 'CONTAINS') throw invalid(`${at}.comparator: must not be CONTAINS for ${key}`)
  const [value, ...more] = values
  if (value === undefined || more.length > 0) throw invalid(`${at}.values: must have one value for ${key}`)
  return { key, comparator: comparator ?? 'EQ', value: readers[key](value, `${at}.values[0]`) }
}

type Compared = Exclude<UsageCondition['key'], 'accountId'>

const readers: Readonly<Record<Compared, (value: string, at: string) => number>> = {
  serviceLimit(value, at) {
    if (value !== 'true' && value !== 'false') throw invalid(`${at}: must be true or false`)
    return Number(value === 'true')
  },
  freeTrialStartDate(value, at) {
    const time = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?$/.test(value) ? Date.parse(value) : NaN
    if (Number.isNaN(time)) throw invalid(`${at}: must be a time in ISO 8601`)
    return time
  },
  total(value, at) {
    if (!/^\d{1,15}(\.\d{1,10})?$/.test(value)) throw invalid(`${at}: must be an amount in US dollars`)
    return Number(value)
  },
}
