// An AWS secret access key is 40 characters of base64 with nothing to check. Its randomness is the only evidence:
// paths, hashes and words of the same length are less mixed.
import { managedIdentifier } from '../../managed-identifier.ts'

export const awsCredentials = managedIdentifier({
  id: 'AWS_CREDENTIALS',
  title: 'AWS secret access key',
  category: 'CREDENTIALS',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  keywords: {
    required: true,
    words: ['aws_secret_access_key', 'credentials', 'secret access key', 'secret key', 'set awscredential'],
  },
  // One character more than a key, so that a longer run is seen to be longer.
  pattern: /[A-Za-z0-9/+=]{40,41}/,
  validate: isRandomKey,
  neverJoinedTo: 'base64',
  examples: [
    'aws_secret_access_key = «k7Qw9Zr2Tb5Xn8Lp3Vc6Mh1Jd4Fg0Sy/Ua+Ei7Ro»',
    'aws_secret_access_key=«k7Qw9Zr2Tb5Xn8Lp3Vc6Mh1Jd4Fg0Sy/Ua+Ei7Ro»',
    'Secret access key: «Zt4/hG8sPq1WvX6bNc3+YmR9dJf2KuL5aTe7ioBE»',
    'secret key: «/Zt4hG8sPq1WvX6bNc3+YmR9dJf2KuL5aTe7ioB+»',
    { label: 'SecretKey', text: '«Zt4/hG8sPq1WvX6bNc3+YmR9dJf2KuL5aTe7ioBE»' },
  ],
  counterExamples: [
    ['upload id k7Qw9Zr2Tb5Xn8Lp3Vc6Mh1Jd4Fg0Sy/Ua+Ei7Ro', 'no keyword nearby'],
    ['secret key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'the key of the AWS documentation'],
    ['secret key je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY', 'the key of the AWS documentation'],
    ['secret key wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', 'a variant of the documented key'],
    ['credentials: see aws.test.com/AmazonS3/latest/dev/UploadingObjects', 'a path'],
    ['secret key 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12', 'a hexadecimal hash'],
    ['secret key 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36-rotated', 'a UUID'],
    ['secret key yFPjrSKuNHcW=OjTWgacIxTEOAXbjrARnzwvTwMC', 'no digit'],
    ['secret key Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1A', 'too regular to be random'],
    ['secret key k7Qw9Zr2Tb5Xn8Lp3Vc6Mh1Jd4Fg0SyUaEi7RobWpx', 'longer than a key'],
    ['credentials.rst,sha256=k7Qw9Zr2Tb5Xn8Lp3Vc6Mh1Jd4Fg0SyUaEi7RobW_bA', 'a longer hash'],
    ['credentials: VJC+k7Qw9Zr2Tb5Xn8Lp3Vc6Mh1Jd4Fg0Sy/Ua8Ei7RobWpx+Zq', 'a piece of a longer text'],
  ],
})

const keyLength = 40
const leastBitsPerCharacter = 4
/** One key in 250 has more; a path of this length usually does. */
const mostSlashes = 3

/** All keys of the AWS documentation end in EXAMPLEKEY. */
function isRandomKey(text: string): boolean {
  if (text.length !== keyLength || text.endsWith('EXAMPLEKEY')) return false
  let slashes = 0
  let hexadecimal = true
  let kinds = 0
  for (let at = 0; at < keyLength; at++) {
    const code = text.charCodeAt(at)
    const isDigit = code >= 0x30 && code <= 0x39
    const isLetter = code >= 0x41
    if (isDigit) kinds |= 1
    else if (isLetter) kinds |= code < 0x61 ? 2 : 4
    else if (code === 0x2f) slashes++
    if (!isDigit && (!isLetter || (code | 0x20) > 0x66)) hexadecimal = false
  }
  return (
    // Upper case, lower case and digits.
    kinds === 7 && slashes <= mostSlashes && !hexadecimal && entropy(text) >= leastBitsPerCharacter
  )
}

/** Of one character that occurs n times in a key. */
const shares = Float64Array.from({ length: keyLength + 1 }, (_, n) =>
  n === 0 ? 0 : -(n / keyLength) * Math.log2(n / keyLength),
)

/** How often each character occurs; all zero between calls. */
const counts = new Uint8Array(128)

/** Shannon's, in bits a character, of the characters' own frequencies. */
function entropy(text: string): number {
  for (let at = 0; at < keyLength; at++) counts[text.charCodeAt(at)]!++
  let bits = 0
  for (let at = 0; at < keyLength; at++) {
    const code = text.charCodeAt(at)
    bits += shares[counts[code]!]!
    counts[code] = 0
  }
  return bits
}
