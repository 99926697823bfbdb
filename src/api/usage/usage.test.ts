// Usage: totals and statistics with every filter, sort, page and default, and the estimate beyond AWS's.
import {
  GetUsageStatisticsCommand,
  GetUsageTotalsCommand,
  type Macie2Client,
  type GetUsageStatisticsCommandInput,
  type UsageStatisticsFilter,
} from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addUsage, listUsage } from '../../store/usage.ts'
import { startTestApi, testAccountId, type TestAccount, type TestApi } from '../test-api.ts'
import { send } from '../test-request.ts'
import { inDollars, maciePrice } from './macie-price.ts'

const gigabyte = 2 ** 30
const start = new Date('2031-04-10T12:00:00Z')
let now = start
let api: TestApi
let accounts: TestAccount[]

beforeAll(async () => {
  api = await startTestApi({ context: { now: () => now, monthlyQuotaBytes: 5 * 2 ** 40 } })
  accounts = []
  for (const gigabytes of [21, 11, 6_000]) {
    now = new Date(now.getTime() + 60_000)
    const account = await api.newAccount()
    accounts.push(account)
    await use(account.accountId, gigabytes)
  }
  now = start
})
afterAll(() => api.close())

function use(accountId: string, gigabytes: number, time = start): Promise<number> {
  return addUsage(api.database.interactive, { accountId, bytes: gigabytes * gigabyte }, time)
}

/** The client signs by the server's clock. */
function inTime(client: Macie2Client): Macie2Client {
  client.config.systemClockOffset = now.getTime() - Date.now()
  return client
}

async function ask(input: GetUsageStatisticsCommandInput = {}): Promise<string[]> {
  const { records = [] } = await inTime(api.client()).send(new GetUsageStatisticsCommand(input))
  return records.map(({ accountId = '' }) => accountId)
}

async function filtered(
  filter: UsageStatisticsFilter,
  more: UsageStatisticsFilter[] = [],
): Promise<string[]> {
  return ask({ filterBy: [filter, ...more] })
}

const ids = (...which: number[]): string[] => which.map((index) => accounts[index]?.accountId ?? '')

describe('GetUsageTotals', () => {
  const total = async (account: TestAccount | undefined, timeRange?: string) =>
    account && inTime(account.client).send(new GetUsageTotalsCommand({ timeRange }))

  test('estimates by the list price, over the past 30 days unless asked otherwise', async () => {
    expect(await total(accounts[0])).toMatchObject({
      timeRange: 'PAST_30_DAYS',
      usageTotals: [{ currency: 'USD', estimatedCost: '20.00', type: 'SENSITIVE_DATA_DISCOVERY' }],
    })
  })

  test('counts days of UTC: the thirtieth is in, the one before it is not', async () => {
    const account = await api.newAccount()
    await use(account.accountId, 2, new Date('2031-03-12T00:00:00Z'))
    await use(account.accountId, 4, new Date('2031-03-11T23:59:59Z'))
    await use(account.accountId, 8, new Date('2031-04-01T00:00:00Z'))
    expect((await total(account))?.usageTotals?.[0]?.estimatedCost).toBe('9.00')
    expect((await total(account, 'MONTH_TO_DATE'))?.usageTotals?.[0]?.estimatedCost).toBe('7.00')
  })

  test('refuses a range that does not exist', async () => {
    await expect(total(accounts[0], 'PAST_YEAR')).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('timeRange'),
    })
  })
})

