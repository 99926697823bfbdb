// SearchResources: buckets by the criteria of jobs.
import { SearchResourcesCommand, type SearchResourcesCommandInput } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { counted, family, makeFamily } from './inventory.ts'
import { tagBucket } from './objects.ts'
import { accountId, client, refusal, stage } from './world.ts'

const onS3 = stage.objects === 's3'

describe('SearchResources', () => {
  const { names } = family()
  const [a = '', b = '', c = '', d = ''] = names
  beforeAll(async () => {
    await makeFamily(names)
    if (onS3) await tagBucket(b, { team: 'red' })
    for (const name of names) await counted(name)
  })
  const simple = (key: string, comparator: string, ...values: string[]): object => ({
    simpleCriterion: { key, comparator, values },
  })
  const tag = (comparator: string, ...tagValues: object[]): object => ({
    tagCriterion: { comparator, tagValues },
  })
  const mine = simple('S3_BUCKET_NAME', 'EQ', ...names)
  const found = async (includes: object[], excludes: object[] = [], more: object = {}) => {
    const bucketCriteria = { includes: { and: [mine, ...includes] }, excludes: { and: excludes } }
    const input = { bucketCriteria, ...more } as SearchResourcesCommandInput
    const { matchingResources = [] } = await client.send(new SearchResourcesCommand(input))
    return matchingResources.map(({ matchingBucket }) => matchingBucket?.bucketName)
  }

  test('names come in order, and each bucket says what is in it', async () => {
    expect(await found([])).toEqual(names)
    const bucketCriteria = { includes: { and: [simple('S3_BUCKET_NAME', 'EQ', c)] } }
    const input = { bucketCriteria } as SearchResourcesCommandInput
    const { matchingResources } = await client.send(new SearchResourcesCommand(input))
    expect(matchingResources?.[0]?.matchingBucket).toMatchObject({
      accountId,
      bucketName: c,
      objectCount: 2,
      classifiableObjectCount: 2,
      sizeInBytes: 40,
      automatedDiscoveryMonitoringStatus: 'NOT_MONITORED',
      sensitivityScore: 50,
      // The suite's other files have jobs over every bucket of the account.
      jobDetails: { isDefinedInJob: expect.stringMatching(/^(TRUE|FALSE|UNKNOWN)$/) as string },
    })
  })

  test.each<[string, object[], object[], string[]]>([
    ['EQ is one of the values', [simple('S3_BUCKET_NAME', 'EQ', a, b)], [], [a, b]],
    ['NE is none of the values', [simple('S3_BUCKET_NAME', 'NE', a, b)], [], [c, d]],
    ['excludes win', [], [simple('S3_BUCKET_NAME', 'EQ', a)], [b, c, d]],
    [
      'excludes hold together',
      [],
      [simple('S3_BUCKET_NAME', 'EQ', a), simple('S3_BUCKET_NAME', 'NE', a)],
      [a, b, c, d],
    ],
    ['the owner', [simple('ACCOUNT_ID', 'EQ', accountId)], [], [a, b, c, d]],
    ['another owner', [simple('ACCOUNT_ID', 'EQ', '999988887777')], [], []],
    ['nothing is monitored', [simple('AUTOMATED_DISCOVERY_MONITORING_STATUS', 'EQ', 'MONITORED')], [], []],
    ['not public', [simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'EQ', 'PUBLIC')], [], []],
    ['not shared', [simple('S3_BUCKET_SHARED_ACCESS', 'NE', 'EXTERNAL', 'INTERNAL')], [], [a, b, c, d]],
    ['tags', [tag('EQ', { key: 'team', value: 'red' })], [], onS3 ? [b] : []],
    ['tags by their keys', [tag('EQ', { key: 'x' }, { key: 'team' })], [], onS3 ? [b] : []],
    ['tags that are not there', [tag('NE', { value: 'red' })], [], onS3 ? [a, c, d] : [a, b, c, d]],
  ])('%s', async (_case, includes, excludes, expected) => {
    expect(await found(includes, excludes)).toEqual(expected)
  })

  test.each([
    ['ACCOUNT_ID', [0, 1, 2, 3]],
    ['RESOURCE_NAME', [0, 1, 2, 3]],
    ['S3_CLASSIFIABLE_OBJECT_COUNT', [0, 1, 2, 3]],
    ['S3_CLASSIFIABLE_SIZE_IN_BYTES', [0, 1, 3, 2]],
  ])('sorts by %s, both ways', async (attributeName, order) => {
    const expected = order.map((index) => names[index])
    expect(await found([], [], { sortCriteria: { attributeName } })).toEqual(expected)
    const sortCriteria = { attributeName, orderBy: 'DESC' }
    expect(await found([], [], { sortCriteria })).toEqual(expected.toReversed())
  })

  test('pages hold by their tokens', async () => {
    const input = {
      bucketCriteria: { includes: { and: [mine] } },
      maxResults: 3,
    } as SearchResourcesCommandInput
    const first = await client.send(new SearchResourcesCommand(input))
    const second = await client.send(new SearchResourcesCommand({ ...input, nextToken: first.nextToken }))
    const all = [...(first.matchingResources ?? []), ...(second.matchingResources ?? [])]
    expect(all.map(({ matchingBucket }) => matchingBucket?.bucketName)).toEqual(names)
    expect(second.nextToken).toBeUndefined()
  })

  const including = (...and: object[]): object => ({ bucketCriteria: { includes: { and } } })
  test.each<[string, object]>([
    ['an unknown key', including(simple('COLOUR', 'EQ', 'red'))],
    ['an unknown comparator', including(simple('S3_BUCKET_NAME', 'GT', 'a'))],
    ['no values', including(simple('S3_BUCKET_NAME', 'EQ'))],
    ['an unknown permission', including(simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'EQ', 'SOME'))],
    ['an unknown status', including(simple('AUTOMATED_DISCOVERY_MONITORING_STATUS', 'EQ', 'YES'))],
    ['no tag values', including(tag('EQ'))],
    ['an empty criterion', including({})],
    ['two in one', including({ ...simple('ACCOUNT_ID', 'EQ', 'a'), ...tag('EQ', { key: 'a' }) })],
    ['too large a page', { maxResults: 51 }],
    ['no page', { maxResults: 0 }],
    ['an unknown attribute', { sortCriteria: { attributeName: 'bucketName' } }],
    ['an unknown order', { sortCriteria: { orderBy: 'UP' } }],
    ['a made-up token', { nextToken: 'abc' }],
  ])('refuses %s', async (_case, input) => {
    const request = client.send(new SearchResourcesCommand(input as SearchResourcesCommandInput))
    await refusal(request, 'ValidationException', 400)
  })
})
