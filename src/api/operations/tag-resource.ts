// TagResource: adds tags to a job or a custom data identifier; a tag of the same key is overwritten.
import { z } from 'zod'
import { changeTags } from '../../store/tags.ts'
import { invalid, notFound } from '../errors.ts'
import { maximumTags, tags } from '../members.ts'
import { operation } from '../operation.ts'
import { parseResourceArn, resourceArn } from '../tagged-resource.ts'

export const tagResource = operation({
  name: 'TagResource',
  method: 'POST',
  path: '/tags/{resourceArn}',
  input: z.object({ resourceArn, tags }),
  success: 204,
  errors: [],
  resource: (labels) => labels['resourceArn'] ?? '',
  async handle({ context, caller, input }): Promise<void> {
    const resource = parseResourceArn(input.resourceArn, caller.accountId)
    const found = await changeTags(context.database.interactive, resource, (before) => {
      const merged = { ...before, ...input.tags }
      if (Object.keys(merged).length > maximumTags)
        throw invalid(`tags: a resource has at most ${maximumTags} tags`)
      return merged
    })
    if (!found) throw notFound('resource')
  },
})
