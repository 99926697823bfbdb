// Secrets at rest: AES-256-GCM under the master key. SigV4 needs them in clear, so a hash would not do.
//
// The access key's id is authenticated with the secret: a sealed secret that is copied to another row does not open.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/** Nonce, tag, ciphertext. */
export function sealSecret(masterKey: Buffer, accessKeyId: string, secret: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', masterKey, nonce).setAAD(Buffer.from(accessKeyId))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @throws Error where the master key is not the one that sealed it. */
export function openSecret(masterKey: Buffer, accessKeyId: string, sealed: Buffer): string {
  try {
    return decipher(masterKey, accessKeyId, sealed)
  } catch (cause) {
    throw new Error(
      `Cannot read the secret of access key ${accessKeyId}: it was sealed under another master key.`,
      { cause },
    )
  }
}

/** Whether this master key sealed it, for this id. */
export function canOpen(masterKey: Buffer, accessKeyId: string, sealed: Buffer): boolean {
  try {
    decipher(masterKey, accessKeyId, sealed)
    return true
  } catch {
    return false
  }
}

function decipher(masterKey: Buffer, accessKeyId: string, sealed: Buffer): string {
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
  const opening = createDecipheriv('aes-256-gcm', masterKey, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  opening.setAAD(Buffer.from(accessKeyId)).setAuthTag(tag)
  const opened = [opening.update(sealed.subarray(nonceBytes + tagBytes)), opening.final()]
  return Buffer.concat(opened).toString('utf8')
}
