// One file as a byte source, read synchronously: open, fstat, read and close of a small file cost 9 µs so,
// 70 µs with promises. Reading happens in scan threads, where nothing else waits.
//
// The one fact to know: the file's size when it was opened is what counts. What is appended later is not read, and
// a file whose size or times differ at the end was changed meanwhile: nothing of it can be trusted.
import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, realpathSync } from 'node:fs'
import type { ByteRange, ByteSource } from '../../model/byte-source.ts'
import { SourceFailure } from '../../model/source-failure.ts'
import { fileFailure } from './file-failure.ts'
import { fileTag, notAFile } from './file-facts.ts'
import { pathOfKey } from './key-of-name.ts'

interface OpenRules {
  /** The file must lie in this folder (its real path) when it is open, whatever links its path went through. */
  readonly within?: Buffer
  /** As it was listed. */
  readonly eTag?: string
  readonly name: string
  readonly range?: ByteRange | undefined
}

/** A part of a file that was opened before. */
export interface FilePart extends ByteRange {
  /** What the whole file's source told then. */
  readonly tag: string
}

export interface FileSource extends ByteSource {
  /** Of the file's size and times; undefined where it cannot be opened. */
  readonly tag: string | undefined
}

/**
 * `path` in key form, as walkFiles gives it; the last component is never followed if it is a link. A file that
 * cannot be opened fails at its first read, where every other failure is met too.
 */
export function openFile(path: string, part?: FilePart): FileSource {
  try {
    const source = openPath(pathOfKey(path), { name: path, range: part })
    if (part !== undefined && source.tag !== part.tag) {
      void source.close()
      throw changed('it changed while it was read')
    }
    return source
  } catch (error) {
    const failure = fileFailure(error)
    return {
      name: path,
      size: undefined,
      tag: undefined,
      read() {
        throw failure
      },
      close() {},
    }
  }
}

/** @throws SourceFailure */
export function openPath(path: Buffer, rules: OpenRules): FileSource {
  let descriptor: number
  try {
    // O_NONBLOCK: opening a pipe would wait for its writer for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    throw fileFailure(error)
  }
  try {
    if (rules.within !== undefined) checkWithin(descriptor, { path, folder: rules.within })
    return readOpen(descriptor, rules)
  } catch (error) {
    closeSync(descriptor)
    throw fileFailure(error)
  }
}

function readOpen(descriptor: number, listed: OpenRules): FileSource {
  const opened = fstatSync(descriptor, { bigint: true })
  const kind = notAFile(opened)
  if (kind !== undefined)
    throw new SourceFailure('UNSUPPORTED_FILE_TYPE_EXCEPTION', `Cannot read file: it is ${kind}`)
  const tag = fileTag(opened)
  if (listed.eTag !== undefined && listed.eTag !== tag) throw changed('it changed since it was listed')
  const size = Number(opened.size)
  const end = Math.min(size, listed.range?.to ?? size)
  let position = listed.range?.from ?? 0
  let open = true
  return {
    name: listed.name,
    size,
    tag,
    read(target) {
      const length = Math.min(target.length, end - position)
      if (length <= 0) {
        if (target.length > 0) checkUnchanged(descriptor, tag)
        return 0
      }
      const count = readSome(descriptor, target.subarray(0, length), position)
      if (count === 0) throw changed('it became shorter while it was read')
      position += count
      return count
    },
    close() {
      if (open) closeSync(descriptor)
      open = false
    },
  }
}

function readSome(descriptor: number, target: Uint8Array, position: number): number {
  try {
    return readSync(descriptor, target, 0, target.length, position)
  } catch (error) {
    throw fileFailure(error)
  }
}

function checkUnchanged(descriptor: number, tag: string): void {
  if (fileTag(fstatSync(descriptor, { bigint: true })) !== tag) throw changed('it changed while it was read')
}

/**
 * O_NOFOLLOW guards the last component of a path only, and Node has no openat: so the system is asked where the
 * open file really is. Compared with the slash, else /data2 would lie in /data.
 */
function checkWithin(descriptor: number, place: { path: Buffer; folder: Buffer }): void {
  const real =
    process.platform === 'linux'
      ? readlinkSync(`/proc/self/fd/${descriptor}`, { encoding: 'buffer' })
      : realpathSync(place.path, { encoding: 'buffer' })
  const prefix = Buffer.concat([place.folder, Buffer.from('/')])
  if (!real.subarray(0, prefix.length).equals(prefix)) {
    throw new SourceFailure('PERMISSION_DENIED', 'Cannot read file: its path leads out of its bucket')
  }
}

function changed(how: string): SourceFailure {
  return new SourceFailure('OBJECT_VERSION_MISMATCH', `Cannot read file: ${how}`, { retryable: true })
}
