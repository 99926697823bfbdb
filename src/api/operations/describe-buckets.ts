// DescribeBuckets: the inventory of the account's buckets, by criteria and in an order.
import type { DescribeBucketsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { compileBucketCondition } from '../../store/bucket-criteria.ts'
import { listBuckets, type BucketCursor } from '../../store/list-buckets.ts'
import { fieldCriteria, toBucketConditions } from '../buckets/field-criteria.ts'
import { wireBucketMetadata } from '../buckets/wire-bucket.ts'
import { standardErrors } from '../errors.ts'
import { maxResults, nextToken, oneOf } from '../members.ts'
import { operation } from '../operation.ts'
import { readPageToken, writePageToken } from '../page-token.ts'
import type { Wire } from '../wire.ts'

const sortCriteria = z
  .object({
    attributeName: oneOf(
      'accountId',
      'bucketName',
      'classifiableObjectCount',
      'classifiableSizeInBytes',
      'objectCount',
      'sensitivityScore',
      'sizeInBytes',
    ).optional(),
    orderBy: oneOf('ASC', 'DESC').optional(),
  })
  .optional()

export const describeBuckets = operation({
  name: 'DescribeBuckets',
  method: 'POST',
  path: '/datasources/s3',
  input: z.object({ criteria: fieldCriteria, maxResults: maxResults(50), nextToken, sortCriteria }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input }): Promise<Wire<DescribeBucketsResponse>> {
    const conditions = toBucketConditions(input.criteria)
    const { attributeName: sort = 'bucketName', orderBy: direction = 'ASC' } = input.sortCriteria ?? {}
    const asked = ['DescribeBuckets', { accountId, criteria: input.criteria ?? {}, sort, direction }]
    const after = readPageToken(context.pageTokenKey, asked, input.nextToken) as BucketCursor | undefined
    await context.freshenBuckets(accountId)
    const page = await listBuckets(
      context.database.interactive,
      { accountId, where: conditions.map(compileBucketCondition), sort, direction },
      { after, limit: input.maxResults ?? 50 },
    )
    return {
      buckets: page.buckets.map(wireBucketMetadata),
      nextToken: page.next && writePageToken(context.pageTokenKey, asked, page.next),
    }
  },
})
