// Room left for us in the file system of a folder: a full disk ends the database thread, so work stops well before.
import { statfs } from 'node:fs/promises'

/** Bytes that an unprivileged process may still write there. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
