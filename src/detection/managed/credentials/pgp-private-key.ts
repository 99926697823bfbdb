// Armoured OpenPGP secret keys: headers may precede the base64, a checksum line follows it.
import { managedIdentifier } from '../../managed-identifier.ts'
import { privateKeyBlock } from '../shared/private-key-block.ts'

const body = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\nQyNTUxOQAAACB7Qk2mXw=='

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
  examples: [
    `«-----BEGIN PGP PRIVATE KEY BLOCK-----\n${body}\n-----END PGP PRIVATE KEY BLOCK-----»`,
    `KEY="«-----BEGIN PGP PRIVATE KEY BLOCK-----\\n${body.replace('\n', '\\n')}\\n-----END PGP PRIVATE KEY BLOCK-----»"`,
    `«-----BEGIN PGP PRIVATE KEY BLOCK-----\n${body.slice(0, 70)}»`,
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
  ],
})
