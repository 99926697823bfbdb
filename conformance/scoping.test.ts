// The scope grammar: every key with every comparator, in includes and excludes, in both vintages.
import { beforeAll, describe, expect, test } from 'vitest'
import { bucketCreatedAt, modifiedAt, putObject } from './objects.ts'
import { accountId, bucketWith, keysFound, runJob, server, ssnLine, stage, type JobInput } from './world.ts'

const sized = 'data/c.csv'
const everything = ['data/big.txt', sized, 'logs/B.TXT', 'logs/a.txt', 'noextension', 'v1.0/x', 'young.txt']
const without = (...keys: string[]): string[] => everything.filter((key) => !keys.includes(key))
/** Folders have no tags: EQ never matches there, NE always. */
const tagged = stage.objects === 's3' ? ['young.txt'] : []
const untagged = without(...tagged)
const old = without('young.txt')

let bucket = ''
/** What stands for a time in the table below: only the store knows it. */
const times = new Map<string, Date>()
beforeAll(async () => {
  bucket = await bucketWith({
    'logs/a.txt': ssnLine(1),
    'logs/B.TXT': ssnLine(2),
    [sized]: 'ssn\n536-22-1003\n',
    'data/big.txt': ssnLine(4) + 'x\n'.repeat(2_000),
    noextension: ssnLine(5),
    'v1.0/x': ssnLine(7),
  })
  const place = { folder: server.buckets, bucket, key: 'young.txt', tags: 'team=red&env=' }
  const newest = Math.max(
    ...(await Promise.all(old.map(async (key) => (await modifiedAt(stage, { ...place, key })).getTime()))),
  )
  await putObject(stage, place, ssnLine(6))
  // Until it is the only object of its second.
  while ((await modifiedAt(stage, place)).getTime() <= newest) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    await putObject(stage, place, ssnLine(6))
  }
  times.set('YOUNG', await modifiedAt(stage, place))
  times.set('BUCKET', await bucketCreatedAt(stage, server.buckets, bucket))
})

interface Term {
  readonly simpleScopeTerm?: { key: string; comparator: string; values: string[] }
  readonly tagScopeTerm?: object
}

const simple = (key: string, comparator: string, ...values: string[]): Term => ({
  simpleScopeTerm: { key, comparator, values },
})
const tags = (comparator: string, ...tagValues: object[]): Term => ({
  tagScopeTerm: { key: 'TAG', comparator, tagValues, target: 'S3_OBJECT' },
})
const iso = (time: Date): string => time.toISOString().replace('.000Z', 'Z')

function timed(term: Term): Term {
  const { simpleScopeTerm } = term
  if (simpleScopeTerm === undefined) return term
  const values = simpleScopeTerm.values.map((value) => {
    const time = times.get(value)
    return time === undefined ? value : iso(time)
  })
  return { simpleScopeTerm: { ...simpleScopeTerm, values } }
}

async function inScope(blocks: { includes?: Term[]; excludes?: Term[] }): Promise<string[]> {
  const { includes, excludes } = blocks
  const scoping = {
    ...(includes && { includes: { and: includes.map(timed) } }),
    ...(excludes && { excludes: { and: excludes.map(timed) } }),
  }
  const s3JobDefinition = { bucketDefinitions: [{ accountId, buckets: [bucket] }], scoping }
  return keysFound(await runJob([], { s3JobDefinition: s3JobDefinition as JobInput['s3JobDefinition'] }))
}

