// GetUsageTotals: what the account's analysis would have cost with Amazon Macie.
import type { GetUsageTotalsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { sumUsageSince } from '../../store/usage-days.ts'
import { standardErrors } from '../errors.ts'
import { operation } from '../operation.ts'
import { inDollars, maciePrice } from '../usage/macie-price.ts'
import { startOf, timeRange } from '../usage/time-range.ts'
import type { Wire } from '../wire.ts'

export const getUsageTotals = operation({
  name: 'GetUsageTotals',
  method: 'GET',
  path: '/usage',
  query: { timeRange: 'string' },
  input: z.object({ timeRange }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input, now }): Promise<Wire<GetUsageTotalsResponse>> {
    const range = input.timeRange ?? 'PAST_30_DAYS'
    const used = await sumUsageSince(context.database.interactive, [accountId], startOf(range, now))
    const estimatedCost = inDollars(maciePrice(used.get(accountId) ?? 0))
    return {
      timeRange: range,
      usageTotals: [{ currency: 'USD', estimatedCost, type: 'SENSITIVE_DATA_DISCOVERY' }],
    }
  },
})
