// SearchResources: the account's buckets by blocks of criteria, as a job would choose them.
import type { SearchResourcesResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { compileResourceCriteria } from '../../store/bucket-criteria.ts'
import { listBuckets, type BucketCursor, type BucketSort } from '../../store/list-buckets.ts'
import { criteriaBlocks } from '../buckets/criteria-blocks.ts'
import { wireMatchingBucket } from '../buckets/wire-bucket.ts'
import { standardErrors } from '../errors.ts'
import { maxResults, nextToken, oneOf } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

const attributes = {
  ACCOUNT_ID: 'accountId',
  RESOURCE_NAME: 'bucketName',
  S3_CLASSIFIABLE_OBJECT_COUNT: 'classifiableObjectCount',
  S3_CLASSIFIABLE_SIZE_IN_BYTES: 'classifiableSizeInBytes',
} as const satisfies Record<string, BucketSort>

const input = z.object({
  bucketCriteria: criteriaBlocks(
    'ACCOUNT_ID',
    'S3_BUCKET_NAME',
    'S3_BUCKET_EFFECTIVE_PERMISSION',
    'S3_BUCKET_SHARED_ACCESS',
    'AUTOMATED_DISCOVERY_MONITORING_STATUS',
  ),
  maxResults: maxResults(50),
  nextToken,
  sortCriteria: z
    .object({
      attributeName: oneOf(
        'ACCOUNT_ID',
        'RESOURCE_NAME',
        'S3_CLASSIFIABLE_OBJECT_COUNT',
        'S3_CLASSIFIABLE_SIZE_IN_BYTES',
      ).optional(),
      orderBy: oneOf('ASC', 'DESC').optional(),
    })
    .optional(),
})

export const searchResources = operation({
  name: 'SearchResources',
  method: 'POST',
  path: '/datasources/search-resources',
  input,
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input: given }): Promise<Wire<SearchResourcesResponse>> {
    const { includes, excludes } = given.bucketCriteria ?? {}
    const criteria = { includes: includes?.and ?? [], excludes: excludes?.and ?? [] }
    const sort = attributes[given.sortCriteria?.attributeName ?? 'RESOURCE_NAME']
    const direction = given.sortCriteria?.orderBy ?? 'ASC'
    const asked = ['SearchResources', { accountId, criteria, sort, direction }]
    const after = readPageToken(context.pageTokenKey, asked, given.nextToken) as BucketCursor | undefined
    await context.freshenBuckets(accountId)
    const page = await listBuckets(
      context.database.interactive,
      { accountId, where: compileResourceCriteria(criteria), sort, direction },
      { after, limit: given.maxResults ?? 50 },
    )
    return {
      matchingResources: page.buckets.map((bucket) => ({ matchingBucket: wireMatchingBucket(bucket) })),
      nextToken: page.next && writePageToken(context.pageTokenKey, asked, page.next),
    }
  },
})
