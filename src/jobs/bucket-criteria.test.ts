import { describe, expect, test } from 'vitest'
import type { BucketCriteria, BucketCriterion, BucketCriterionKey, TagPair } from '../model/job.ts'
import { matchesCriteria, type BucketProperties } from './bucket-criteria.ts'

const bucket: BucketProperties = {
  name: 'Logs',
  accountId: '111122223333',
  tags: new Map([
    ['team', 'blue'],
    ['empty', ''],
  ]),
  effectivePermission: 'PUBLIC',
  sharedAccess: 'NOT_SHARED',
}
/** Of a store that tells a bucket's name and owner, and nothing else. */
const unknown: BucketProperties = { name: 'Logs', accountId: '111122223333', tags: undefined }

const simple = (key: BucketCriterionKey, comparator: 'EQ' | 'NE', ...values: string[]): BucketCriterion => ({
  simpleCriterion: { key, comparator, values },
})
const tagged = (comparator: 'EQ' | 'NE', ...tagValues: TagPair[]): BucketCriterion => ({
  tagCriterion: { comparator, tagValues },
})
const includes = (...and: BucketCriterion[]): BucketCriteria => ({ includes: { and } })

describe('one criterion', () => {
  test.each<[BucketCriterion, boolean, string]>([
    [simple('ACCOUNT_ID', 'EQ', '111122223333'), true, ''],
    [simple('ACCOUNT_ID', 'EQ', '444455556666', '111122223333'), true, 'one of several'],
    [simple('ACCOUNT_ID', 'NE', '111122223333'), false, ''],
    [simple('S3_BUCKET_NAME', 'EQ', 'Logs'), true, ''],
    [simple('S3_BUCKET_NAME', 'EQ', 'logs'), false, 'another case'],
    [simple('S3_BUCKET_NAME', 'EQ', 'Log', 'Log*'), false, 'whole names, no wildcards'],
    [simple('S3_BUCKET_NAME', 'NE', 'a', 'b'), true, 'none of several'],
    [simple('S3_BUCKET_NAME', 'NE', 'a', 'Logs'), false, 'one of several'],
    [simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'EQ', 'PUBLIC'), true, ''],
    [simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'EQ', 'NOT_PUBLIC', 'UNKNOWN'), false, ''],
    [simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'NE', 'NOT_PUBLIC'), true, ''],
    [simple('S3_BUCKET_SHARED_ACCESS', 'EQ', 'NOT_SHARED'), true, ''],
    [simple('S3_BUCKET_SHARED_ACCESS', 'EQ', 'EXTERNAL', 'INTERNAL'), false, ''],
    [simple('S3_BUCKET_SHARED_ACCESS', 'NE', 'NOT_SHARED'), false, ''],
    [tagged('EQ', { key: 'team', value: 'blue' }), true, 'the pair'],
    [tagged('EQ', { key: 'team', value: 'Blue' }), false, 'another case'],
    [tagged('EQ', { key: 'team' }), true, 'the key with any value'],
    [tagged('EQ', { value: 'blue' }), true, 'the value of any key'],
    [tagged('EQ', { value: 'red' }), false, 'no such value'],
    [tagged('EQ', { key: 'team', value: '' }), false, 'an empty value is a value'],
    [tagged('EQ', { key: 'empty', value: '' }), true, 'an empty value is a value'],
    [tagged('EQ', { key: 'x' }, { key: 'team', value: 'blue' }), true, 'one of several'],
    [tagged('NE', { key: 'x' }, { key: 'team', value: 'red' }), true, 'none of several'],
    [tagged('NE', { key: 'x' }, { key: 'team', value: 'blue' }), false, 'one of several'],
    [{}, true, 'it says nothing'],
  ])('%j is %s (%s)', (criterion, expected) => {
    expect(matchesCriteria(includes(criterion), bucket)).toBe(expected)
  })

  test.each<[BucketCriterion, boolean]>([
    [simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'EQ', 'UNKNOWN'), true],
    [simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'EQ', 'NOT_PUBLIC'), false],
    [simple('S3_BUCKET_EFFECTIVE_PERMISSION', 'NE', 'PUBLIC'), true],
    [simple('S3_BUCKET_SHARED_ACCESS', 'EQ', 'UNKNOWN'), true],
    [simple('S3_BUCKET_SHARED_ACCESS', 'NE', 'UNKNOWN'), false],
    [tagged('EQ', { key: 'team' }), false],
    [tagged('EQ', {}), false],
    [tagged('NE', { key: 'team' }), true],
  ])('%j is %s of a bucket whose properties are not known', (criterion, expected) => {
    expect(matchesCriteria(includes(criterion), unknown)).toBe(expected)
  })
})

describe('criteria together', () => {
  const yes = simple('S3_BUCKET_NAME', 'EQ', 'Logs')
  const no = simple('S3_BUCKET_NAME', 'NE', 'Logs')
  test.each<[string, BucketCriteria, boolean]>([
    ['no criteria match every bucket', {}, true],
    ['empty blocks say nothing', { includes: {}, excludes: { and: [] } }, true],
    ['every include must hold', includes(yes, no), false],
    ['all of them do', includes(yes, tagged('EQ', { key: 'team' })), true],
    ['an exclude wins over an include', { includes: { and: [yes] }, excludes: { and: [yes] } }, false],
    [
      'an exclude that does not hold leaves it in',
      { includes: { and: [yes] }, excludes: { and: [no] } },
      true,
    ],
    ['only all excludes together exclude', { excludes: { and: [yes, no] } }, true],
    ['all of them hold', { excludes: { and: [yes, yes] } }, false],
  ])('%s', (_name, criteria, expected) => {
    expect(matchesCriteria(criteria, bucket)).toBe(expected)
  })
})
