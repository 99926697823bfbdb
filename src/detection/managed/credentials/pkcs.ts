// PEM private keys: PKCS #1, PKCS #8 and SEC 1, encrypted or not.
import { managedIdentifier } from '../../managed-identifier.ts'
import { firstKeyBytes, privateKeyBlock } from '../shared/private-key-block.ts'

const body =
  'MC4CAQAwBQYDK2VwBCIEIHtCTaZfAPqxV5z8kTd1LmN4sWbYc9HfGJ2RuE7aXo\nKD4vQpV6LzTk8mWbYc3HfGJ2RuE7aXw=='
const ciphertext = 'kTd1LmN4sWbYc9HfGJ2RuE7aXoKD4vQpV6LzTk8mWbYc3HfGJ2RuE7aXw9Zq'

export const pkcs = managedIdentifier({
  id: 'PKCS',
  title: 'PKCS private key',
  category: 'CREDENTIALS',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc7468',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  pattern: privateKeyBlock('(RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY'),
  validate: beginsAsKey,
  examples: [
    `«-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----»`,
    `KEY="«-----BEGIN PRIVATE KEY-----\\n${body.replace('\n', '\\n')}\\n-----END PRIVATE KEY-----»"`,
    `«-----BEGIN PRIVATE KEY-----\n${body.split('\n')[0]}»`,
    `«-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,9F2C\n\n${ciphertext}\n-----END RSA PRIVATE KEY-----»`,
    `«-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGjMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBB7Qk2mXwD6sVec\n-----END ENCRYPTED PRIVATE KEY-----»`,
    `«-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIHtCTaZfAPqxV5z8kTd1LmN4sWbYc9HfGJ2RuE7aXoKDoAoGCCqGSM49\n-----END EC PRIVATE KEY-----»`,
    `«-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0mXwPqxV5z8kTd1LmN4sWbYc9HfGJ2RuE7aXoKDoAoGCCqG»`,
  ],
  counterExamples: [
    ['-----BEGIN PRIVATE KEY-----', 'a label without a key'],
    [`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`, 'a public key'],
    [`BEGIN PRIVATE KEY\n${body}\nEND PRIVATE KEY`, 'no armour'],
    ['-----BEGIN PRIVATE KEY-----\n(redacted)\n-----END PRIVATE KEY-----', 'the key is left out'],
    [`-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n`, 'letters stand for the key'],
    [`-----BEGIN RSA PRIVATE KEY-----\n${ciphertext}\n`, 'encrypted, but no header says so'],
    ['-----BEGIN PRIVATE KEY-----\nMS4CAQAwBQYDK2VwBCIEIHtCTaZfAPqxV5z8\n', 'no sequence'],
    ['-----BEGIN PRIVATE KEY-----\nMC4EAQAwBQYDK2VwBCIEIHtCTaZfAPqxV5z8\n', 'a sequence without version'],
    [
      '-----BEGIN PRIVATE KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0mXwPqxV5z8kTd1LmN4s\n',
      'a public key under the label of a private one',
    ],
    [
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHtCTaZfAPqxV5z8kTd1LmN4sWbYc9HfGJ2RuE7aXo\n',
      'a key that is not encrypted under the label of one that is',
    ],
    [`-----BEGIN OPENSSH PRIVATE KEY-----\n${body}`, 'OpenSSH keys have their own identifier'],
  ],
})

const sequence = 0x30
const integer = 0x02

/** DER: a sequence that begins with a version, 0 or 1, or, encrypted, with the sequence that names the algorithm. */
function beginsAsKey(text: string): boolean {
  const bytes = firstKeyBytes(text)
  if (bytes === undefined) return true
  const length = bytes[1] ?? 0
  const at = length < 0x80 ? 2 : 2 + (length & 0x7f)
  if (bytes[0] !== sequence || at > 5) return false
  if (text.startsWith('-----BEGIN ENCRYPTED')) return bytes[at] === sequence
  return bytes[at] === integer && bytes[at + 1] === 1 && bytes[at + 2]! <= 1
}
