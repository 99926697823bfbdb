// The embedded store's folder, made from a template (a tar of a store, gzipped) so that it appears whole or not at all:
// written beside, fsynced, renamed, and the rename fsynced.
import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fsyncPath } from './fsync-path.ts'

/** True if there is a store already; a half-made one has another name. */
export const hasStore = (folder: string): boolean => fs.existsSync(path.join(folder, 'PG_VERSION'))

export function createStore(folder: string, template: Uint8Array): void {
  const making = `${folder}.new`
  fs.rmSync(making, { recursive: true, force: true })
  fs.mkdirSync(making, { recursive: true, mode: 0o700 })
  const folders = new Set([making])
  for (const entry of tarEntries(gunzipSync(template))) {
    const at = path.join(making, entry.name)
    const parent = entry.isFolder ? at : path.dirname(at)
    if (!folders.has(parent)) {
      fs.mkdirSync(parent, { recursive: true, mode: 0o700 })
      folders.add(parent)
    }
    if (!entry.isFolder) fs.writeFileSync(at, entry.bytes, { flush: true, mode: 0o600 })
  }
  for (const made of folders) fsyncPath(made)
  fs.renameSync(making, folder)
  fsyncPath(path.dirname(folder))
}

/** Makes a folder that a power cut does not take away, with those above it that are missing. */
export function createFolder(folder: string): void {
  if (fs.existsSync(folder)) return
  const parent = path.dirname(path.resolve(folder))
  createFolder(parent)
  makeFolder(folder)
  fsyncPath(parent)
}

/** Not `recursive`: on file systems that refuse every folder (`/proc`) Node then tries for ever. */
function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function* tarEntries(tar: Buffer): Generator<{ name: string; isFolder: boolean; bytes: Buffer }> {
  const string = (from: number, to: number): string => tar.toString('utf8', from, to).split('\0', 1)[0] ?? ''
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(string(at + 124, at + 136), 8) || 0
    const prefix = string(at + 345, at + 500)
    const name = (prefix === '' ? '' : `${prefix}/`) + string(at, at + 100)
    yield { name, isFolder: tar[at + 156] === 0x35, bytes: tar.subarray(at + 512, at + 512 + size) }
    at += 512 + Math.ceil(size / 512) * 512
  }
}
