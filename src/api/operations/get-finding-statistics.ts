// GetFindingStatistics: how many findings there are of each bucket, type, job or severity.
import type { GetFindingStatisticsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { countFindings, type GroupCount } from '../../store/finding-statistics.ts'
import { standardErrors } from '../errors.ts'
import { findingCriteria, toConditions } from '../finding-criteria.ts'
import { integer, oneOf } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

const groupBy = oneOf(
  'resourcesAffected.s3Bucket.name',
  'type',
  'classificationDetails.jobId',
  'severity.description',
)
const sortCriteria = z
  .object({ attributeName: oneOf('groupKey', 'count').optional(), orderBy: oneOf('ASC', 'DESC').optional() })
  .optional()

export const getFindingStatistics = operation({
  name: 'GetFindingStatistics',
  method: 'POST',
  path: '/findings/statistics',
  input: z.object({
    findingCriteria: findingCriteria.optional(),
    groupBy,
    size: integer(1, 1_000).default(50),
    sortCriteria,
  }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input }): Promise<Wire<GetFindingStatisticsResponse>> {
    const conditions = toConditions(input.findingCriteria)
    const { groupBy: group, size } = input
    const groups = await countFindings(context.database.interactive, {
      accountId,
      conditions,
      groupBy: group,
    })
    return { countsByGroup: sorted(groups, input.sortCriteria).slice(0, size) }
  },
})

/** Groups of one count go by their keys, so that the answer is the same each time. */
function sorted(groups: readonly GroupCount[], sort: z.infer<typeof sortCriteria>): GroupCount[] {
  const sign = (sort?.orderBy ?? (sort?.attributeName === undefined ? 'DESC' : 'ASC')) === 'ASC' ? 1 : -1
  return groups.toSorted((a, b) =>
    sort?.attributeName === 'groupKey' ? sign * byKey(a, b) : sign * (a.count - b.count) || byKey(a, b),
  )
}

/** By code point, as the store sorts: UTF-8 bytes have that order, UTF-16 units have not. */
function byKey(a: GroupCount, b: GroupCount): number {
  return Buffer.compare(Buffer.from(a.groupKey), Buffer.from(b.groupKey))
}
