// The private keys that ssh-keygen writes, with or without a passphrase.
import { managedIdentifier } from '../../managed-identifier.ts'
import { firstKeyBytes, privateKeyBlock } from '../shared/private-key-block.ts'

const body = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\nQyNTUxOQAAACB7Qk2mXw=='
/** What every key of this format begins with. */
const magic = 'openssh-key-v1\0'

export const opensshPrivateKey = managedIdentifier({
  id: 'OPENSSH_PRIVATE_KEY',
  title: 'OpenSSH private key',
  category: 'CREDENTIALS',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  pattern: privateKeyBlock('OPENSSH PRIVATE KEY'),
  validate: (text) => firstKeyBytes(text)?.toString('latin1').startsWith(magic) === true,
  examples: [
    `«-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----»`,
    `KEY="«-----BEGIN OPENSSH PRIVATE KEY-----\\n${body.replace('\n', '\\n')}\\n-----END OPENSSH PRIVATE KEY-----»"`,
    `«-----BEGIN OPENSSH PRIVATE KEY-----\n${body.slice(0, 70)}»`,
  ],
  counterExamples: [
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'a label without a key'],
    [`-----BEGIN SSH2 PUBLIC KEY-----\n${body}\n-----END SSH2 PUBLIC KEY-----`, 'a public key'],
    [`BEGIN OPENSSH PRIVATE KEY\n${body}\nEND OPENSSH PRIVATE KEY`, 'no armour'],
    [
      '-----BEGIN OPENSSH PRIVATE KEY-----\n(redacted)\n-----END OPENSSH PRIVATE KEY-----',
      'the key is left out',
    ],
    [`-----BEGIN OPENSSH PRIVATE KEY-----\n${'A'.repeat(70)}\n`, 'letters stand for the key'],
    [`-----BEGIN OPENSSH PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHtCTaZfA\n`, 'a key of another format'],
  ],
})
