// The ARNs that tag operations take, and the checks they share.
import { z } from 'zod'
import type { TaggedResource } from '../store/tags.ts'
import { invalid, notFound } from './errors.ts'
import { anyText, text, listOf } from './members.ts'

export const resourceArn = anyText
export const tagKeys = listOf(text(1, 128), 1, 50)

/** @throws ApiError 400 for what is no ARN of Macie, 404 for one of another account or of an unknown kind. */
export function parseResourceArn(arn: string, callerAccountId: string): TaggedResource {
  if (!arnPattern.test(arn)) throw invalid('resourceArn: must be an ARN of Macie')
  const resource = readResourceArn(arn)
  if (resource === undefined || resource.accountId !== callerAccountId) throw notFound('resource')
  return resource
}

/** undefined for what is no ARN of Macie, and for what has no tags. */
export function readResourceArn(arn: string): TaggedResource | undefined {
  const {
    partition,
    region = '',
    account: accountId = '',
    kind,
    id = '',
  } = arnPattern.exec(arn)?.groups ?? {}
  if (partition !== 'aws') return undefined
  if (kind === 'classification-job') return { kind: 'job', accountId, region, id }
  if (kind === 'allow-list' || kind === 'custom-data-identifier' || kind === 'findings-filter')
    return { kind, accountId, region, id }
  return undefined
}

export const resourceArnInput = z.object({ resourceArn })

const arnPattern =
  /^arn:(?<partition>[a-z-]+):macie2:(?<region>[A-Za-z0-9-]+):(?<account>\d{12}):(?<kind>[a-z-]+)\/(?<id>[A-Za-z0-9-]+)$/
