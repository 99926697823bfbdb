// PEM private keys: PKCS #1, PKCS #8 and SEC 1, encrypted or not.
import { managedIdentifier } from '../../managed-identifier.ts'
import { privateKeyBlock } from '../shared/private-key-block.ts'

const body = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\nQyNTUxOQAAACB7Qk2mXw=='

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
  examples: [
    `«-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----»`,
    `KEY="«-----BEGIN PRIVATE KEY-----\\n${body.replace('\n', '\\n')}\\n-----END PRIVATE KEY-----»"`,
    `«-----BEGIN PRIVATE KEY-----\n${body.slice(0, 70)}»`,
    `«-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,9F2C\n\n${body}\n-----END RSA PRIVATE KEY-----»`,
  ],
  counterExamples: [
    ['-----BEGIN PRIVATE KEY-----', 'a label without a key'],
    [`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`, 'a public key'],
    [`BEGIN PRIVATE KEY\n${body}\nEND PRIVATE KEY`, 'no armour'],
    ['-----BEGIN PRIVATE KEY-----\n(redacted)\n-----END PRIVATE KEY-----', 'the key is left out'],
    [`-----BEGIN OPENSSH PRIVATE KEY-----\n${body}`, 'OpenSSH keys have their own identifier'],
  ],
})
