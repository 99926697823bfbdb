import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScopeBlock, ScopeComparator, ScopeKey, ScopeTerm, Scoping, TagPair } from '../model/job.ts'
import {
  compileScoping,
  keyExtension,
  type ObjectTags,
  type ScopedBucket,
  type ScopedObject,
} from './scoping.ts'

fc.configureGlobal({ seed: 20_240_510 })

const simple = (key: ScopeKey, comparator: ScopeComparator, ...values: string[]): ScopeTerm => ({
  simpleScopeTerm: { key, comparator, values },
})
const tagged = (comparator: 'EQ' | 'NE', ...tagValues: TagPair[]): ScopeTerm => ({
  tagScopeTerm: { comparator, key: 'TAG', tagValues, target: 'S3_OBJECT' },
})
const all = (...and: ScopeTerm[]): ScopeBlock => ({ and })

const object: ScopedObject = {
  key: 'exports/2024/People.CSV',
  size: 1_000,
  lastModified: new Date('2024-05-10T12:00:00.250Z'),
}
const bucket: ScopedBucket = { createdAt: new Date('2020-01-01T00:00:00Z') }
const tags = new Map([
  ['Team', 'blue'],
  ['empty', ''],
])

function includes(
  term: ScopeTerm,
  changes: Partial<ScopedObject> = {},
  where = bucket,
): boolean | 'needs-tags' {
  return compileScoping({ includes: all(term) }).decide({ ...object, ...changes }, where)
}

function includesTagged(term: ScopeTerm, objectTags: ObjectTags): boolean {
  return compileScoping({ includes: all(term) }).decideWithTags(object, bucket, objectTags)
}

describe('the extension of a key', () => {
  test.each([
    ['a.csv', 'csv'],
    ['a.tar.gz', 'gz'],
    ['folder.d/a', undefined],
    ['folder.d/a.b', 'b'],
    ['a.', ''],
    ['.profile', 'profile'],
    ['folder/', undefined],
    ['', undefined],
  ])('of %j is %j', (key, extension) => {
    expect(keyExtension(key)).toBe(extension)
  })
})

