// CreateAllowList: text that jobs find and do not count. Its object is looked at when a run begins, not here.
import { randomInt, randomUUID } from 'node:crypto'
import type { CreateAllowListResponse } from '@aws-sdk/client-macie2'
import { requestDigest } from '../../jobs/request-digest.ts'
import { createAllowList as create } from '../../store/allow-lists.ts'
import { allowListArn, createAllowListInput, toCriteria } from '../allow-list-input.ts'
import { ApiError, standardErrors } from '../errors.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const createAllowList = operation({
  name: 'CreateAllowList',
  method: 'POST',
  path: '/allow-lists',
  input: createAllowListInput,
  errors: standardErrors,
  resource: () => 'allow-list/*',
  async handle({ context, caller, region, input, now }): Promise<Wire<CreateAllowListResponse>> {
    const { clientToken = randomUUID(), ...asked } = input
    const outcome = await create(context.database.interactive, {
      name: asked.name,
      description: asked.description,
      tags: asked.tags,
      criteria: toCriteria(asked.criteria),
      id: newId(),
      accountId: caller.accountId,
      region,
      clientToken,
      requestDigest: requestDigest(asked),
      createdAt: now,
      updatedAt: now,
    })
    if ('created' in outcome) return { arn: allowListArn(outcome.created), id: outcome.created.id }
    throw refusals[outcome.refused](asked.criteria.regex !== undefined)
  },
})

const refusals = {
  'token-conflict': () =>
    new ApiError('ConflictException', 'The clientToken was used for a request with other members.'),
  quota: (isExpression: boolean) =>
    new ApiError(
      'ServiceQuotaExceededException',
      `The account has 5 allow lists with ${isExpression ? 'a regular expression' : 'predefined text'} already.`,
    ),
}

function newId(): string {
  return Array.from({ length: 22 }, () => randomInt(36).toString(36)).join('')
}
