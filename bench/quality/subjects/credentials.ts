// Keys and tokens. Private keys are bytes behind the structure that their standards prescribe.
import { base64, digit, letter, type Draw } from '../draw.ts'
import { subject, type Subject } from '../subject.ts'

const documentedSecrets = [
  'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
]
const documentedStripeTails = ['sk_test_4eC39HqLyjWDarjtT1zdp7dc', 'pk_test_TYooMQauvdEDq54NiTphI7jx']
const hex = '0123456789abcdef'

export const credentials: readonly Subject[] = [
  subject(
    ['AWS_CREDENTIALS', 'aws_secret_access_key|credentials|secret access key|secret key|set-awscredential'],
    (draw) => draw.text(40, `${base64}/+`),
    {
      wrong: {
        documented: (draw) => draw.of(documentedSecrets),
        'a SHA-1': (draw) => draw.text(40, hex),
        'a longer key': (draw) => draw.text(64, base64),
        'a word in capitals': (draw) => draw.text(40, letter),
      },
      misleading: {
        'a hash of a file': (draw) =>
          `list-credentials.rst,sha256=${draw.text(40, base64)}_${draw.text(2, base64)},${draw.digits(4)}`,
      },
    },
  ),
  subject(
    ['GCP_API_KEY', 'GCP api key|GCP key|google cloud key|google-api-key|X-goog-api-key|GOOGLEKEY'],
    (draw) => `AIza${draw.text(35, `${base64}_-`)}`,
    {
      wrong: {
        'too short': (draw) => `AIza${draw.text(20, base64)}`,
        'another beginning': (draw) => `AIzb${draw.text(35, base64)}`,
      },
    },
  ),
  subject(['HTTP_BASIC_AUTH_HEADER', ''], basicHeader, {
    keyword: 'none',
    wrong: {
      'no colon inside': (draw) => `Authorization: Basic ${encoded(draw.text(18, base64))}`,
      'another scheme': (draw) => `Authorization: Bearer ${draw.text(24, base64)}`,
      'a placeholder': () => 'Authorization: Basic <base64 of user:password>',
      'no base64': () => 'Authorization: Basic authentication is not supported here',
    },
  }),
  subject(['JSON_WEB_TOKEN', ''], (draw) => token(draw, { alg: draw.of(['HS256', 'RS256', 'ES384']) }), {
    keyword: 'none',
    wrong: {
      'no algorithm': (draw) => token(draw, { kid: draw.text(8, digit) }),
      'no JSON': (draw) => `eyJ${draw.text(30, base64)}.${draw.text(40, base64)}.${draw.text(43, base64)}`,
      'no payload': (draw) => `${token(draw, { alg: 'HS256' }).split('.')[0]}..${draw.text(43, base64)}`,
      'cut off': (draw) => token(draw, { alg: 'HS256' }).split('.').slice(0, 2).join('.'),
      'points in a name': () => 'com.example.configuration.settings',
    },
  }),
  block('OPENSSH_PRIVATE_KEY', ['OPENSSH PRIVATE KEY'], opensshBytes),
  block('PGP_PRIVATE_KEY', ['PGP PRIVATE KEY BLOCK'], pgpBytes),
  block('PKCS', ['RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PRIVATE KEY'], pkcsBytes),
  subject(['PUTTY_PRIVATE_KEY', ''], puttyFile, {
    keyword: 'none',
    wrong: {
      'only its first line': () => 'PuTTY-User-Key-File-2: ssh-rsa',
      'no private part': (draw) => puttyFile(draw).split('Private-Lines')[0]!,
      'an ellipsis': () => 'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n...',
    },
  }),
  subject(['STRIPE_CREDENTIALS', ''], stripeKey, {
    keyword: 'none',
    wrong: {
      documented: (draw) => draw.of(documentedStripeTails),
      'too short': (draw) => `sk_live_${draw.text(12, base64)}`,
      'another mode': (draw) => `sk_prod_${draw.text(24, base64)}`,
      'a placeholder': () => 'sk_test_...',
    },
  }),
]

function encoded(text: string | Uint8Array): string {
  return Buffer.from(text).toString('base64')
}

function basicHeader(draw: Draw): string {
  const name = draw.of(['Authorization', 'Proxy-Authorization'])
  return `${name}: Basic ${encoded(`${draw.text(7, base64)}:${draw.text(draw.number(6, 20), base64)}`)}`
}

function token(draw: Draw, header: object): string {
  const payload = { sub: draw.digits(10), iat: draw.number(1_500_000_000, 1_790_000_000) }
  const parts = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return [...parts, Buffer.from(draw.text(32, base64)).toString('base64url')].join('.')
}

