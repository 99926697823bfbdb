// Secrets of a running process: opened under whichever master key sealed them, sealed under the one in force. A rotation
// elsewhere is noticed when a key is met that is not known here; the file is then read again, and no restart is needed.
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { listSealedSecrets } from '../store/access-keys.ts'
import { findFingerprint, firstFingerprint, holdFingerprint } from '../store/master-key.ts'
import { deriveKey, fingerprintOf, type MasterKeySource } from './master-key.ts'
import { canOpen, openSecret } from './seal-secret.ts'

export interface Secrets {
  /** @throws Error where no key that is there has sealed it. */
  open(accessKeyId: string, sealed: Buffer): Promise<string>
  /** Hands over the key in force, in a transaction that rotations wait for. `write` may be called twice. */
  seal<T>(write: (trx: Transaction<Schema>, masterKey: Buffer) => Promise<T>): Promise<T>
  /** Signs page tokens; that of the key in force, as far as is known here. */
  pageTokenKey(): Buffer
}

/** @throws Error where the secrets in the database are sealed under a key that is not there. */
export async function openSecrets(db: Kysely<Schema>, source: MasterKeySource): Promise<Secrets> {
  let keys = await source.read()
  let pageTokens = deriveKey(await keyInForce(db, source, keys), 'page tokens')
  const use = (key: Buffer): Buffer => {
    pageTokens = deriveKey(key, 'page tokens')
    return key
  }
  return {
    async open(accessKeyId, sealed) {
      const opens = (key: Buffer) => canOpen(key, accessKeyId, sealed)
      let key = keys.find(opens)
      if (key === undefined) {
        keys = await source.read()
        key = keys.find(opens)
        if (key !== undefined) use(key)
      }
      return openSecret(key ?? keys[0] ?? Buffer.alloc(0), accessKeyId, sealed)
    },
    async seal(write) {
      const attempt = () =>
        db.transaction().execute(async (trx) => {
          const inForce = await holdFingerprint(trx)
          const key = keys.find((one) => fingerprintOf(one) === inForce)
          return key === undefined ? undefined : { key, written: await write(trx, key) }
        })
      let sealed = await attempt()
      if (sealed === undefined) {
        keys = await source.read()
        sealed = await attempt()
      }
      if (sealed === undefined) throw wrongKey(source)
      use(sealed.key)
      return sealed.written
    },
    pageTokenKey: () => pageTokens,
  }
}

/** At the first start with this table, what is sealed already says which key is in force. */
async function keyInForce(
  db: Kysely<Schema>,
  source: MasterKeySource,
  keys: readonly Buffer[],
): Promise<Buffer> {
  let inForce = await findFingerprint(db)
  if (inForce === undefined) {
    const [sealed] = await listSealedSecrets(db, '')
    const key = keys.find((one) => !sealed || canOpen(one, sealed.accessKeyId, sealed.sealedSecret))
    if (key === undefined) throw wrongKey(source)
    inForce = await firstFingerprint(db, fingerprintOf(key))
  }
  const key = keys.find((one) => fingerprintOf(one) === inForce)
  if (key === undefined) throw wrongKey(source)
  return key
}

export function wrongKey({ name }: Pick<MasterKeySource, 'name'>): Error {
  return new Error(
    `Cannot use the master key ${name}: the secrets in the database are sealed under another. ` +
      'Use the file that its other servers have, or the one from the backup.',
  )
}
