// What a person names on the command line, a file or a folder, as files to scan.
import { lstatSync, realpathSync } from 'node:fs'
import type { ObjectEntry } from '../../model/bucket.ts'
import type { UnreadableEntry } from '../object-store.ts'
import { entryOf } from './file-facts.ts'
import { keyOfName } from './key-of-name.ts'
import { walk } from './walk.ts'

/** `path` is in key form, as openFile takes it; the entry's key is relative to the folder that was named. */
export type WalkedFile =
  | { readonly path: string; readonly entry: ObjectEntry }
  | { readonly path: string; readonly unreadable: UnreadableEntry }

/**
 * A link is followed only if it is the very target that was named.
 * @throws the system's error where the target does not exist or may not be listed
 */
export async function* walkFiles(target: string): AsyncGenerator<WalkedFile> {
  const real = realpathSync(target, { encoding: 'buffer' })
  const stat = lstatSync(real, { bigint: true })
  const root = keyOfPath(real)
  if (!stat.isDirectory()) {
    yield { path: root, entry: entryOf(root.slice(root.lastIndexOf('/') + 1), stat) }
    return
  }
  for await (const walked of walk(real)) {
    if ('file' in walked) yield { path: `${root}/${walked.file.key}`, entry: walked.file }
    else yield { path: `${root}/${walked.unreadable.key}`, unreadable: walked.unreadable }
  }
}

function keyOfPath(path: Buffer): string {
  const segments = path.toString('latin1').split('/')
  return segments.map((segment) => keyOfName(Buffer.from(segment, 'latin1'))).join('/')
}
