// The key that secrets are encrypted under and page tokens are signed with: 32 random bytes in a file of its own.
//
// Machines that share a database must share this file; without it the stored access keys cannot be read any more.
import { hkdfSync, randomBytes } from 'node:crypto'
import { chmod, readFile, stat } from 'node:fs/promises'
import { writePrivateFile } from './private-file.ts'

const keyBytes = 32

/** Reads the key, making one where there is no file yet. @throws Error where others may read the file, or it is no key. */
export async function openMasterKey(file: string): Promise<Buffer> {
  const found = await readIfThere(file)
  if (found !== undefined) return parse(found, file)
  await writePrivateFile(file, `${randomBytes(keyBytes).toString('hex')}\n`, { keepExisting: true })
  await chmod(file, 0o600)
  // Another process may have been first: what is in the file counts.
  return parse(await readFile(file, 'utf8'), file)
}

/** A key for one purpose, so that no two uses share key material. */
export function deriveKey(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `magpie ${purpose}`, keyBytes))
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file)
    if ((mode & 0o077) !== 0) {
      const rights = (mode & 0o777).toString(8)
      throw new Error(
        `Cannot use the master key ${file}: others may read it (mode ${rights}). Run: chmod 600 ${file}`,
      )
    }
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string, file: string): Buffer {
  const hex = text.trim()
  if (!/^[0-9a-f]{64}$/.test(hex)) {
    throw new Error(`Cannot use the master key ${file}: it is not 64 hexadecimal digits.`)
  }
  return Buffer.from(hex, 'hex')
}
