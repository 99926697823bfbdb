// Armoured OpenPGP secret keys: headers may precede the base64, a checksum line follows it.
import { managedIdentifier } from '../../managed-identifier.ts'
import { firstKeyBytes, privateKeyBlock } from '../shared/private-key-block.ts'

const body =
  'lFgEZ3Qk2mYJKwYBBAHaRw8BAQdAe0JNplPqxV5z8kTd1LmN4sWbYc9HfGJ2RuE7aXo\nDKAAAP9jQpV6LzTk8mWbYc3HfGJ2RuE7aXw=='

export const pgpPrivateKey = managedIdentifier({
  id: 'PGP_PRIVATE_KEY',
  title: 'PGP private key',
  category: 'CREDENTIALS',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc9580',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  pattern: privateKeyBlock('PGP PRIVATE KEY BLOCK'),
  validate: holdsSecretKey,
  examples: [
    `«-----BEGIN PGP PRIVATE KEY BLOCK-----\n${body}\n-----END PGP PRIVATE KEY BLOCK-----»`,
    `KEY="«-----BEGIN PGP PRIVATE KEY BLOCK-----\\n${body.replace('\n', '\\n')}\\n-----END PGP PRIVATE KEY BLOCK-----»"`,
    `«-----BEGIN PGP PRIVATE KEY BLOCK-----\n${body.split('\n')[0]}»`,
    `«-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${body}\n=twTO\n-----END PGP PRIVATE KEY BLOCK-----»`,
  ],
  counterExamples: [
    ['-----BEGIN PGP PRIVATE KEY BLOCK-----', 'a label without a key'],
    [`-----BEGIN PGP PUBLIC KEY BLOCK-----\n${body}\n-----END PGP PUBLIC KEY BLOCK-----`, 'a public key'],
    [`BEGIN PGP PRIVATE KEY BLOCK\n${body}\nEND PGP PRIVATE KEY BLOCK`, 'no armour'],
    [
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\n(redacted)\n-----END PGP PRIVATE KEY BLOCK-----',
      'the key is left out',
    ],
    [`-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${'x'.repeat(64)}\n`, 'letters stand for the key'],
    [
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nmDMEZ3Qk2mYJKwYBBAHaRw8BAQdAe0JNplPq\n',
      'a public key under the label of a private one',
    ],
  ],
})

/** A transferable secret key begins with a packet of the kind 5, in the old or the new form. */
function holdsSecretKey(text: string): boolean {
  const first = firstKeyBytes(text)?.[0] ?? 0
  return first === 0xc5 || (first >= 0x94 && first <= 0x97)
}
