// Usage of accounts: one record each, filtered and sorted by the rules of GetUsageStatistics. Pure; a server has few
// accounts, so all their records are looked at.
import { inDollars } from './macie-price.ts'

export interface UsageRecord {
  readonly accountId: string
  /** No one is charged here, so no trial ends; it counts from when the account was enabled. */
  readonly freeTrialStartDate: Date
  /** In US dollars, as Macie would have charged. */
  readonly total: number
  readonly isServiceLimited: boolean
  /** Terabytes a month; undefined: unlimited. */
  readonly serviceLimit: number | undefined
}

export type UsageComparator = 'GT' | 'GTE' | 'LT' | 'LTE' | 'EQ' | 'NE'
export type UsageCondition =
  | { readonly key: 'accountId'; readonly values: readonly string[] }
  | {
      readonly key: 'serviceLimit' | 'freeTrialStartDate' | 'total'
      readonly comparator: UsageComparator
      readonly value: number
    }

export interface UsageSort {
  readonly key: 'accountId' | 'total' | 'serviceLimitValue' | 'freeTrialStartDate'
  readonly orderBy: 'ASC' | 'DESC'
}

/** Every condition must hold. */
export function matchesUsage(record: UsageRecord, conditions: readonly UsageCondition[]): boolean {
  return conditions.every((condition) =>
    condition.key === 'accountId'
      ? condition.values.includes(record.accountId)
      : holds[condition.comparator](filterValues[condition.key](record), condition.value),
  )
}

/** Records of one rank go by their account, so that pages go on where they ended. */
export function compareUsage(a: UsageRecord, b: UsageRecord, { key, orderBy }: UsageSort): number {
  const rank = sortValues[key](a) - sortValues[key](b)
  return (orderBy === 'ASC' ? rank : -rank) || Number(a.accountId) - Number(b.accountId)
}

type Compared = 'serviceLimit' | 'freeTrialStartDate' | 'total'

const holds: Readonly<Record<UsageComparator, (value: number, wanted: number) => boolean>> = {
  GT: (value, wanted) => value > wanted,
  GTE: (value, wanted) => value >= wanted,
  LT: (value, wanted) => value < wanted,
  LTE: (value, wanted) => value <= wanted,
  EQ: (value, wanted) => value === wanted,
  NE: (value, wanted) => value !== wanted,
}

const filterValues: Readonly<Record<Compared, (record: UsageRecord) => number>> = {
  serviceLimit: ({ isServiceLimited }) => Number(isServiceLimited),
  freeTrialStartDate: ({ freeTrialStartDate }) => freeTrialStartDate.getTime(),
  // As it is shown: what a caller copies from an answer equals it.
  total: ({ total }) => Number(inDollars(total)),
}

const sortValues: Readonly<Record<UsageSort['key'], (record: UsageRecord) => number>> = {
  accountId: ({ accountId }) => Number(accountId),
  freeTrialStartDate: ({ freeTrialStartDate }) => freeTrialStartDate.getTime(),
  serviceLimitValue: ({ serviceLimit }) => serviceLimit ?? Number.MAX_VALUE,
  total: ({ total }) => total,
}