describe('a condition of a listing', () => {
  test.each<[ScopeTerm, boolean, string]>([
    [simple('OBJECT_EXTENSION', 'EQ', 'CSV'), true, 'the same extension'],
    [simple('OBJECT_EXTENSION', 'EQ', 'csv'), false, 'another case'],
    [simple('OBJECT_EXTENSION', 'EQ', 'txt', 'CSV'), true, 'one of several'],
    [simple('OBJECT_EXTENSION', 'EQ', 'C', '*', '.CSV', 'CS'), false, 'no wildcards, no dot, no parts'],
    [simple('OBJECT_EXTENSION', 'NE', 'csv', 'txt'), true, 'none of several'],
    [simple('OBJECT_EXTENSION', 'NE', 'csv', 'CSV'), false, 'one of several'],
    [simple('OBJECT_KEY', 'STARTS_WITH', 'exports/'), true, 'a prefix'],
    [simple('OBJECT_KEY', 'STARTS_WITH', 'exports/2024/People.CSV'), true, 'the whole key'],
    [simple('OBJECT_KEY', 'STARTS_WITH', 'other', 'exp'), true, 'one of several prefixes'],
    [simple('OBJECT_KEY', 'STARTS_WITH', 'Exports/'), false, 'another case'],
    [simple('OBJECT_KEY', 'STARTS_WITH', '2024'), false, 'a later part'],
    [simple('OBJECT_SIZE', 'EQ', '1000'), true, ''],
    [simple('OBJECT_SIZE', 'EQ', '01000'), true, 'however it is written'],
    [simple('OBJECT_SIZE', 'EQ', '999'), false, ''],
    [simple('OBJECT_SIZE', 'NE', '999'), true, ''],
    [simple('OBJECT_SIZE', 'NE', '1000'), false, ''],
    [simple('OBJECT_SIZE', 'GT', '999'), true, ''],
    [simple('OBJECT_SIZE', 'GT', '1000'), false, 'not equal'],
    [simple('OBJECT_SIZE', 'GTE', '1000'), true, 'or equal'],
    [simple('OBJECT_SIZE', 'GTE', '1001'), false, ''],
    [simple('OBJECT_SIZE', 'LT', '1001'), true, ''],
    [simple('OBJECT_SIZE', 'LT', '1000'), false, 'not equal'],
    [simple('OBJECT_SIZE', 'LTE', '1000'), true, 'or equal'],
    [simple('OBJECT_SIZE', 'LTE', '999'), false, ''],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', '2024-05-10T12:00:00Z'), true, 'the same second'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', '2024-05-10T14:00:00+02:00'), true, 'in another zone'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', '2024-05-10T12:00:00.000Z'), false, 'another millisecond'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', '2024-05-10T12:00:00.250Z'), true, 'the same millisecond'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', '2024-05-10T12:00:01Z'), false, 'another second'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'NE', '2024-05-10T12:00:00Z'), false, 'the same second'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'NE', '2024-05-10T12:00:01Z'), true, ''],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'GT', '2024-05-10T11:59:59Z'), true, ''],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'GT', '2024-05-10T12:00:00Z'), false, 'the same second'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'GT', '2024-05-10T12:00:00.249Z'), true, 'a millisecond later'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'GTE', '2024-05-10T12:00:00Z'), true, 'the same second'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'GTE', '2024-05-10T12:00:01Z'), false, ''],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'LT', '2024-05-10T12:00:01Z'), true, ''],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'LT', '2024-05-10T12:00:00Z'), false, 'the same second'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'LTE', '2024-05-10T12:00:00Z'), true, 'the same second'],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'LTE', '2024-05-10T11:59:59Z'), false, ''],
    [simple('BUCKET_CREATION_DATE', 'EQ', '2020-01-01T00:00:00Z'), true, ''],
    [simple('BUCKET_CREATION_DATE', 'NE', '2020-01-01T00:00:00Z'), false, ''],
    [simple('BUCKET_CREATION_DATE', 'GT', '2019-12-31T23:59:59Z'), true, ''],
    [simple('BUCKET_CREATION_DATE', 'GT', '2020-01-01T00:00:00Z'), false, 'the same second'],
    [simple('BUCKET_CREATION_DATE', 'GTE', '2020-01-01T00:00:00Z'), true, 'the same second'],
    [simple('BUCKET_CREATION_DATE', 'GTE', '2020-01-01T00:00:01Z'), false, ''],
    [simple('BUCKET_CREATION_DATE', 'LT', '2020-01-01T00:00:01Z'), true, ''],
    [simple('BUCKET_CREATION_DATE', 'LT', '2020-01-01T00:00:00Z'), false, 'the same second'],
    [simple('BUCKET_CREATION_DATE', 'LTE', '2020-01-01T00:00:00Z'), true, 'the same second'],
    [simple('BUCKET_CREATION_DATE', 'LTE', '2019-12-31T23:59:59Z'), false, ''],
  ])('%j is %s (%s)', (term, expected) => {
    expect(includes(term)).toBe(expected)
  })

  test('a key without an extension has none of the listed ones', () => {
    expect(includes(simple('OBJECT_EXTENSION', 'EQ', 'csv'), { key: 'csv' })).toBe(false)
    expect(includes(simple('OBJECT_EXTENSION', 'NE', 'csv'), { key: 'a.csv/b' })).toBe(true)
  })

  test('a creation date that is not known equals nothing', () => {
    const unknown = { createdAt: undefined }
    const year = '2020-01-01T00:00:00Z'
    for (const comparator of ['EQ', 'GT', 'GTE', 'LT', 'LTE'] as const) {
      expect(includes(simple('BUCKET_CREATION_DATE', comparator, year), {}, unknown)).toBe(false)
    }
    expect(includes(simple('BUCKET_CREATION_DATE', 'NE', year), {}, unknown)).toBe(true)
  })

  test.each([
    simple('OBJECT_SIZE', 'STARTS_WITH', '1'),
    simple('OBJECT_LAST_MODIFIED_DATE', 'CONTAINS', '2024-05-10T12:00:00Z'),
  ])('%j is a mistake that shows when it is compiled', (term) => {
    expect(() => compileScoping({ includes: all(term) })).toThrow('Cannot compare by')
  })
})

