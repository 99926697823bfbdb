// The record of everything that was done to a folder's files, in order, by all threads of a process: one binary log of
// operations, each with the bytes it wrote.
import { readFileSync } from 'node:fs'

/** Paths are relative to the recorded folder; `file` is the file system's own number, which a later file may get again. */
export type Operation =
  | { readonly op: 'create' | 'mkdir'; readonly path: string; readonly file: string }
  | { readonly op: 'write'; readonly file: string; readonly position: number; readonly data: Buffer }
  | { readonly op: 'truncate'; readonly file: string; readonly size: number }
  | { readonly op: 'fsync'; readonly file: string }
  | { readonly op: 'rename'; readonly from: string; readonly path: string }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'acknowledge'; readonly what: string }

/** One operation's bytes in the log: the length of its head, the head as JSON, the data. */
export function encode(operation: Operation): Buffer {
  const { data, ...rest } = { data: Buffer.alloc(0), ...operation }
  const head = Buffer.from(JSON.stringify({ ...rest, length: data.length }))
  const length = Buffer.alloc(4)
  length.writeInt32LE(head.length)
  return Buffer.concat([length, head, data])
}

export function readLog(file: string): readonly Operation[] {
  const log = readFileSync(file)
  const operations: Operation[] = []
  for (let at = 0; at < log.length;) {
    const headEnd = at + 4 + log.readInt32LE(at)
    const { length, ...rest } = JSON.parse(log.toString('utf8', at + 4, headEnd)) as Operation & {
      length: number
    }
    at = headEnd + length
    operations.push(rest.op === 'write' ? { ...rest, data: log.subarray(headEnd, at) } : rest)
  }
  return operations
}
