// BatchGetCustomDataIdentifiers: several by their ids, deleted ones too; ids of none are told apart.
import type { BatchGetCustomDataIdentifiersResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { findCustomDataIdentifiers } from '../../store/custom-data-identifiers.ts'
import { summariseCustomIdentifier } from '../custom-identifier-summary.ts'
import { standardErrors } from '../errors.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const batchGetCustomDataIdentifiers = operation({
  name: 'BatchGetCustomDataIdentifiers',
  method: 'POST',
  path: '/custom-data-identifiers/get',
  input: z.object({ ids: z.array(anyText).default([]) }),
  errors: standardErrors,
  async handle({ context, caller, input }): Promise<Wire<BatchGetCustomDataIdentifiersResponse>> {
    const ids = [...new Set(input.ids)]
    const rows = await findCustomDataIdentifiers(context.database.interactive, caller.accountId, ids)
    const found = new Map(rows.map((row) => [row.id, row]))
    return {
      customDataIdentifiers: ids.flatMap((id) => {
        const identifier = found.get(id)
        return identifier === undefined
          ? []
          : [{ ...summariseCustomIdentifier(identifier), deleted: identifier.deleted }]
      }),
      notFoundIdentifierIds: ids.filter((id) => !found.has(id)),
    }
  },
})
