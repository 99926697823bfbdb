// The keys that secrets are encrypted under and page tokens are signed with: 32 random bytes in a file of its own.
//
// One line, but while a rotation is under way two: which of them is in force is said by the database, not by their
// order. Machines that share a database must share this file; without it the stored access keys cannot be read any more.
import { hkdfSync, randomBytes } from 'node:crypto'
import { chmod, readFile, stat } from 'node:fs/promises'
import { writePrivateFile } from './private-file.ts'

const keyBytes = 32

export interface MasterKeySource {
  /** For messages. */
  readonly name: string
  /** One or two. */
  read(): Promise<readonly Buffer[]>
}

/** The keys of a file, made where there is none yet. Reading throws where others may read the file, or it has no keys. */
export function masterKeyFile(file: string): MasterKeySource {
  return {
    name: file,
    async read() {
      const found = await readIfThere(file)
      if (found !== undefined) return parse(found, file)
      await writePrivateFile(file, textOf([newMasterKey()]), { keepExisting: true })
      await chmod(file, 0o600)
      // Another process may have been first: what is in the file counts.
      return parse(await readFile(file, 'utf8'), file)
    },
  }
}

/** @throws Error where there is no such file: a rotation makes no first key. */
export async function readMasterKeys(file: string): Promise<readonly Buffer[]> {
  const found = await readIfThere(file)
  if (found === undefined) throw new Error(`Cannot read the master key ${file}: there is no such file.`)
  return parse(found, file)
}

/** Whole or not at all, also when the power fails. */
export async function writeMasterKeys(file: string, keys: readonly Buffer[]): Promise<void> {
  await writePrivateFile(file, textOf(keys))
}

export function newMasterKey(): Buffer {
  return randomBytes(keyBytes)
}

/** A key for one purpose, so that no two uses share key material. */
export function deriveKey(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `magpie ${purpose}`, keyBytes))
}

/** Names a key without telling anything of it. */
export function fingerprintOf(masterKey: Buffer): string {
  return deriveKey(masterKey, 'fingerprint').toString('hex')
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

function parse(text: string, file: string): readonly Buffer[] {
  const lines = text.trim().split(/\s+/)
  if (lines.length > 2 || !lines.every((line) => /^[0-9a-f]{64}$/.test(line))) {
    throw new Error(`Cannot use the master key ${file}: it is not 64 hexadecimal digits.`)
  }
  return lines.map((line) => Buffer.from(line, 'hex'))
}

function textOf(keys: readonly Buffer[]): string {
  return keys.map((key) => `${key.toString('hex')}\n`).join('')
}