describe('a condition of tags', () => {
  test.each<[ScopeTerm, boolean, string]>([
    [simple('TAG', 'EQ', 'Team'), true, 'has the key'],
    [simple('TAG', 'EQ', 'team'), false, 'another case'],
    [simple('TAG', 'EQ', 'x', 'empty'), true, 'one of several keys'],
    [simple('TAG', 'EQ', 'blue'), false, 'a value is no key'],
    [simple('TAG', 'NE', 'x', 'y'), true, 'none of them'],
    [simple('TAG', 'NE', 'x', 'Team'), false, 'one of them'],
    [simple('TAG', 'CONTAINS', 'ea'), true, 'a part of a key'],
    [simple('TAG', 'CONTAINS', 'x', 'mpt'), true, 'a part of another'],
    [simple('TAG', 'CONTAINS', 'EA'), false, 'another case'],
    [tagged('EQ', { key: 'Team', value: 'blue' }), true, 'the pair'],
    [tagged('EQ', { key: 'Team', value: 'Blue' }), false, 'another case'],
    [tagged('EQ', { key: 'Team', value: 'blu' }), false, 'the whole value'],
    [tagged('EQ', { key: 'Team', value: '' }), true, 'an empty value means any'],
    [tagged('EQ', { key: 'Team' }), true, 'so does none'],
    [tagged('EQ', { key: 'x' }, { key: 'empty' }), true, 'one of several'],
    [tagged('EQ', { key: 'x', value: 'blue' }), false, 'the key counts'],
    [tagged('NE', { key: 'Team', value: 'red' }, { key: 'x' }), true, 'none of the pairs'],
    [tagged('NE', { key: 'Team', value: 'red' }, { key: 'Team' }), false, 'one of the pairs'],
  ])('%j is %s (%s)', (term, expected) => {
    expect(includesTagged(term, tags)).toBe(expected)
  })

  test.each<[ScopeTerm, boolean]>([
    [simple('TAG', 'EQ', 'Team'), false],
    [simple('TAG', 'CONTAINS', 'T'), false],
    [simple('TAG', 'NE', 'Team'), true],
    [tagged('EQ', { key: 'Team' }), false],
    [tagged('NE', { key: 'Team' }), true],
  ])('%j is %s of an object without tags, and of one whose tags are not known', (term, expected) => {
    expect(includesTagged(term, new Map())).toBe(expected)
    expect(includesTagged(term, undefined)).toBe(expected)
  })
})

