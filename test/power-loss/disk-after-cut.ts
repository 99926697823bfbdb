// What a disk holds after the power went. Stricter than common file systems: of what was not fsynced, any sector of a file
// may be there or not, and of each folder's names any prefix of what was done.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Operation } from './recorded.ts'

export interface Disk {
  /** Paths in order, folders before what is in them; a folder has no bytes. */
  readonly entries: readonly (readonly [path: string, bytes: Buffer | undefined])[]
  readonly acknowledged: readonly string[]
}

export interface Cut {
  /** The power goes before this operation. */
  readonly before: number
  /** The share of unsynced sectors, and of folders' unsynced names, that reach the disk anyway. */
  readonly keep: number
  /** 0 to 1. */
  readonly random: () => number
}

const sector = 512

export function diskAfterCut(operations: readonly Operation[], cut: Cut): Disk {
  const system = createSystem()
  for (const operation of operations.slice(0, cut.before)) system.run(operation)
  return { entries: system.cut(cut), acknowledged: system.acknowledged }
}

type NameChange = Extract<Operation, { op: 'create' | 'mkdir' | 'rename' | 'remove' }>
type DataChange = Extract<Operation, { op: 'write' | 'truncate' }>

/** `bytes` is what is safe; `unsynced` is what the running system has written over it. */
interface File {
  readonly isFolder: boolean
  bytes: Buffer
  unsynced: DataChange[]
}

interface System {
  readonly acknowledged: string[]
  run(operation: Operation): void
  cut(cut: Cut): Disk['entries']
}

function createSystem(): System {
  const byNumber = new Map<string, File>()
  const safe = new Map<string, File>() // the names on the disk
  const seen = new Map<string, File>() // the names that the running system sees
  let unsyncedNames: { readonly change: NameChange; readonly file: File | undefined }[] = []
  const acknowledged: string[] = []

  const name = (change: NameChange): void => {
    const made = change.op === 'create' || change.op === 'mkdir'
    const file = made ? { isFolder: change.op === 'mkdir', bytes: Buffer.alloc(0), unsynced: [] } : undefined
    if (made && file !== undefined) byNumber.set(change.file, file)
    rename(seen, change, file)
    if (change.path === '') rename(safe, change, file)
    else unsyncedNames.push({ change, file })
  }
  const fsync = (file: File): void => {
    for (const change of file.unsynced) apply(file, change)
    file.unsynced = []
    const folder = [...seen].find(([, other]) => other === file)?.[0]
    if (!file.isFolder || folder === undefined) return
    unsyncedNames = unsyncedNames.filter(({ change, file: made }) => {
      if (folderOf(change.path) !== folder) return true
      rename(safe, change, made)
      return false
    })
  }
  return {
    acknowledged,
    run(operation) {
      if (operation.op === 'acknowledge') acknowledged.push(operation.what)
      else if (operation.op === 'fsync') fsync(known(byNumber, operation.file))
      else if (operation.op === 'write' || operation.op === 'truncate') {
        known(byNumber, operation.file).unsynced.push(operation)
      } else name(operation)
    },
    cut({ keep, random }) {
      const left = new Map<string, number>()
      for (const { change, file } of unsyncedNames) {
        const folder = folderOf(change.path)
        const some = Math.floor(random() * unsyncedNames.length)
        const more = left.get(folder) ?? (random() < keep ? Number.POSITIVE_INFINITY : some)
        left.set(folder, more - 1)
        if (more > 0) rename(safe, change, file)
      }
      for (const file of new Set(safe.values())) keepSome(file, keep, random)
      return reachable(safe)
    },
  }
}

function known(files: ReadonlyMap<string, File>, number: string): File {
  const file = files.get(number)
  if (file === undefined) throw new Error(`Cannot replay the record: file ${number} was never made`)
  return file
}

function rename(names: Map<string, File>, change: NameChange, file: File | undefined): void {
  if (file !== undefined) names.set(change.path, file)
  else if (change.op === 'remove') names.delete(change.path)
  else if (change.op === 'rename') {
    for (const [at, moved] of Array.from(names)) {
      if (at !== change.from && !at.startsWith(`${change.from}/`)) continue
      names.delete(at)
      names.set(change.path + at.slice(change.from.length), moved)
    }
  }
}

function apply(file: File, change: DataChange): void {
  if (change.op === 'truncate') file.bytes = resized(file.bytes, change.size)
  else {
    file.bytes = resized(file.bytes, Math.max(file.bytes.length, change.position + change.data.length))
    change.data.copy(file.bytes, change.position)
  }
}

/** Grows with room to spare, so that a file written in small pieces is not copied for each. */
function resized(bytes: Buffer, size: number): Buffer {
  const room = bytes.buffer.byteLength - bytes.byteOffset
  if (size <= bytes.length) return Buffer.from(bytes.subarray(0, size))
  if (size <= room && rooms.has(bytes.buffer)) {
    return Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, size)
  }
  const grown = Buffer.alloc(size * 2)
  rooms.add(grown.buffer)
  bytes.copy(grown)
  return grown.subarray(0, size)
}

const rooms = new WeakSet<ArrayBufferLike>()

function keepSome(file: File, keep: number, random: () => number): void {
  for (const change of file.unsynced) {
    if (change.op === 'truncate') {
      if (random() < keep) apply(file, change)
      continue
    }
    for (let at = 0; at < change.data.length; at += sector) {
      if (random() >= keep) continue
      apply(file, { ...change, position: change.position + at, data: change.data.subarray(at, at + sector) })
    }
  }
}

/** A name whose folder was lost is lost with it. */
function reachable(names: ReadonlyMap<string, File>): Disk['entries'] {
  const folders = new Set<string>()
  const entries: [string, Buffer | undefined][] = []
  for (const [at, file] of [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (at !== '' && !folders.has(folderOf(at))) continue
    if (file.isFolder) folders.add(at)
    entries.push([at, file.isFolder ? undefined : file.bytes])
  }
  return entries
}

function folderOf(at: string): string {
  const folder = path.dirname(at)
  return folder === '.' ? '' : folder
}

export function writeDisk(folder: string, { entries }: Disk): void {
  for (const [at, bytes] of entries) {
    const target = path.join(folder, at)
    if (bytes === undefined) mkdirSync(target, { recursive: true, mode: 0o700 })
    else writeFileSync(target, bytes, { mode: 0o600 })
  }
}