describe('GetUsageStatistics', () => {
  test('tells a caller of the own account only: cost, quota, and when it was enabled', async () => {
    const [account] = accounts
    const answer = await (account && inTime(account.client).send(new GetUsageStatisticsCommand({})))
    expect(answer?.timeRange).toBe('PAST_30_DAYS')
    expect(answer?.nextToken).toBeUndefined()
    expect(answer?.records).toEqual([
      {
        accountId: account?.accountId,
        freeTrialStartDate: new Date(start.getTime() + 60_000),
        usage: [
          {
            currency: 'USD',
            estimatedCost: '20.00',
            serviceLimit: { isServiceLimited: false, unit: 'TERABYTES', value: 5 },
            type: 'SENSITIVE_DATA_DISCOVERY',
          },
        ],
      },
    ])
  })

  test('tells the admin of the server’s own account of all, by account', async () => {
    const all = await ask()
    expect(all).toEqual([...all].sort())
    expect(all).toEqual(expect.arrayContaining([testAccountId, ...ids(0, 1, 2)]))
  })

  test('sorts by each key in both directions', async () => {
    const own = { filterBy: [{ key: 'accountId', values: ids(0, 1, 2) }] } as const
    const sorted = (key: string, orderBy?: string) =>
      ask({ filterBy: own.filterBy.map((f) => ({ ...f })), sortBy: { key, orderBy } as never })
    expect(await sorted('total')).toEqual(ids(1, 0, 2))
    expect(await sorted('total', 'DESC')).toEqual(ids(2, 0, 1))
    expect(await sorted('freeTrialStartDate', 'DESC')).toEqual(ids(2, 1, 0))
    expect(await sorted('accountId', 'DESC')).toEqual(ids(2, 1, 0))
    expect(await sorted('serviceLimitValue', 'DESC')).toEqual(ids(0, 1, 2))
  })

  test('filters by each key', async () => {
    const among: UsageStatisticsFilter = { key: 'accountId', comparator: 'CONTAINS', values: ids(0, 1, 2) }
    expect(await filtered({ key: 'accountId', values: [...ids(1, 0), '999999999999'] })).toEqual(ids(0, 1))
    const by = (key: string, comparator: string | undefined, value: string) =>
      filtered(among, [{ key, comparator, values: [value] } as UsageStatisticsFilter])
    expect(await by('total', 'GT', '10.00')).toEqual(ids(0, 2))
    expect(await by('total', 'GTE', '10.00')).toEqual(ids(0, 1, 2))
    expect(await by('total', 'LT', '20')).toEqual(ids(1))
    expect(await by('total', 'LTE', '20')).toEqual(ids(0, 1))
    expect(await by('total', undefined, '20.00')).toEqual(ids(0))
    expect(await by('total', 'NE', '20.00')).toEqual(ids(1, 2))
    expect(await by('serviceLimit', 'EQ', 'true')).toEqual(ids(2))
    expect(await by('serviceLimit', 'NE', 'true')).toEqual(ids(0, 1))
    expect(await by('freeTrialStartDate', 'GT', '2031-04-10T12:01:30Z')).toEqual(ids(1, 2))
  })

  test('goes on page by page, and a token is good for one question', async () => {
    const seen: string[] = []
    let nextToken: string | undefined
    const sortBy = { key: 'total', orderBy: 'DESC' } as const
    do {
      const page = await inTime(api.client()).send(
        new GetUsageStatisticsCommand({ maxResults: 1, nextToken, sortBy }),
      )
      seen.push(...(page.records ?? []).map(({ accountId = '' }) => accountId))
      if (page.nextToken !== undefined)
        await expect(ask({ nextToken: page.nextToken })).rejects.toMatchObject({
          name: 'ValidationException',
        })
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(seen).toEqual(await ask({ sortBy }))
    expect(seen.length).toBeGreaterThan(3)
  })

  test.each([
    [{ maxResults: 0 }, 'maxResults'],
    [{ maxResults: 201 }, 'maxResults'],
    [{ timeRange: 'YESTERDAY' }, 'timeRange'],
    [{ sortBy: { key: 'currency' } }, 'sortBy.key'],
    [{ sortBy: { orderBy: 'UP' } }, 'sortBy.orderBy'],
    [{ filterBy: [{ values: ['1'] }] }, 'filterBy[0].key'],
    [{ filterBy: [{ key: 'total' }] }, 'filterBy[0].values'],
    [{ filterBy: [{ key: 'total', values: [] }] }, 'filterBy[0].values'],
    [{ filterBy: [{ key: 'total', values: ['1', '2'] }] }, 'filterBy[0].values'],
    [{ filterBy: [{ key: 'total', values: ['much'] }] }, 'filterBy[0].values'],
    [{ filterBy: [{ key: 'total', comparator: 'CONTAINS', values: ['1'] }] }, 'filterBy[0].comparator'],
    [{ filterBy: [{ key: 'accountId', comparator: 'EQ', values: ['1'] }] }, 'filterBy[0].comparator'],
    [{ filterBy: [{ key: 'serviceLimit', values: ['5'] }] }, 'filterBy[0].values'],
    [{ filterBy: [{ key: 'freeTrialStartDate', values: ['soon'] }] }, 'filterBy[0].values'],
    [{ nextToken: 'x' }, 'nextToken'],
  ])('refuses %j', async (input, member) => {
    await expect(ask(input as GetUsageStatisticsCommandInput)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(member),
    })
  })
})

describe('GET /magpie/usage', () => {
  const get = async (key = api.key) =>
    (await send({ url: api.url, method: 'GET', target: '/magpie/usage', key, now })).json

  test('tells bytes by month, the price of each, and that it is an estimate', async () => {
    const account = await api.newAccount()
    await use(account.accountId, 3, new Date('2031-02-28T23:59:59Z'))
    await use(account.accountId, 5)
    const { months, macieListPrice, nextToken } = await get(account.key)
    expect(months).toEqual([
      {
        accountId: account.accountId,
        month: '2031-04',
        bytesAnalysed: 5 * gigabyte,
        macieEstimate: { currency: 'USD', estimatedCost: '4.00' },
      },
      {
        accountId: account.accountId,
        month: '2031-02',
        bytesAnalysed: 3 * gigabyte,
        macieEstimate: { currency: 'USD', estimatedCost: '2.00' },
      },
    ])
    expect(macieListPrice).toMatchObject({ source: 'https://aws.amazon.com/macie/pricing/' })
    expect(JSON.stringify(macieListPrice)).toMatch(/estimate/i)
    expect(nextToken).toBeUndefined()
  })

  test('its rows go on after the one where a page ended', async () => {
    const query = { accountId: undefined, limit: 100 }
    const all = await listUsage(api.database.interactive, { ...query, after: undefined })
    expect(all.length).toBeGreaterThanOrEqual(3)
    for (const [index, after] of all.entries())
      expect(await listUsage(api.database.interactive, { ...query, after })).toEqual(all.slice(index + 1))
  })

  test('tells the admin of the server’s own account of every account', async () => {
    const { months } = await get()
    expect((months as { accountId: string }[]).map(({ accountId }) => accountId)).toEqual(
      expect.arrayContaining(ids(0, 1, 2)),
    )
  })
})

test.each([
  [0.5, '0.00'],
  [1, '0.00'],
  [50_001, '50000.00'],
  [50_003, '50001.00'],
  [500_001, '275000.00'],
  [500_005, '275001.00'],
])('%d GB in a month cost Macie’s tiers: %s', (gigabytes, dollars) => {
  expect(inDollars(maciePrice(gigabytes * gigabyte))).toBe(dollars)
})
