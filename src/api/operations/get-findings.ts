// GetFindings: findings by id. Ids that are unknown, or belong to another account, are left out.
import type { GetFindingsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { findFindings, sortFindingIds } from '../../store/findings.ts'
import { standardErrors } from '../errors.ts'
import { findingSort, toSort } from '../finding-criteria.ts'
import { listOf } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

type Findings = Wire<GetFindingsResponse>

export const getFindings = operation({
  name: 'GetFindings',
  method: 'POST',
  path: '/findings/describe',
  input: z.object({ findingIds: listOf(z.string(), 0, 50), sortCriteria: findingSort }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input }): Promise<Findings> {
    const db = context.database.interactive
    const asked = [...new Set(input.findingIds)]
    const ids =
      input.sortCriteria === undefined
        ? asked
        : await sortFindingIds(db, { accountId, ...toSort(input.sortCriteria) }, asked)
    const bodies = new Map((await findFindings(db, accountId, asked)).map(({ id, body }) => [id, body]))
    // Bodies were assembled in the API's own shape when they were stored.
    const findings: unknown = ids.map((id) => bodies.get(id)).filter((body) => body !== undefined)
    return { findings: findings as Findings['findings'] }
  },
})