const rows: readonly [title: string, term: Term, holdsFor: string[]][] = [
  [
    'OBJECT_EXTENSION EQ is one of the values, case sensitive',
    simple('OBJECT_EXTENSION', 'EQ', 'TXT', 'csv'),
    [sized, 'logs/B.TXT'],
  ],
  [
    'OBJECT_EXTENSION NE is none of the values',
    simple('OBJECT_EXTENSION', 'NE', 'txt', 'csv'),
    ['logs/B.TXT', 'noextension', 'v1.0/x'],
  ],
  ['OBJECT_EXTENSION is of the last segment alone', simple('OBJECT_EXTENSION', 'EQ', '0/x', '0'), []],
  ['OBJECT_EXTENSION knows no wildcards', simple('OBJECT_EXTENSION', 'EQ', '*', 't*'), []],
  [
    'OBJECT_KEY STARTS_WITH one of the values, from the first character on',
    simple('OBJECT_KEY', 'STARTS_WITH', 'logs/a', 'noex', 'B.TXT', 'DATA'),
    ['logs/a.txt', 'noextension'],
  ],
  ['OBJECT_SIZE GT', simple('OBJECT_SIZE', 'GT', '1000'), ['data/big.txt']],
  ['OBJECT_SIZE GTE', simple('OBJECT_SIZE', 'GTE', '17'), without(sized)],
  ['OBJECT_SIZE LT', simple('OBJECT_SIZE', 'LT', '17'), [sized]],
  ['OBJECT_SIZE LTE', simple('OBJECT_SIZE', 'LTE', '17'), without('data/big.txt')],
  ['OBJECT_SIZE EQ', simple('OBJECT_SIZE', 'EQ', '16'), [sized]],
  ['OBJECT_SIZE NE', simple('OBJECT_SIZE', 'NE', '17'), ['data/big.txt', sized]],
  ['OBJECT_LAST_MODIFIED_DATE EQ', simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', 'YOUNG'), ['young.txt']],
  ['OBJECT_LAST_MODIFIED_DATE NE', simple('OBJECT_LAST_MODIFIED_DATE', 'NE', 'YOUNG'), old],
  ['OBJECT_LAST_MODIFIED_DATE GT', simple('OBJECT_LAST_MODIFIED_DATE', 'GT', 'YOUNG'), []],
  ['OBJECT_LAST_MODIFIED_DATE GTE', simple('OBJECT_LAST_MODIFIED_DATE', 'GTE', 'YOUNG'), ['young.txt']],
  ['OBJECT_LAST_MODIFIED_DATE LT', simple('OBJECT_LAST_MODIFIED_DATE', 'LT', 'YOUNG'), old],
  ['OBJECT_LAST_MODIFIED_DATE LTE', simple('OBJECT_LAST_MODIFIED_DATE', 'LTE', 'YOUNG'), everything],
  ['BUCKET_CREATION_DATE EQ', simple('BUCKET_CREATION_DATE', 'EQ', 'BUCKET'), everything],
  ['BUCKET_CREATION_DATE NE', simple('BUCKET_CREATION_DATE', 'NE', 'BUCKET'), []],
  ['BUCKET_CREATION_DATE GT', simple('BUCKET_CREATION_DATE', 'GT', 'BUCKET'), []],
  ['BUCKET_CREATION_DATE GTE', simple('BUCKET_CREATION_DATE', 'GTE', 'BUCKET'), everything],
  ['BUCKET_CREATION_DATE LT', simple('BUCKET_CREATION_DATE', 'LT', 'BUCKET'), []],
  ['BUCKET_CREATION_DATE LTE', simple('BUCKET_CREATION_DATE', 'LTE', 'BUCKET'), everything],
  ['TAG EQ has one of the keys', simple('TAG', 'EQ', 'team', 'other'), tagged],
  ['TAG NE has none of the keys', simple('TAG', 'NE', 'other', 'team'), untagged],
  ['TAG CONTAINS a part of a key', simple('TAG', 'CONTAINS', 'zz', 'ea'), tagged],
  ['TAG is case sensitive', simple('TAG', 'EQ', 'TEAM'), []],
  [
    'tagScopeTerm EQ has one of the pairs',
    tags('EQ', { key: 'a', value: 'b' }, { key: 'team', value: 'red' }),
    tagged,
  ],
  ['tagScopeTerm EQ with another value', tags('EQ', { key: 'team', value: 'blue' }), []],
  [
    'tagScopeTerm compares whole strings, case sensitive',
    tags('EQ', { key: 'team', value: 'Red' }, { key: 'tea' }),
    [],
  ],
  ['tagScopeTerm EQ with a key alone', tags('EQ', { key: 'team' }), tagged],
  ['tagScopeTerm EQ with an empty value means any', tags('EQ', { key: 'team', value: '' }), tagged],
  [
    'tagScopeTerm NE has none of the pairs',
    tags('NE', { key: 'x' }, { key: 'team', value: 'red' }),
    untagged,
  ],
]

describe.concurrent('a term of includes', () => {
  test.each(rows)('%s', async (_title, term, holdsFor) => {
    expect(await inScope({ includes: [term] })).toEqual(holdsFor)
  })
})

describe.concurrent('a term of excludes', () => {
  test.each(rows)('%s', async (_title, term, holdsFor) => {
    expect(await inScope({ excludes: [term] })).toEqual(without(...holdsFor))
  })
})

describe.concurrent('terms together', () => {
  const both = [simple('OBJECT_EXTENSION', 'EQ', 'txt'), simple('OBJECT_KEY', 'STARTS_WITH', 'logs/')]

  test('those of includes join with AND', async () => {
    expect(await inScope({ includes: both })).toEqual(['logs/a.txt'])
  })

  test('an object is excluded only if every term of excludes holds', async () => {
    expect(await inScope({ excludes: both })).toEqual(without('logs/a.txt'))
  })

  test('excludes win', async () => {
    const csv = simple('OBJECT_EXTENSION', 'EQ', 'csv')
    expect(await inScope({ includes: [csv], excludes: [csv] })).toEqual([])
  })

  test('both vintages of keys work together', async () => {
    const includes = [simple('BUCKET_CREATION_DATE', 'GTE', 'BUCKET'), simple('TAG', 'NE', 'team')]
    expect(await inScope({ includes, excludes: [simple('OBJECT_KEY', 'STARTS_WITH', 'data/')] })).toEqual(
      untagged.filter((key) => !key.startsWith('data/')),
    )
  })
})