function stripeKey(draw: Draw): string {
  return `${draw.of(['sk', 'pk', 'rk'])}_${draw.of(['live', 'test'])}_${draw.text(draw.number(24, 90), base64)}`
}

function bytes(draw: Draw, count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, () => draw.number(0, 255)))
}

function lines(content: Uint8Array): string {
  return encoded(content).replaceAll(/.{64}/g, '$&\n').trimEnd()
}

function block(
  id: string,
  titles: readonly string[],
  content: (draw: Draw, title: string) => Buffer,
): Subject {
  const own = (draw: Draw): string => draw.of(titles)
  return subject(
    [id, ''],
    (draw) => {
      const title = own(draw)
      return wrapped(title, `${id === 'PGP_PRIVATE_KEY' ? '\n' : ''}${lines(content(draw, title))}`)
    },
    {
      keyword: 'none',
      wrong: {
        'a public key': (draw) => wrapped('PUBLIC KEY', lines(bytes(draw, 90))),
        'an ellipsis': (draw) => wrapped(own(draw), '...'),
        'only its first line': (draw) => `-----BEGIN ${own(draw)}----- is what it begins with`,
        'a placeholder': (draw) => wrapped(own(draw), 'your key here'),
        'a certificate': (draw) => wrapped('CERTIFICATE', lines(bytes(draw, 200))),
      },
    },
  )
}

function sized(content: Uint8Array | string): Buffer {
  const body = Buffer.from(content as string)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length)
  return Buffer.concat([size, body])
}

/** PROTOCOL.key of OpenSSH: a magic word, cipher, key derivation, its options, how many keys, then the keys. */
function opensshBytes(draw: Draw): Buffer {
  const open = sized(Buffer.concat([sized('ssh-ed25519'), sized(bytes(draw, 32))]))
  const one = Buffer.from([0, 0, 0, 1])
  const closed = sized(bytes(draw, 136))
  return Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sized('none'),
    sized('none'),
    sized(''),
    one,
    open,
    closed,
  ])
}

/** RFC 9580: a secret key packet (tag 5) of version 4, its time of creation and algorithm, and what it keeps. */
function pgpBytes(draw: Draw): Buffer {
  const head = Buffer.from([4, 0x5e, 1, 2, 3, 22])
  const body = Buffer.concat([head, bytes(draw, 94)])
  return Buffer.concat([Buffer.from([0x80 | (5 << 2), body.length]), body])
}

/** Distinguished encoding: an element's kind, its length and content. */
function element(kind: number, content: Uint8Array): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([kind, ...size]), content])
}

const version = (value: number): Buffer => element(2, Buffer.from([value]))

function positive(draw: Draw, count: number): Buffer {
  return element(2, Buffer.concat([Buffer.from([0x51]), bytes(draw, count - 1)]))
}

/** RFC 8017, RFC 5915, RFC 5208. */
function pkcsBytes(draw: Draw, title: string): Buffer {
  const primes = [128, 3, 128, 64, 64, 64, 64, 64]
  const rsa = element(0x30, Buffer.concat([version(0), ...primes.map((count) => positive(draw, count))]))
  if (title === 'RSA PRIVATE KEY') return rsa
  const curve = element(6, Buffer.from('2a8648ce3d030107', 'hex'))
  if (title === 'EC PRIVATE KEY') {
    return element(0x30, Buffer.concat([version(1), element(4, bytes(draw, 32)), element(0xa0, curve)]))
  }
  const algorithm = element(
    0x30,
    Buffer.concat([element(6, Buffer.from('2a864886f70d010101', 'hex')), element(5, Buffer.alloc(0))]),
  )
  return element(0x30, Buffer.concat([version(0), algorithm, element(4, rsa)]))
}

function puttyFile(draw: Draw): string {
  const open = lines(Buffer.concat([sized('ssh-ed25519'), sized(bytes(draw, 32))]))
  const closed = lines(sized(bytes(draw, 32)))
  return [
    'PuTTY-User-Key-File-3: ssh-ed25519',
    'Encryption: none',
    `Comment: ed25519-key-2024${draw.fill('0@1#')}`,
    `Public-Lines: ${open.split('\n').length}`,
    open,
    `Private-Lines: ${closed.split('\n').length}`,
    closed,
    `Private-MAC: ${bytes(draw, 32).toString('hex')}`,
  ].join('\n')
}

function wrapped(title: string, body: string): string {
  return `-----BEGIN ${title}-----\n${body}\n-----END ${title}-----`
}
