// Usage, as a client of AWS's and a signed request see it after a job has run.
import {
  GetUsageStatisticsCommand,
  GetUsageTotalsCommand,
  type UsageStatisticsFilter,
} from '@aws-sdk/client-macie2'
import { expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import { accountId, bucketWith, client, refusal, runJob, ssnLine } from './world.ts'

interface Month {
  readonly accountId: string
  readonly month: string
  readonly bytesAnalysed: number
  readonly macieEstimate: { readonly currency: string; readonly estimatedCost: string }
}

async function months(): Promise<readonly Month[]> {
  const { status, body } = await rawJson('GET', '/magpie/usage')
  expect(status).toBe(200)
  return body['months'] as Month[]
}

test('a job’s bytes are counted for its account and this month', async () => {
  const bytes = async (): Promise<number> =>
    (await months()).reduce((sum, { bytesAnalysed }) => sum + bytesAnalysed, 0)
  const before = await bytes()
  await runJob([await bucketWith({ 'a.txt': ssnLine(1), 'b.png': 'never read' })])
  expect(await bytes()).toBeGreaterThanOrEqual(before + ssnLine(1).length)
  const [latest] = await months()
  expect(latest).toMatchObject({ accountId, macieEstimate: { currency: 'USD', estimatedCost: '0.00' } })
  expect(latest?.month).toMatch(/^\d{4}-\d\d$/)
})

test('the estimate says what it is and what it is made from', async () => {
  const { body } = await rawJson('GET', '/magpie/usage')
  expect(body['macieListPrice']).toMatchObject({
    source: 'https://aws.amazon.com/macie/pricing/',
    date: '2020-05-13',
    note: expect.stringMatching(/estimate/),
    tiers: [
      { gigabytes: 1, dollarsPerGigabyte: 0 },
      { gigabytes: 50_000, dollarsPerGigabyte: 1 },
      { gigabytes: 450_000, dollarsPerGigabyte: 0.5 },
      { gigabytes: null, dollarsPerGigabyte: 0.25 },
    ],
  })
})

test('totals are of the past 30 days unless the month is asked for', async () => {
  const usageTotals = [{ currency: 'USD', estimatedCost: '0.00', type: 'SENSITIVE_DATA_DISCOVERY' }]
  expect(await client.send(new GetUsageTotalsCommand({}))).toMatchObject({
    timeRange: 'PAST_30_DAYS',
    usageTotals,
  })
  expect(await client.send(new GetUsageTotalsCommand({ timeRange: 'MONTH_TO_DATE' }))).toMatchObject({
    timeRange: 'MONTH_TO_DATE',
    usageTotals,
  })
})

test('statistics have a record for the account; without a quota there is no limit', async () => {
  // The server's own admin sees every account, and other files of the suite make many.
  const filterBy: UsageStatisticsFilter[] = [{ key: 'accountId', values: [accountId] }]
  const { records, timeRange, nextToken } = await client.send(new GetUsageStatisticsCommand({ filterBy }))
  expect({ timeRange, nextToken }).toEqual({ timeRange: 'PAST_30_DAYS', nextToken: undefined })
  const [record] = records?.filter((each) => each.accountId === accountId) ?? []
  expect(record?.freeTrialStartDate).toBeInstanceOf(Date)
  expect(record?.usage?.map(({ type, currency }) => ({ type, currency }))).toEqual([
    { type: 'SENSITIVE_DATA_DISCOVERY', currency: 'USD' },
  ])
  expect(record?.usage?.[0]?.serviceLimit ?? undefined).toBeUndefined()
})

test('filters leave records out', async () => {
  const found = async (filter: UsageStatisticsFilter): Promise<number> =>
    (await client.send(new GetUsageStatisticsCommand({ filterBy: [filter] }))).records?.length ?? -1
  expect(await found({ key: 'accountId', comparator: 'CONTAINS', values: [accountId] })).toBe(1)
  expect(await found({ key: 'accountId', values: ['999999999999'] })).toBe(0)
  expect(await found({ key: 'serviceLimit', comparator: 'EQ', values: ['true'] })).toBe(0)
  expect(await found({ key: 'total', comparator: 'GT', values: ['1000000'] })).toBe(0)
})

test.each([
  ['a range that does not exist', { timeRange: 'YESTERDAY' as 'PAST_30_DAYS' }],
  ['a page of none', { maxResults: 0 }],
  ['a page of too many', { maxResults: 201 }],
  ['a token of another list', { nextToken: 'x' }],
  [
    'an account compared by EQ',
    { filterBy: [{ key: 'accountId' as const, comparator: 'EQ' as const, values: ['1'] }] },
  ],
  [
    'a total that contains',
    { filterBy: [{ key: 'total' as const, comparator: 'CONTAINS' as const, values: ['1'] }] },
  ],
  ['two values of a total', { filterBy: [{ key: 'total' as const, values: ['1', '2'] }] }],
  ['a filter without a key', { filterBy: [{ values: ['1'] }] }],
  ['a filter without values', { filterBy: [{ key: 'total' as const }] }],
  ['a sort by what is no key', { sortBy: { key: 'currency' as 'total' } }],
])('statistics refuse %s', async (_what, input) => {
  await refusal(client.send(new GetUsageStatisticsCommand(input)), 'ValidationException', 400)
})

test('totals refuse a range that does not exist', async () => {
  const timeRange = 'YESTERDAY'
  await refusal(client.send(new GetUsageTotalsCommand({ timeRange })), 'ValidationException', 400)
})
