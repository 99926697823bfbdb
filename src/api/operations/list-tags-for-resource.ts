// ListTagsForResource: the tags of a job or a custom data identifier.
import type { ListTagsForResourceResponse } from '@aws-sdk/client-macie2'
import { findTags } from '../../store/tags.ts'
import { notFound } from '../errors.ts'
import { operation } from '../operation.ts'
import { parseResourceArn, resourceArnInput } from '../tagged-resource.ts'
import type { Wire } from '../wire.ts'

export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  method: 'GET',
  path: '/tags/{resourceArn}',
  input: resourceArnInput,
  errors: [],
  resource: (labels) => labels['resourceArn'] ?? '',
  async handle({ context, caller, input }): Promise<Wire<ListTagsForResourceResponse>> {
    const resource = parseResourceArn(input.resourceArn, caller.accountId)
    const tags = await findTags(context.database.interactive, resource)
    if (tags === undefined) throw notFound('resource')
    return { tags }
  },
})