describe('conditions together', () => {
  const yes = simple('OBJECT_EXTENSION', 'EQ', 'CSV')
  const no = simple('OBJECT_EXTENSION', 'NE', 'CSV')
  const team = simple('TAG', 'EQ', 'Team')

  test.each<[string, Scoping | undefined, boolean | 'needs-tags']>([
    ['without scoping everything is in scope', undefined, true],
    ['empty blocks say nothing', { includes: {}, excludes: { and: [] } }, true],
    ['every include must hold', { includes: all(yes, no) }, false],
    ['all of them do', { includes: all(yes, yes) }, true],
    ['an exclude wins over an include', { includes: all(yes), excludes: all(yes) }, false],
    ['an exclude that does not hold leaves it in', { includes: all(yes), excludes: all(no) }, true],
    ['only all excludes together exclude', { excludes: all(yes, no) }, true],
    ['all of them hold', { excludes: all(yes, yes) }, false],
    ['what is not included needs no excludes', { includes: all(no), excludes: all(yes) }, false],
    ['a tag decides', { includes: all(team) }, 'needs-tags'],
    ['a listing has decided against it before', { includes: all(team, no) }, false],
    ['a tag may exclude', { excludes: all(team) }, 'needs-tags'],
    ['an exclude of a listing has decided before', { excludes: all(team, no) }, true],
    [
      'an exclude without tags wins before tags are asked',
      { includes: all(team), excludes: all(yes) },
      false,
    ],
  ])('%s', (_name, scoping, expected) => {
    expect(compileScoping(scoping).decide(object, bucket)).toBe(expected)
  })

  test('says whether tags are mentioned, in either block', () => {
    expect(compileScoping({ includes: all(yes), excludes: all(no) }).mentionsTags).toBe(false)
    expect(compileScoping({ includes: all(yes, team) }).mentionsTags).toBe(true)
    expect(compileScoping({ excludes: all(tagged('NE', { key: 'x' })) }).mentionsTags).toBe(true)
  })
})

describe('any scoping', () => {
  /** Each condition with what it means, told anew. */
  type Meaning = readonly [ScopeTerm, (of: ScopedObject, tagsOf: ReadonlyMap<string, string>) => boolean]
  const size = fc.integer({ min: 0, max: 3 })
  const extension = fc.constantFrom('csv', 'CSV', 'gz')
  const tagKey = fc.constantFrom('a', 'b', 'c')
  const meaning: fc.Arbitrary<Meaning> = fc.oneof(
    size.map((n): Meaning => [simple('OBJECT_SIZE', 'GTE', `${n}`), (of) => of.size >= n]),
    size.map((n): Meaning => [simple('OBJECT_SIZE', 'LT', `${n}`), (of) => of.size < n]),
    extension.map((e): Meaning => [simple('OBJECT_EXTENSION', 'EQ', e), (of) => of.key.endsWith(`.${e}`)]),
    extension.map((e): Meaning => [simple('OBJECT_EXTENSION', 'NE', e), (of) => !of.key.endsWith(`.${e}`)]),
    fc
      .constantFrom('x/', 'y/')
      .map((p): Meaning => [simple('OBJECT_KEY', 'STARTS_WITH', p), (of) => of.key.startsWith(p)]),
    tagKey.map((key): Meaning => [simple('TAG', 'EQ', key), (_of, tagsOf) => tagsOf.has(key)]),
    tagKey.map((key): Meaning => [tagged('NE', { key }), (_of, tagsOf) => !tagsOf.has(key)]),
  )
  const block = fc.array(meaning, { maxLength: 3 })
  const anyObject = fc.record({
    key: fc
      .tuple(fc.constantFrom('x/', 'y/', ''), fc.constantFrom('1', '2.'), extension)
      .map((parts) => parts.join('')),
    size,
    lastModified: fc.constant(object.lastModified),
  })
  const anyTags = fc.uniqueArray(tagKey).map((keys) => new Map(keys.map((key) => [key, ''])))

  test('includes what every include and not every exclude holds for, and asks for tags only where they decide', () => {
    fc.assert(
      fc.property(block, block, anyObject, anyTags, (include, exclude, of, tagsOf) => {
        const holds = ([, means]: Meaning): boolean => means(of, tagsOf)
        const expected = include.every(holds) && !(exclude.length > 0 && exclude.every(holds))
        const scope = compileScoping({
          includes: all(...include.map(([term]) => term)),
          excludes: all(...exclude.map(([term]) => term)),
        })
        expect(scope.decideWithTags(of, bucket, tagsOf)).toBe(expected)
        const decision = scope.decide(of, bucket)
        if (decision === 'needs-tags') expect(scope.mentionsTags).toBe(true)
        else expect(decision).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })
})
