// The files below a folder, one by one in ascending UTF-8 byte order of their whole keys.
//
// The one fact to know: that is not the order of names folder by folder ('a-b' < 'a/b' although 'a' < 'a-b'), so a
// folder is sorted among its siblings as its name with a slash. Names are held as strings of one byte a
// character: the language's own comparison is then the comparison of bytes, at a quarter of a Buffer's cost.
import { lstatSync, opendirSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { ObjectEntry } from '../../model/bucket.ts'
import type { UnreadableEntry } from '../object-store.ts'
import { codeOf, fileFailure } from './file-failure.ts'
import { entryOf, notAFile } from './file-facts.ts'
import { keyOfName, nameOfKey } from './key-of-name.ts'

export type Walked = { readonly file: ObjectEntry } | { readonly unreadable: UnreadableEntry }

export interface WalkStart {
  /** Key of the folder below the root, with its slash; empty: the root. */
  readonly prefix?: string
  /** Only keys after this one. */
  readonly after?: string
}

/**
 * Never throws for what it meets below `root`: an unreadable folder is an unreadable entry, and the walk goes on.
 * @throws the system's error where `root` itself cannot be listed
 */
export async function* walk(root: Buffer, start: WalkStart = {}): AsyncGenerator<Walked> {
  const after = Buffer.from(start.after ?? '', 'utf8').toString('latin1')
  // A stack of folders, not recursion: each level holds the rest of its sorted siblings, and nothing else is held.
  const stack = [await openFolder(root, { order: '', after })]
  for (let folder = stack.at(-1); folder !== undefined; folder = stack.at(-1)) {
    const sibling = folder.siblings[folder.next++]
    if (sibling === undefined) {
      stack.pop()
      continue
    }
    const order = folder.order + sibling
    if (!sibling.endsWith('/')) {
      const walked = lookAt(folder.path, { order, sibling })
      if (walked !== undefined) yield walked
      continue
    }
    const path = join(folder.path, nameOf(sibling.slice(0, -1)))
    try {
      stack.push(await openFolder(path, { order, after }))
    } catch (error) {
      const gone = ['ENOENT', 'ENOTDIR'].includes(codeOf(error))
      if (!gone && order > after) yield unreadable(textOf(order), error)
    }
  }
}

interface Folder {
  readonly path: Buffer
  /** Its key with the slash, a byte a character. */
  readonly order: string
  /** Ascending; folders end in a slash. */
  readonly siblings: readonly string[]
  next: number
}

async function openFolder(path: Buffer, at: { order: string; after: string }): Promise<Folder> {
  const siblings: string[] = []
  // Buffers, as names need not be text; the declared type of the option does not know it.
  const directory = opendirSync(path, { encoding: 'buffer' as BufferEncoding, bufferSize: 1_024 })
  try {
    let read = 0
    for (let found = directory.readSync(); found !== null; found = directory.readSync()) {
      const name = Buffer.from(keyOfName(found.name as unknown as Buffer), 'utf8').toString('latin1')
      const sibling = found.isDirectory() ? `${name}/` : name
      if (isAhead(at.order + sibling, at.after)) siblings.push(sibling)
      if (++read % 2_000 === 0) await setImmediate() // the server's thread lists: let it answer meanwhile
    }
  } finally {
    directory.closeSync()
  }
  return { path, order: at.order, siblings: siblings.sort(), next: 0 }
}

/** Keys that are still to come: greater ones, and a folder in which the last key given lies. */
function isAhead(order: string, after: string): boolean {
  return order > after || (order.endsWith('/') && after.startsWith(order))
}

function lookAt(folder: Buffer, at: { order: string; sibling: string }): Walked | undefined {
  const key = textOf(at.order)
  try {
    const stat = lstatSync(join(folder, nameOf(at.sibling)), { bigint: true })
    const kind = notAFile(stat)
    if (kind === undefined) return { file: entryOf(key, stat) }
    const detail = `Cannot read object: it is ${kind}`
    return { unreadable: { key, reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION', detail, size: 0 } }
  } catch (error) {
    // Deleted since its folder was read: it is no object any more.
    return codeOf(error) === 'ENOENT' ? undefined : unreadable(key, error)
  }
}

function unreadable(key: string, error: unknown): Walked {
  const { reason } = fileFailure(error)
  const what = key.endsWith('/') ? 'folder' : 'object'
  return {
    unreadable: { key, reason, detail: `Cannot read ${what}: the system says ${codeOf(error)}`, size: 0 },
  }
}

function textOf(order: string): string {
  return Buffer.from(order, 'latin1').toString('utf8')
}

function nameOf(sibling: string): Buffer {
  return nameOfKey(textOf(sibling))
}

export function join(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), name])
}
