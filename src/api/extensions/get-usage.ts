// Bytes analysed by month and account, and what Amazon Macie would have charged for them. Callers see their own account;
// an admin of the server's own account sees them all.
import { z } from 'zod'
import { listUsage, type MonthUsage } from '../../store/usage.ts'
import { standardErrors } from '../errors.ts'
import { nextToken } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import { inDollars, macieTiers, maciePrice } from '../usage/macie-price.ts'
import { managesAllAccounts } from './manages-all-accounts.ts'

const pageSize = 500

export interface UsageAnswer {
  /** Latest first. */
  readonly months: readonly {
    readonly accountId: string
    /** `2031-04`. */
    readonly month: string
    readonly bytesAnalysed: number
    /** An estimate by Macie's list prices: nothing is charged here. */
    readonly macieEstimate: { readonly currency: 'USD'; readonly estimatedCost: string }
  }[]
  readonly macieListPrice: {
    readonly source: string
    readonly region: string
    /** The day the prices were announced. */
    readonly date: string
    readonly note: string
    /** `gigabytes` is null where the price holds for all above. */
    readonly tiers: readonly { readonly gigabytes: number | null; readonly dollarsPerGigabyte: number }[]
  }
  readonly nextToken?: string
}

export const getUsage = operation({
  name: 'GetUsage',
  method: 'GET',
  path: '/magpie/usage',
  query: { nextToken: 'string' },
  input: z.object({ nextToken }),
  errors: standardErrors,
  async handle({ context, caller, input }): Promise<UsageAnswer> {
    const accountId = managesAllAccounts(context, caller) ? undefined : caller.accountId
    const asked = ['GetUsage', caller.accountId, accountId]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as MonthUsage | undefined
    const rows = await listUsage(context.database.interactive, { accountId, after, limit: pageSize + 1 })
    const shown = rows.slice(0, pageSize)
    const months = shown.map(wireMonth)
    if (rows.length <= pageSize) return { months, macieListPrice }
    return {
      months,
      macieListPrice,
      nextToken: writePageToken(context.pageTokenKey, asked, shown.at(-1)),
    }
  },
})

function wireMonth({ accountId, month, bytesAnalysed }: MonthUsage): UsageAnswer['months'][number] {
  return {
    accountId,
    month: month.slice(0, 7),
    bytesAnalysed,
    macieEstimate: { currency: 'USD', estimatedCost: inDollars(maciePrice(bytesAnalysed)) },
  }
}

const macieListPrice: UsageAnswer['macieListPrice'] = {
  source: 'https://aws.amazon.com/macie/pricing/',
  region: 'us-east-1',
  date: '2020-05-13',
  note: 'An estimate of what Amazon Macie would have charged, by its list prices. Magpie charges nothing.',
  tiers: macieTiers.map(({ gigabytes, dollarsPerGigabyte }) => ({
    gigabytes: Number.isFinite(gigabytes) ? gigabytes : null,
    dollarsPerGigabyte,
  })),
}
