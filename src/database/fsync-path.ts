// Makes a file's bytes, or a folder's list of names, survive a power cut. A new file needs both: its own and its folder's.
import fs from 'node:fs'

/** Throws what the system says (EIO and the like): then nothing may be acknowledged. */
export function fsyncPath(path: string): void {
  const descriptor = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
