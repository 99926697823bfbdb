// UntagResource: removes tags by their keys; keys that the resource does not have are ignored.
import { z } from 'zod'
import { changeTags } from '../../store/tags.ts'
import { notFound } from '../errors.ts'
import { operation } from '../operation.ts'
import { parseResourceArn, resourceArn, tagKeys } from '../tagged-resource.ts'

export const untagResource = operation({
  name: 'UntagResource',
  method: 'DELETE',
  path: '/tags/{resourceArn}',
  query: { tagKeys: 'list' },
  input: z.object({ resourceArn, tagKeys }),
  success: 204,
  errors: [],
  resource: (labels) => labels['resourceArn'] ?? '',
  async handle({ context, caller, input }): Promise<void> {
    const resource = parseResourceArn(input.resourceArn, caller.accountId)
    const found = await changeTags(context.database.interactive, resource, (before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !input.tagKeys.includes(key))),
    )
    if (!found) throw notFound('resource')
  },
})
