// The scope grammar: every key with every comparator, in includes and excludes, in both vintages.
import { beforeAll, describe, expect, test } from 'vitest'
import { putObject } from './objects.ts'
import { accountId, bucketWith, keysFound, runJob, server, ssnLine, stage, type JobInput } from './world.ts'

let bucket = ''
beforeAll(async () => {
  bucket = await bucketWith({
    'logs/a.txt': ssnLine(1),
    'logs/B.TXT': ssnLine(2),
    'data/c.csv': 'ssn\n536-22-1003\n',
    'data/big.txt': ssnLine(4) + 'x\n'.repeat(2_000),
    noextension: ssnLine(5),
  })
  await putObject(
    stage,
    { folder: server.buckets, bucket, key: 'tagged.txt', tags: 'team=red&env=' },
    ssnLine(6),
  )
})

const everything = ['data/big.txt', 'data/c.csv', 'logs/B.TXT', 'logs/a.txt', 'noextension', 'tagged.txt']
const without = (...keys: string[]): string[] => everything.filter((key) => !keys.includes(key))

type Block = { and: unknown[] }
async function inScope(includes?: Block, excludes?: Block): Promise<string[]> {
  const scoping = { ...(includes && { includes }), ...(excludes && { excludes }) }
  const s3JobDefinition = { bucketDefinitions: [{ accountId, buckets: [bucket] }], scoping }
  return keysFound(await runJob([], { s3JobDefinition: s3JobDefinition as JobInput['s3JobDefinition'] }))
}
const simple = (key: string, comparator: string, ...values: string[]): Block => ({
  and: [{ simpleScopeTerm: { key, comparator, values } }],
})
const tags = (comparator: string, ...tagValues: object[]): Block => ({
  and: [{ tagScopeTerm: { key: 'TAG', comparator, tagValues, target: 'S3_OBJECT' } }],
})
const past = '2020-01-01T00:00:00Z'
const future = '2100-01-01T00:00:00Z'
/** Folders have no tags: EQ never matches there, NE always. */
const tagged = stage.objects === 's3' ? ['tagged.txt'] : []
const untagged = without(...tagged)

const rows: readonly [string, Block, string[]][] = [
  [
    'OBJECT_EXTENSION EQ, case sensitive',
    simple('OBJECT_EXTENSION', 'EQ', 'TXT', 'csv'),
    ['data/c.csv', 'logs/B.TXT'],
  ],
  [
    'OBJECT_EXTENSION NE is none of the values',
    simple('OBJECT_EXTENSION', 'NE', 'txt', 'csv'),
    ['logs/B.TXT', 'noextension'],
  ],
  [
    'OBJECT_KEY STARTS_WITH',
    simple('OBJECT_KEY', 'STARTS_WITH', 'logs/', 'noex'),
    ['logs/B.TXT', 'logs/a.txt', 'noextension'],
  ],
  ['OBJECT_SIZE GT', simple('OBJECT_SIZE', 'GT', '1000'), ['data/big.txt']],
  ['OBJECT_SIZE GTE', simple('OBJECT_SIZE', 'GTE', '17'), without('data/c.csv')],
  ['OBJECT_SIZE LT', simple('OBJECT_SIZE', 'LT', '17'), ['data/c.csv']],
  ['OBJECT_SIZE LTE', simple('OBJECT_SIZE', 'LTE', '17'), without('data/big.txt')],
  ['OBJECT_SIZE EQ', simple('OBJECT_SIZE', 'EQ', '16'), ['data/c.csv']],
  ['OBJECT_SIZE NE', simple('OBJECT_SIZE', 'NE', '17'), ['data/big.txt', 'data/c.csv']],
  ['OBJECT_LAST_MODIFIED_DATE GT', simple('OBJECT_LAST_MODIFIED_DATE', 'GT', past), everything],
  ['OBJECT_LAST_MODIFIED_DATE GTE', simple('OBJECT_LAST_MODIFIED_DATE', 'GTE', future), []],
  ['OBJECT_LAST_MODIFIED_DATE LT', simple('OBJECT_LAST_MODIFIED_DATE', 'LT', past), []],
  ['OBJECT_LAST_MODIFIED_DATE LTE', simple('OBJECT_LAST_MODIFIED_DATE', 'LTE', future), everything],
  ['OBJECT_LAST_MODIFIED_DATE EQ', simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', past), []],
  ['OBJECT_LAST_MODIFIED_DATE NE', simple('OBJECT_LAST_MODIFIED_DATE', 'NE', past), everything],
  ['BUCKET_CREATION_DATE GT', simple('BUCKET_CREATION_DATE', 'GT', past), everything],
  ['BUCKET_CREATION_DATE LT', simple('BUCKET_CREATION_DATE', 'LT', past), []],
  ['BUCKET_CREATION_DATE GTE', simple('BUCKET_CREATION_DATE', 'GTE', future), []],
  ['BUCKET_CREATION_DATE LTE', simple('BUCKET_CREATION_DATE', 'LTE', future), everything],
  ['BUCKET_CREATION_DATE EQ', simple('BUCKET_CREATION_DATE', 'EQ', past), []],
  ['BUCKET_CREATION_DATE NE', simple('BUCKET_CREATION_DATE', 'NE', past), everything],
  ['TAG EQ has one of the keys', simple('TAG', 'EQ', 'team', 'other'), tagged],
  ['TAG NE has none of the keys', simple('TAG', 'NE', 'team'), untagged],
  ['TAG CONTAINS a part of a key', simple('TAG', 'CONTAINS', 'ea'), tagged],
  ['TAG is case sensitive', simple('TAG', 'EQ', 'TEAM'), []],
  ['tagScopeTerm EQ with a pair', tags('EQ', { key: 'team', value: 'red' }), tagged],
  ['tagScopeTerm EQ with another value', tags('EQ', { key: 'team', value: 'blue' }), []],
  ['tagScopeTerm EQ with a key alone', tags('EQ', { key: 'team' }), tagged],
  ['tagScopeTerm EQ with an empty value means any', tags('EQ', { key: 'team', value: '' }), tagged],
  ['tagScopeTerm NE', tags('NE', { key: 'team', value: 'red' }), untagged],
]

describe('includes', () => {
  test.each(rows)('%s', async (_row, block, expected) => {
    expect(await inScope(block)).toEqual(expected)
  })

  test('terms join with AND', async () => {
    const block = {
      and: [
        ...simple('OBJECT_EXTENSION', 'EQ', 'txt').and,
        ...simple('OBJECT_KEY', 'STARTS_WITH', 'logs/').and,
      ],
    }
    expect(await inScope(block)).toEqual(['logs/a.txt'])
  })
})

describe('excludes', () => {
  test.each(rows.filter((_, n) => n % 3 === 0))('%s', async (_row, block, expected) => {
    expect(await inScope(undefined, block)).toEqual(without(...expected))
  })

  test('an object is excluded only if every term holds', async () => {
    const block = {
      and: [
        ...simple('OBJECT_EXTENSION', 'EQ', 'txt').and,
        ...simple('OBJECT_KEY', 'STARTS_WITH', 'logs/').and,
      ],
    }
    expect(await inScope(undefined, block)).toEqual(without('logs/a.txt'))
  })

  test('excludes win', async () => {
    const both = simple('OBJECT_EXTENSION', 'EQ', 'csv')
    expect(await inScope(both, both)).toEqual([])
  })
})
