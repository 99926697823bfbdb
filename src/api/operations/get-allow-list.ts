// GetAllowList: a list, and whether its text can be read now.
import type { GetAllowListResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import type { AllowListStatus } from '../../model/allow-list.ts'
import { findAllowList, type AllowList } from '../../store/allow-lists.ts'
import { allowListArn } from '../allow-list-input.ts'
import type { ApiContext } from '../context.ts'
import { errorsWithoutQuotaAndConflict, notFound } from '../errors.ts'
import { anyText } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

type Answer = Wire<GetAllowListResponse>

export const getAllowList = operation({
  name: 'GetAllowList',
  method: 'GET',
  path: '/allow-lists/{id}',
  input: z.object({ id: anyText }),
  errors: errorsWithoutQuotaAndConflict,
  resource: (labels) => `allow-list/${labels['id']}`,
  async handle({ context, caller, input }): Promise<Answer> {
    const list = await findAllowList(context.database.interactive, caller.accountId, input.id)
    if (list === undefined) throw notFound('allow list')
    const { code, description } = await statusOf(context, list)
    return {
      arn: allowListArn(list),
      createdAt: list.createdAt.toISOString(),
      criteria: wireCriteria(list),
      description: list.description,
      id: list.id,
      name: list.name,
      status: { code, description },
      tags: list.tags,
      updatedAt: list.updatedAt.toISOString(),
    }
  },
})

/** An expression was compiled before it was stored. */
async function statusOf(context: ApiContext, { accountId, criteria }: AllowList): Promise<AllowListStatus> {
  return 'regex' in criteria
    ? { code: 'OK' }
    : context.allowListStatus({ accountId, ...criteria.s3WordsList })
}

function wireCriteria({ criteria }: AllowList): Answer['criteria'] {
  return 'regex' in criteria
    ? { regex: criteria.regex, s3WordsList: undefined }
    : { regex: undefined, s3WordsList: criteria.s3WordsList }
}
