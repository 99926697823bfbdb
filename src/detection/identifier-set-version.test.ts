import { appendFileSync, cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identifierSetVersion } from './identifier-set-version.ts'

let copy: string

beforeEach(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'magpie-detection-'))
  cpSync(import.meta.dirname, copy, { recursive: true })
})

afterEach(() => rmSync(copy, { recursive: true }))

test('the version is the same wherever the same modules are', () => {
  expect(identifierSetVersion()).toMatch(/^[0-9a-f]{16}$/)
  expect(identifierSetVersion(copy)).toBe(identifierSetVersion())
})

test.each([
  'managed/personal/usa-social-security-number.ts',
  'managed/shared/card-numbers.ts',
  'checksums/luhn.ts',
  'engine/search-prose.ts',
])('the version changes with %s', (file) => {
  appendFileSync(path.join(copy, file), '\n')
  expect(identifierSetVersion(copy)).not.toBe(identifierSetVersion())
})

test('the version changes where a module is renamed', () => {
  renameSync(path.join(copy, 'checksums/luhn.ts'), path.join(copy, 'checksums/lun.ts'))
  expect(identifierSetVersion(copy)).not.toBe(identifierSetVersion())
})

test.each(['checksums/more.test.ts', 'detector.d.ts', 'notes.md'])(
  'the version does not change with %s',
  (file) => {
    writeFileSync(path.join(copy, file), 'x')
    expect(identifierSetVersion(copy)).toBe(identifierSetVersion())
  },
)
