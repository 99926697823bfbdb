// Secrets on disk and in the store: the master key's file, what is sealed under it, and the first admin key.
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { findAccessKey } from '../store/access-keys.ts'
import { ensureAdminKey } from './admin-key.ts'
import { deriveKey, masterKeyFile } from './master-key.ts'
import { openPrincipals } from './principals.ts'
import { openSecret, sealSecret } from './seal-secret.ts'
import { openSecrets } from './secrets.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'magpie-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

const openMasterKey = (file: string) => masterKeyFile(file).read()
const modeOf = async (file: string) => (await stat(file)).mode & 0o777

describe('the master key', () => {
  test('is made once, for its owner only, and read again', async () => {
    const file = path.join(folder, 'master.key')
    const [one, two] = await Promise.all([openMasterKey(file), openMasterKey(file)])
    expect(one).toEqual(two)
    expect(one.map((key) => key.length)).toEqual([32])
    expect(await openMasterKey(file)).toEqual(one)
    expect(await modeOf(file)).toBe(0o600)
  })

  test('is refused where others may read it, or it is no key', async () => {
    const file = path.join(folder, 'master.key')
    await openMasterKey(file)
    await chmod(file, 0o640)
    await expect(openMasterKey(file)).rejects.toThrow(/others may read it \(mode 640\). Run: chmod 600/)
    await writeFile(file, 'short')
    await chmod(file, 0o600)
    await expect(openMasterKey(file)).rejects.toThrow(/not 64 hexadecimal digits/)
  })

  test('gives another key for each purpose', () => {
    const key = Buffer.alloc(32, 1)
    expect(deriveKey(key, 'a')).not.toEqual(deriveKey(key, 'b'))
    expect(deriveKey(key, 'a')).toEqual(deriveKey(key, 'a'))
  })
})

describe('a sealed secret', () => {
  const key = Buffer.alloc(32, 1)

  test('opens under its key and for its id only', () => {
    const sealed = sealSecret(key, 'ID', 'secret')
    expect(sealed.includes('secret')).toBe(false)
    expect(openSecret(key, 'ID', sealed)).toBe('secret')
    expect(() => openSecret(key, 'OTHER', sealed)).toThrow(/sealed under another master key/)
    expect(() => openSecret(Buffer.alloc(32, 2), 'ID', sealed)).toThrow(/sealed under another master key/)
    const altered = Buffer.from(sealed)
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
    expect(() => openSecret(key, 'ID', altered)).toThrow(/sealed under another master key/)
  })

  test('is another each time', () => {
    expect(sealSecret(key, 'ID', 'secret')).not.toEqual(sealSecret(key, 'ID', 'secret'))
  })
})

describe('the first admin key', () => {
  test('is made once, and written where only its owner reads it', async () => {
    const [databases] = openTestDatabases()
    const database = await databases?.open()
    if (database === undefined) throw new Error('Cannot open a test database')
    try {
      const db = database.interactive
      const source = { name: 'of the test', read: async () => [Buffer.alloc(32, 1)] }
      const secrets = await openSecrets(db, source)
      const credentialsFile = path.join(folder, 'credentials')
      const options = { db, secrets, accountId: '111122223333', credentialsFile }
      expect(await ensureAdminKey(options, new Date())).toEqual({ written: true })
      const text = await readFile(credentialsFile, 'utf8')
      expect(text).toMatch(
        /^\[magpie\]\naws_access_key_id = MAGK\w{16}\naws_secret_access_key = [\w-]{40}\n$/,
      )
      expect(await modeOf(credentialsFile)).toBe(0o600)
      expect(await ensureAdminKey(options, new Date())).toEqual({ written: false })
      expect(await readFile(credentialsFile, 'utf8')).toBe(text)
      const accessKeyId = /MAGK\w{16}/.exec(text)?.[0] ?? ''
      const secret = /secret_access_key = (\S+)/.exec(text)?.[1] ?? ''
      const row = await findAccessKey(db, accessKeyId)
      expect(row?.sealedSecret.includes(secret)).toBe(false)

      const given = { accessKeyId: 'mine', secretAccessKey: 'first secret' }
      await ensureAdminKey({ ...options, given }, new Date())
      await ensureAdminKey({ ...options, given: { ...given, secretAccessKey: 'second secret' } }, new Date())
      const principal = await openPrincipals(db, secrets).find('mine', new Date())
      expect(principal?.secretAccessKey).toBe('second secret')
    } finally {
      await database.close()
    }
  })
})
