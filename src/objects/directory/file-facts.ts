// What a listing tells of a file: size, time and a substitute for the ETag.
import { hash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import type { ObjectEntry } from '../../model/bucket.ts'

export function entryOf(key: string, stat: BigIntStats): ObjectEntry {
  return {
    key,
    size: Number(stat.size),
    eTag: fileTag(stat),
    lastModified: new Date(Number(stat.mtimeMs)),
  }
}

/** Changes with the content: ctime also tells of a rewrite whose mtime was put back. Not the same on a copy. */
export function fileTag(stat: BigIntStats): string {
  return `fs-${hash('md5', `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`)}`
}

/** The names of what is no regular file; undefined for one. */
export function notAFile(stat: Kind): string | undefined {
  if (stat.isFile()) return undefined
  if (stat.isSymbolicLink()) return 'a symbolic link; links are not followed'
  if (stat.isFIFO()) return 'a pipe'
  if (stat.isSocket()) return 'a socket'
  if (stat.isDirectory()) return 'a folder'
  return 'a device'
}

interface Kind {
  isFile(): boolean
  isSymbolicLink(): boolean
  isFIFO(): boolean
  isSocket(): boolean
  isDirectory(): boolean
}
