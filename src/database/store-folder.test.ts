import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFolder, createStore, hasStore } from './store-folder.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'magpie-store-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test('a store has the template’s files and folders, for nobody else to read', () => {
  const folder = path.join(root, 'database')
  createStore(folder, template)
  expect(readFileSync(path.join(folder, 'PG_VERSION'), 'utf8')).toBe('18\n')
  expect(readFileSync(path.join(folder, 'base/1/1249')).length).toBe(0)
  expect(existsSync(path.join(folder, 'pg_notify'))).toBe(true)
  expect(hasStore(folder)).toBe(true)
})

test('a folder is made with those above it; one that cannot be is refused at once', () => {
  const deep = path.join(root, 'a', 'b')
  createFolder(deep)
  createFolder(deep)
  expect(existsSync(deep)).toBe(true)
  // A file system that takes no folder, on which Node's own recursive making never ends.
  expect(() => createFolder('/proc/magpie/data')).toThrow(/\/proc\/magpie/)
})

test('a store whose making was cut short is no store, and the next making starts anew', () => {
  const folder = path.join(root, 'database')
  mkdirSync(`${folder}.new`)
  writeFileSync(path.join(`${folder}.new`, 'stale'), 'x')
  expect(hasStore(folder)).toBe(false)
  createStore(folder, template)
  expect(readdirSync(folder).toSorted()).toEqual(['PG_VERSION', 'base', 'pg_notify'])
  expect(existsSync(`${folder}.new`)).toBe(false)
})

const template = gzipSync(
  Buffer.concat([
    tarEntry('/PG_VERSION', '18\n'),
    tarEntry('/pg_notify', undefined),
    tarEntry('/base/1/1249', ''),
    Buffer.alloc(1024),
  ]),
)

/** Without text it is a folder's. */
function tarEntry(name: string, text: string | undefined): Buffer {
  const head = Buffer.alloc(512)
  head.write(name, 0)
  head.write((text?.length ?? 0).toString(8).padStart(11, '0'), 124)
  head.write(text === undefined ? '5' : '0', 156)
  const body = Buffer.alloc(text === undefined || text === '' ? 0 : 512)
  body.write(text ?? '')
  return Buffer.concat([head, body])
}
