import { describe, expect, test } from 'vitest'
import { extensionOf, whyNotClassifiable } from './classifiable.ts'

const gigabyte = 2 ** 30

describe('an object is classifiable', () => {
  test.each([
    ['a.csv', undefined, 1, undefined],
    ['a.CSV', 'STANDARD', 1, undefined],
    ['no-extension', 'STANDARD_IA', 1, undefined],
    ['.env', 'ONEZONE_IA', 1, undefined],
    ['a.ndjson', 'INTELLIGENT_TIERING', 1, undefined],
    ['a.log', 'GLACIER_IR', 1, undefined],
    ['terraform.tfstate', undefined, 1, undefined],
    ['prod.auto.tfvars', undefined, 1, undefined],
    ['page.tsx', undefined, 1, undefined],
    ['a.txt', 'REDUCED_REDUNDANCY', 1, undefined],
    ['a.txt', 'A_CLASS_OF_ANOTHER_STORE', 1, undefined],
    ['a.csv', 'GLACIER', 1, 'INVALID_OBJECT_STATE'],
    ['a.csv', 'DEEP_ARCHIVE', 1, 'INVALID_OBJECT_STATE'],
    ['a.csv', 'OUTPOSTS', 1, 'INVALID_OBJECT_STATE'],
    ['a.csv', 'EXPRESS_ONEZONE', 1, 'INVALID_OBJECT_STATE'],
    ['a.png', undefined, 1, 'UNSUPPORTED_FILE_TYPE_EXCEPTION'],
    ['a.csv.mp4', undefined, 1, 'UNSUPPORTED_FILE_TYPE_EXCEPTION'],
    ['a.txt', undefined, 20 * gigabyte, undefined],
    ['a.txt', undefined, 20 * gigabyte + 1, 'FILE_EXCEEDS_SIZE_LIMIT'],
    ['a.gz', undefined, 8 * gigabyte, undefined],
    ['a.csv.gz', undefined, 8 * gigabyte + 1, 'ARCHIVE_EXCEEDS_SIZE_LIMIT'],
    ['a.gzip', undefined, 8 * gigabyte + 1, 'ARCHIVE_EXCEEDS_SIZE_LIMIT'],
  ] as const)('%s of class %s and %i bytes: %s', (key, storageClass, size, reason) => {
    expect(whyNotClassifiable(key, storageClass, size)).toBe(reason)
  })
})

test.each([
  ['a/b.c/d', ''],
  ['a.b/c.TXT', 'txt'],
  ['.gitignore', ''],
  ['a/.env', ''],
  ['a.', ''],
  ['a.b.c', 'c'],
  ['', ''],
])('the extension of %j is %j', (key, extension) => {
  expect(extensionOf(key)).toBe(extension)
})
