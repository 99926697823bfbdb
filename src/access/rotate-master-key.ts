// Puts a new master key in force. Each step leaves a file and a database that fit each other, so that whatever ends it
// between two of them, every server goes on, and doing it again finishes it:
//
//   prepare  the file gets the new key as a second line; nothing is sealed under it yet
//   seal     one transaction seals all secrets anew and puts the new key in force
//   drop     the file loses the former key
//
// The row of the key in force is locked through each step: rotations at once take turns, and no secret is sealed under
// a key that is about to go.
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { listSealedSecrets, replaceSealedSecret } from '../store/access-keys.ts'
import { changeFingerprint, lockFingerprint } from '../store/master-key.ts'
import { fingerprintOf, newMasterKey, readMasterKeys, writeMasterKeys } from './master-key.ts'
import { canOpen, openSecret, sealSecret } from './seal-secret.ts'
import { wrongKey } from './secrets.ts'

export interface Rotation {
  readonly db: Kysely<Schema>
  /** The master key's. */
  readonly file: string
}

/** Adds the next key to the file, where it has none yet. */
export async function prepareRotation(rotation: Rotation): Promise<void> {
  await locked(rotation, async (_trx, { keys }) => {
    if (keys.length === 1) await writeMasterKeys(rotation.file, [...keys, newMasterKey()])
  })
}

/** Seals under the second key of the file. @returns how many secrets. */
export async function sealAnew(rotation: Rotation): Promise<number> {
  return await locked(rotation, async (trx, { keys, inForce }) => {
    const next = keys[1]
    // Else somebody was first; the first line is the former key by now.
    if (next === undefined || next === inForce) return 0
    let sealed = 0
    for (let page = await listSealedSecrets(trx, ''); page.length > 0;) {
      for (const { accessKeyId, sealedSecret } of page) {
        const opener = keys.find((key) => canOpen(key, accessKeyId, sealedSecret)) ?? inForce
        const secret = openSecret(opener, accessKeyId, sealedSecret)
        await replaceSealedSecret(trx, { accessKeyId, sealedSecret: sealSecret(next, accessKeyId, secret) })
        sealed++
      }
      page = await listSealedSecrets(trx, page.at(-1)?.accessKeyId ?? '')
    }
    await changeFingerprint(trx, fingerprintOf(next))
    return sealed
  })
}

/** Leaves only the key in force in the file. */
export async function dropFormerKey(rotation: Rotation): Promise<void> {
  await locked(rotation, async (_trx, { keys, inForce }) => {
    if (keys.length > 1) await writeMasterKeys(rotation.file, [inForce])
  })
}

/** Whether a rotation ended after its secrets were sealed anew: then only dropping the former key is left. */
export async function isSealed(rotation: Rotation): Promise<boolean> {
  return await locked(rotation, async (_trx, { keys, inForce }) => keys.length > 1 && keys[1] === inForce)
}

interface Held {
  readonly keys: readonly Buffer[]
  readonly inForce: Buffer
}

/** The file is read under the lock: whoever had it before may have changed it. */
function locked<T>(
  { db, file }: Rotation,
  step: (trx: Transaction<Schema>, held: Held) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    const fingerprint = await lockFingerprint(trx)
    const keys = await readMasterKeys(file)
    const inForce = keys.find((key) => fingerprintOf(key) === fingerprint)
    if (inForce === undefined) throw wrongKey({ name: file })
    return await step(trx, { keys, inForce })
  })
}
