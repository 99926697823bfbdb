import { expect, test } from 'vitest'
import { findingId, resultsId } from './finding-id.ts'

const scanned = { accountId: '000000000000', jobId: 'j', runNumber: 1, bucket: 'b', key: 'a/b' }

test('ids are derived: hexadecimal of the finding, a UUID of its results, told apart', () => {
  expect(findingId(scanned)).toMatch(/^[0-9a-f]{32}$/)
  expect(resultsId(scanned)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(resultsId(scanned).replaceAll('-', '').slice(0, 12)).not.toBe(findingId(scanned).slice(0, 12))
})

test('stay what they are from release to release', () => {
  expect(findingId(scanned)).toBe('516eb7aa49367fe87f78f67558aa0a7c')
})

test('keep bucket and key apart; no version is one version', () => {
  expect(findingId({ ...scanned, bucket: 'b/a', key: 'b' })).not.toBe(findingId(scanned))
  expect(findingId({ ...scanned, bucket: 'b","a' })).not.toBe(findingId({ ...scanned, key: 'a","a/b' }))
  expect(findingId({ ...scanned, versionId: undefined })).toBe(findingId(scanned))
  expect(findingId({ ...scanned, versionId: 'v' })).not.toBe(findingId(scanned))
})
