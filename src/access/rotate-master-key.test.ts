// A new master key, step by step: after each step alone every secret opens, running processes go on, and doing it again
// finishes it.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { findAccessKey } from '../store/access-keys.ts'
import { openAccessKeys, type IssuedAccessKey } from './access-keys.ts'
import { masterKeyFile, newMasterKey, readMasterKeys, writeMasterKeys } from './master-key.ts'
import { adminPolicy } from './policy.ts'
import { openPrincipals } from './principals.ts'
import { dropFormerKey, isSealed, prepareRotation, sealAnew, type Rotation } from './rotate-master-key.ts'
import { canOpen } from './seal-secret.ts'
import { openSecrets, type Secrets } from './secrets.ts'

const now = new Date()
const steps = [prepareRotation, sealAnew, dropFormerKey] as const

describe.each(openTestDatabases())('a new master key on $name', ({ open }) => {
  let folder = ''
  let database: Database
  let rotation: Rotation
  let secrets: Secrets
  const keys: IssuedAccessKey[] = []
  // One store for all: each test leaves one key in its file, and more secrets for the next to keep.
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'magpie-rotate-'))
    database = await open()
    rotation = { db: database.interactive, file: path.join(folder, 'master.key') }
  })
  beforeEach(async () => {
    secrets = await start()
    keys.push(await makeKey(secrets), await makeKey(secrets))
  })
  afterAll(async () => {
    await database.close()
    await rm(folder, { recursive: true })
  })

  const start = () => openSecrets(rotation.db, masterKeyFile(rotation.file))
  const makeKey = async (by: Secrets) =>
    await openAccessKeys({ db: rotation.db, secrets: by, forget: () => undefined }).create(
      { accountId: '111122223333', policyName: 'admin', policy: adminPolicy },
      now,
    )
  const expectAllOpen = async (by: Secrets) => {
    for (const { accessKeyId, secretAccessKey } of keys) {
      const principal = await openPrincipals(rotation.db, by).find(accessKeyId, now)
      expect(principal?.secretAccessKey).toBe(secretAccessKey)
    }
  }

  test('keeps all secrets, and the former key opens none', async () => {
    const [former = newMasterKey()] = await readMasterKeys(rotation.file)
    for (const step of steps) await step(rotation)
    const [current, ...more] = await readMasterKeys(rotation.file)
    expect(more).toEqual([])
    expect(current).not.toEqual(former)
    expect((await stat(rotation.file)).mode & 0o777).toBe(0o600)
    await expectAllOpen(await start())
    for (const { accessKeyId } of keys) {
      const row = await findAccessKey(rotation.db, accessKeyId)
      expect(canOpen(former, accessKeyId, row?.sealedSecret ?? Buffer.alloc(28))).toBe(false)
    }
  })

  test.each([0, 1, 2])('that ended after step %i is finished by the next', async (last) => {
    for (const step of steps.slice(0, last + 1)) await step(rotation)
    await expectAllOpen(await start())
    keys.push(await makeKey(await start()))
    const before = await readFile(rotation.file, 'utf8')
    expect(await isSealed(rotation)).toBe(last === 1)
    // Sealing again must not put the former key back in force.
    for (const step of steps) await step(rotation)
    await expectAllOpen(await start())
    const [current, ...more] = await readMasterKeys(rotation.file)
    expect(more).toEqual([])
    if (last < 2) expect(before).toContain(`${current?.toString('hex')}\n`)
  })

  test('is noticed by a process that runs, also one that seals a secret first', async () => {
    const other = await start()
    const tokens = secrets.pageTokenKey()
    expect(other.pageTokenKey()).toEqual(tokens)
    for (const step of steps) {
      await step(rotation)
      await expectAllOpen(secrets)
      keys.push(await makeKey(other))
    }
    await expectAllOpen(await start())
    await expectAllOpen(other)
    await expectAllOpen(secrets)
    expect(secrets.pageTokenKey()).not.toEqual(tokens)
    expect(other.pageTokenKey()).toEqual(secrets.pageTokenKey())
  })

  test('at once with new secrets and with another rotation loses nothing', async () => {
    const rotate = async () => {
      for (const step of steps) await step(rotation)
    }
    const making = Array.from({ length: 20 }, () => makeKey(secrets))
    await Promise.all([rotate(), rotate(), ...making])
    keys.push(...(await Promise.all(making)))
    await expectAllOpen(await start())
    expect(await readMasterKeys(rotation.file)).toHaveLength(1)
  })

  test('that is another than the database’s is refused, and so is rotating with it', async () => {
    const right = await readMasterKeys(rotation.file)
    await writeMasterKeys(rotation.file, [newMasterKey()])
    await expect(start()).rejects.toThrow(/are sealed under another\. Use the file/)
    await expect(sealAnew(rotation)).rejects.toThrow(/are sealed under another/)
    keys.push(await makeKey(secrets))
    await rm(rotation.file)
    await expect(prepareRotation(rotation)).rejects.toThrow(/there is no such file/)
    await writeMasterKeys(rotation.file, right)
  })

  test('of a store from before keys had a name is found out by what it opens', async () => {
    await rotation.db.deleteFrom('master_key').execute()
    const [right = newMasterKey()] = await readMasterKeys(rotation.file)
    await writeMasterKeys(rotation.file, [newMasterKey()])
    await expect(start()).rejects.toThrow(/are sealed under another/)
    await writeMasterKeys(rotation.file, [right])
    await expectAllOpen(await start())
  })
})
