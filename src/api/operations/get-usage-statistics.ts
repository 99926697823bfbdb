// GetUsageStatistics: usage and quota, a record for each account. Callers see their own account; an admin of the server's
// own account, who makes the keys of all accounts, sees them all.
import type { GetUsageStatisticsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { standardErrors } from '../errors.ts'
import { maxResults, nextToken, oneOf } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import { findUsageRecords } from '../usage/find-usage-records.ts'
import { inDollars } from '../usage/macie-price.ts'
import { startOf, timeRange } from '../usage/time-range.ts'
import { filterBy, toConditions } from '../usage/usage-filter.ts'
import { compareUsage, matchesUsage, type UsageRecord, type UsageSort } from '../usage/usage-records.ts'
import type { Wire } from '../wire.ts'

const sortBy = z
  .object({
    key: oneOf('accountId', 'total', 'serviceLimitValue', 'freeTrialStartDate').optional(),
    orderBy: oneOf('ASC', 'DESC').optional(),
  })
  .optional()

export const getUsageStatistics = operation({
  name: 'GetUsageStatistics',
  method: 'POST',
  path: '/usage/statistics',
  input: z.object({ filterBy, maxResults: maxResults(200), nextToken, sortBy, timeRange }),
  errors: standardErrors,
  async handle(call): Promise<Wire<GetUsageStatisticsResponse>> {
    const { context, caller, input, now } = call
    const range = input.timeRange ?? 'PAST_30_DAYS'
    const conditions = toConditions(input.filterBy)
    const sort = { key: input.sortBy?.key ?? 'accountId', orderBy: input.sortBy?.orderBy ?? 'ASC' } as const
    const asked = ['GetUsageStatistics', caller.accountId, conditions, sort, range]
    const token = readPageToken(context.pageTokenKey, asked, input.nextToken) as StoredRecord | undefined
    const records = (await findUsageRecords(call, startOf(range, now)))
      .filter((record) => matchesUsage(record, conditions))
      .filter((record) => token === undefined || compareUsage(record, restored(token), sort) > 0)
      .sort((a, b) => compareUsage(a, b, sort satisfies UsageSort))
    const shown = records.slice(0, input.maxResults ?? 50)
    const last = shown.at(-1)
    const more = last !== undefined && records.length > shown.length
    return {
      records: shown.map(wireRecord),
      timeRange: range,
      nextToken: more ? writePageToken(context.pageTokenKey, asked, last) : undefined,
    }
  },
})

/** A record as JSON keeps it: where a page ended. */
type StoredRecord = Omit<UsageRecord, 'freeTrialStartDate'> & { readonly freeTrialStartDate: string }

function restored(record: StoredRecord): UsageRecord {
  return { ...record, freeTrialStartDate: new Date(record.freeTrialStartDate) }
}

function wireRecord(record: UsageRecord): NonNullable<Wire<GetUsageStatisticsResponse>['records']>[number] {
  const { accountId, serviceLimit: value, isServiceLimited } = record
  return {
    accountId,
    automatedDiscoveryFreeTrialStartDate: undefined,
    freeTrialStartDate: record.freeTrialStartDate.toISOString(),
    usage: [
      {
        currency: 'USD',
        estimatedCost: inDollars(record.total),
        serviceLimit: value === undefined ? undefined : { isServiceLimited, unit: 'TERABYTES', value },
        type: 'SENSITIVE_DATA_DISCOVERY',
      },
    ],
  }
}
