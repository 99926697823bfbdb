// Loaded before everything else (`node --import`), in the main thread and in the database thread: records every change
// below POWER_LOSS_ROOT at Node's fs functions, which is where PGlite's file system and the making of the store both pass.
// POWER_LOSS_FAULT plants what the check must notice: `-F` (PostgreSQL does not ask for fsync) or `no-fsync` (the file
// system does not carry it out).
import { createRequire, syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { PGliteOptions } from '@electric-sql/pglite'
import { encode } from './recorded.ts'
import type { Operation } from './recorded.ts'

const fs = createRequire(import.meta.url)('node:fs') as typeof import('node:fs')
const raw = { ...fs }
const root = path.resolve(required('POWER_LOSS_ROOT'))
const fault = process.env['POWER_LOSS_FAULT']
// Appending keeps the threads' records whole and in order.
const log = raw.openSync(required('POWER_LOSS_LOG'), 'a')
const recorded = new Map<number, string>()

/** Notes that the database has answered: from here on `what` must survive. */
export function acknowledge(what: string): void {
  record({ op: 'acknowledge', what })
}

if (isMainThread) record({ op: 'mkdir', path: '', file: fileNumber(root) })
recordOpenFiles()
recordNames()
refuseWhatIsNotRecorded()
syncBuiltinESMExports()
if (fault === '-F') startWithoutFsync()

function required(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`Cannot record writes: ${name} is not set`)
  return value
}

function record(operation: Operation): void {
  raw.writeSync(log, encode(operation))
}

function fileNumber(name: string | number): string {
  return String((typeof name === 'number' ? raw.fstatSync(name) : raw.statSync(name)).ino)
}

function inside(name: unknown): name is string {
  return (
    typeof name === 'string' && (path.resolve(name) === root || path.resolve(name).startsWith(`${root}/`))
  )
}

function relative(name: string): string {
  return path.relative(root, path.resolve(name))
}

function recordOpenFiles(): void {
  fs.openSync = (name, flags, mode) => {
    const existed = raw.existsSync(name)
    const descriptor = raw.openSync(name, flags, mode)
    if (!inside(name)) return descriptor
    const file = fileNumber(descriptor)
    recorded.set(descriptor, file)
    const truncates = flags === 'w' || (typeof flags === 'number' && (flags & raw.constants.O_TRUNC) !== 0)
    if (!existed) record({ op: 'create', path: relative(name), file })
    else if (truncates) record({ op: 'truncate', file, size: 0 })
    return descriptor
  }
  fs.closeSync = (descriptor) => {
    recorded.delete(descriptor)
    raw.closeSync(descriptor)
  }
  fs.writeSync = ((
    descriptor: number,
    bytes: Uint8Array,
    ...[offset, length, position]: [offset: number, length: number, position: number]
  ) => {
    const written = raw.writeSync(descriptor, bytes, offset, length, position)
    const file = recorded.get(descriptor)
    if (file === undefined) return written
    if (typeof position !== 'number') throw new Error('Cannot record a write without a position')
    record({
      op: 'write',
      file,
      position,
      data: Buffer.from(bytes.buffer, bytes.byteOffset + offset, written),
    })
    return written
  }) as typeof fs.writeSync
  fs.ftruncateSync = (descriptor, size) => {
    raw.ftruncateSync(descriptor, size)
    const file = recorded.get(descriptor)
    if (file !== undefined) record({ op: 'truncate', file, size: size ?? 0 })
  }
  fs.fsyncSync = (descriptor) => {
    if (fault === 'no-fsync' && !isMainThread) return
    raw.fsyncSync(descriptor)
    const file = recorded.get(descriptor)
    if (file !== undefined) record({ op: 'fsync', file })
  }
  fs.writeFileSync = ((
    name: string,
    data: string | Uint8Array,
    options?: { mode?: number; flush?: boolean },
  ) => {
    if (!inside(name)) return raw.writeFileSync(name, data, options)
    const descriptor = fs.openSync(name, 'w', options?.mode)
    const bytes = Buffer.from(data)
    if (bytes.length > 0) fs.writeSync(descriptor, bytes, 0, bytes.length, 0)
    if (options?.flush === true) fs.fsyncSync(descriptor)
    fs.closeSync(descriptor)
  }) as typeof fs.writeFileSync
}

function recordNames(): void {
  fs.truncateSync = (name, size) => {
    raw.truncateSync(name, size)
    if (inside(name)) record({ op: 'truncate', file: fileNumber(name), size: size ?? 0 })
  }
  fs.renameSync = (from, to) => {
    raw.renameSync(from, to)
    if (inside(from) && inside(to)) record({ op: 'rename', from: relative(from), path: relative(to) })
  }
  fs.unlinkSync = (name) => {
    raw.unlinkSync(name)
    if (inside(name)) record({ op: 'remove', path: relative(name) })
  }
  fs.rmdirSync = (name) => {
    raw.rmdirSync(name)
    if (inside(name)) record({ op: 'remove', path: relative(name) })
  }
  fs.mkdirSync = ((name: string, options?: { recursive?: boolean; mode?: number }) => {
    if (!inside(name)) return raw.mkdirSync(name, options)
    if (options?.recursive === true) {
      if (raw.existsSync(name)) return undefined
      fs.mkdirSync(path.dirname(name), options)
    }
    raw.mkdirSync(name, { mode: options?.mode })
    record({ op: 'mkdir', path: relative(name), file: fileNumber(name) })
    return undefined
  }) as typeof fs.mkdirSync
}

function refuseWhatIsNotRecorded(): void {
  const { rmSync } = raw
  fs.rmSync = (name, options) => {
    if (raw.existsSync(name)) refuse(name)
    rmSync(name, options)
  }
  fs.symlinkSync = refuse
  fs.linkSync = refuse
  fs.copyFileSync = refuse
  fs.cpSync = refuse
}

function refuse(name: unknown): void {
  if (inside(name)) throw new Error('Cannot record this operation')
}

function startWithoutFsync(): void {
  const create = PGlite.create.bind(PGlite) as (options: PGliteOptions) => Promise<PGlite>
  PGlite.create = ((options: PGliteOptions) =>
    create({ ...options, startParams: [...(options.startParams ?? []), '-F'] })) as typeof PGlite.create
}
