// Writes a small file that only its owner may read, whole or not at all, also when the power fails.
import { randomUUID } from 'node:crypto'
import { link, open, rename, unlink } from 'node:fs/promises'
import path from 'node:path'

/** @param options.keepExisting leave a file alone that came to be meanwhile. */
export async function writePrivateFile(
  file: string,
  text: string,
  options: { readonly keepExisting?: boolean } = {},
): Promise<void> {
  const beside = `${file}.${randomUUID()}`
  const handle = await open(beside, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  if (options.keepExisting) await linkUnlessThere(beside, file)
  else await rename(beside, file)
  await syncFolder(path.dirname(file))
}

async function linkUnlessThere(beside: string, file: string): Promise<void> {
  try {
    await link(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(beside)
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
