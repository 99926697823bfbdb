// `magpie scan --allow`: what is left out, and what is said of a file that is no allow list.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasWord, digestWord } from '../detection/allow/allowed-words.ts'
import { readAllowFile } from './allow-file.ts'
import { readScanRequest } from './scan-request.ts'
import { createDetector } from '../detection/detector.ts'
import { findIn, text } from '../../test/passages.ts'
import { CommandFailure } from './command-failure.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-allow-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

test('several files are one scan’s lists, and what they allow is not found', async () => {
  const allow = [
    put('a.txt', '536-22-1001\r\n'),
    put('b.txt', 'unused\n'),
    put('c.json', '[{"regex":".*3"},{"regex":".*4"}]'),
  ]
  const { identifiers } = await readScanRequest([folder], { allow }, new Date())
  const content = text('ssn 536-22-1001, ssn 536-22-1002, ssn 536-22-1003, ssn 536-22-1004')
  const found = await findIn(createDetector(identifiers), content)
  expect(found.map((match) => match.text)).toEqual(['536-22-1002'])
})

test('a scan without lists allows nothing', async () => {
  const { identifiers } = await readScanRequest([folder], {}, new Date())
  expect(identifiers.allowed).toBeUndefined()
})

test('a text file has a word a line, whatever else it looks like', async () => {
  const { expressions, words } = await readAllowFile(put('list.txt', '{"regex":"x"}\n\nTwo\n'))
  expect(expressions).toEqual([])
  const list = words[0] ?? new Uint8Array(0)
  expect(['{"regex":"x"}', 'two', 'x'].map((word) => hasWord(list, digestWord(word)))).toEqual([
    true,
    true,
    false,
  ])
})

describe('refused is', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['list.txt', '\n', 'it has no line that could be a word'],
    ['list.txt', Buffer.from([0xff, 0xfe]), 'it is no text in UTF-8'],
    ['list.txt', `ok\n${'x'.repeat(91)}\n`, '1 of its lines have more than 90 characters'],
    ['list.txt', 'w\n'.repeat(100_001), 'it has more than 100,000 lines or 35 MB'],
    ['list.json', '{"regex":"a(?=b)"}', 'look-ahead'],
    ['list.json', '{"regexp":"a"}', 'Invalid input'],
    ['list.json', '[]', 'Too small'],
    ['list.json', 'x', ''],
  ])('%s: %j', async (name, content, why) => {
    const outcome = await readAllowFile(put(name, content)).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(CommandFailure)
    const { message, next } = outcome as CommandFailure
    expect(message).toContain(`Cannot use the allow list ${path.join(folder, name)}: `)
    expect(message).toContain(why)
    expect(next).toMatch(/^Expected: /)
  })

  test('a file that is not there', async () => {
    const request = readAllowFile(path.join(folder, 'none.txt'))
    await expect(request).rejects.toThrow('no such file or directory')
  })
})
