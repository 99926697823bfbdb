// The private keys that ssh-keygen writes, with or without a passphrase.
import { managedIdentifier } from '../../managed-identifier.ts'
import { privateKeyBlock } from '../shared/private-key-block.ts'

const body = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\nQyNTUxOQAAACB7Qk2mXw=='

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
  ],
})
