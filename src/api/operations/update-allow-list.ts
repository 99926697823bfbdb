// UpdateAllowList: replaces name, description and criteria; what is not given is gone, and the kind stays.
import type { UpdateAllowListResponse } from '@aws-sdk/client-macie2'
import { changeAllowList } from '../../store/allow-lists.ts'
import { allowListArn, toCriteria, updateAllowListInput } from '../allow-list-input.ts'
import { errorsWithoutQuotaAndConflict, invalid, notFound } from '../errors.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const updateAllowList = operation({
  name: 'UpdateAllowList',
  method: 'PUT',
  path: '/allow-lists/{id}',
  input: updateAllowListInput,
  errors: errorsWithoutQuotaAndConflict,
  resource: (labels) => `allow-list/${labels['id']}`,
  async handle({ context, caller, input, now }): Promise<Wire<UpdateAllowListResponse>> {
    const { id, name, description } = input
    const criteria = toCriteria(input.criteria)
    const change = { id, accountId: caller.accountId, name, description, criteria, now }
    const outcome = await changeAllowList(context.database.interactive, change)
    if ('changed' in outcome) return { arn: allowListArn(outcome.changed), id }
    if (outcome.refused === 'not-found') throw notFound('allow list')
    throw invalid('criteria: must be of the kind that the allow list has, regex or s3WordsList')
  },
})
