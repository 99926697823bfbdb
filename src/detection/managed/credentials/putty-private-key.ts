// A PuTTY key file: six headers in a fixed order. Values are narrow on purpose: a comment with a blank or an
// underscore, or the further headers of an encrypted version 3 file, make it no match.
import { managedIdentifier } from '../../managed-identifier.ts'

const publicLines = 'Public-Lines: 1\nAAAAC3NzaC1lZDI1NTE5AAAAIHt7Qk2mXwPq'
const privateLines = 'Private-Lines: 1\nAAAAIDv4Rk9sTq2LmXz8WbYc5Hd0'
const mac = 'Private-MAC: 9f2c51d07be4a86310'
/** Written out in string literals, and followed by the indentation of YAML. */
const newLine = String.raw`(?:[ \t\r\n]|\\[rn])+`

export const puttyPrivateKey = managedIdentifier({
  id: 'PUTTY_PRIVATE_KEY',
  title: 'PuTTY private key',
  category: 'CREDENTIALS',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  pattern: new RegExp(
    [
      'PuTTY-User-Key-File-\\d: ?[A-Za-z0-9-]+',
      'Encryption: ?[A-Za-z0-9-]+',
      'Comment: ?[A-Za-z0-9-]*',
      `Public-Lines: ?\\d+(?:${newLine}[A-Za-z0-9/+=-]+)+`,
      `Private-Lines: ?\\d+(?:${newLine}[A-Za-z0-9/+=-]+)+`,
      'Private-MAC: ?[A-Za-z0-9+-]+',
    ].join(newLine),
  ),
  examples: [
    `«PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: laptop\n${publicLines}\n${privateLines}\n${mac}»`,
    `«PuTTY-User-Key-File-2: ssh-rsa\r\nEncryption: aes256-cbc\r\nComment: rsa-key-2020\r\n${publicLines}\r\n${privateLines}\r\n${mac}»\r\n`,
    `key: |\n  «PuTTY-User-Key-File-3: ssh-ed25519\n  Encryption: none\n  Comment: laptop\n  Public-Lines: 1\n  AAAAC3NzaC1lZDI1NTE5\n  Private-Lines: 1\n  AAAAIDv4Rk9sTq2LmXz8\n  ${mac}»\n`,
    String.raw`key = "«PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: laptop\nPublic-Lines: 1\nAAAAC3NzaC1lZDI1NTE5\nPrivate-Lines: 1\nAAAAIDv4Rk9sTq2LmXz8\nPrivate-MAC: 9f2c51d07be4a86310»"`,
  ],
  counterExamples: [
    ['PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none', 'only its first lines'],
    [
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n${publicLines}\n${privateLines}\n${mac}`,
      'no comment header',
    ],
    [
      `PuTTY-User-Key-File-3: ssh-ed25519\nComment: laptop\nEncryption: none\n${publicLines}\n${privateLines}\n${mac}`,
      'headers in another order',
    ],
    [
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: my_laptop\n${publicLines}\n${privateLines}\n${mac}`,
      'an underscore in the comment',
    ],
    [
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: laptop\n${publicLines}`,
      'no private lines',
    ],
  ],
  knownMisses: [
    `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: aes256-cbc\nComment: laptop\n${publicLines}\nKey-Derivation: Argon2id\n${privateLines}\n${mac}`,
  ],
})
