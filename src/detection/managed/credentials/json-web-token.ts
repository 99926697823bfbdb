// A signed JSON Web Token in its compact form. Three dotted parts prove nothing: the first two must decode to the
// objects that a token is made of.
import { isUtf8 } from 'node:buffer'
import { isJsonObject } from '../../checksums/json-object.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

const header = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9'
const unsignedHeader = 'eyJhbGciOiJub25lIn0'
const payload = 'eyJzdWIiOiJtYXJ0YSIsInJvbGUiOiJhZG1pbiJ9'
const signature = 'pV9hXk3TqZ0sLm2RbYc7WdFgUeJn4KaOiHtMxQzEw8A'

/** RFC 7515, appendix A.1. */
const published =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

export const jsonWebToken = managedIdentifier({
  id: 'JSON_WEB_TOKEN',
  title: 'JSON Web Token (JWT)',
  category: 'CREDENTIALS',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc7515',
    'https://www.rfc-editor.org/rfc/rfc7519',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  // `eyJ` is how `{"` and a letter begin in base64url; other names, and blanks before them, begin otherwise.
  pattern: /eyJ[A-Za-z0-9_-]+\.e[wy][A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/,
  validate: isToken,
  examples: [
    `Authorization: Bearer «${header}.${payload}.${signature}»`,
    `next: «${unsignedHeader}.${payload}.»`,
    `bearer «${header}.eyIzIjoidGhyZWUifQ.${signature}»`,
    `bearer «${header}.ewogICJzdWIiOiAibWFydGEiCn0.${signature}»`,
    `cookie: session=«${published}»; Secure`,
    { label: 'session', text: `«${header}.${payload}.${signature}»` },
  ],
  counterExamples: [
    [`${header}.${payload}`, 'two parts only'],
    ['version 10.4.2-eyJ.beta.3', 'a version with dots'],
    [`${header}.${payload}.`, 'a signing algorithm without a signature'],
    [`${unsignedHeader}.${payload}.${signature}`, 'a signature without an algorithm'],
    [`${header}.${payload.slice(0, -3)}.${signature}`, 'the payload is not JSON'],
    [`${header}7.${payload}.${signature}`, 'no bytes have a base64url form of this length'],
    [`${header}.eyJzdWIiOiIyNzg0NYM3MCJ9.${signature}`, 'the payload is not UTF-8'],
    [`eyJ0eXAiOiJKV1QifQ.${payload}.${signature}`, 'the header names no algorithm'],
  ],
  overlaps: ['HTTP_COOKIE'],
  knownMisses: [`ewogICJhbGciOiAiSFMyNTYiCn0.${payload}.${signature}`],
})

export function isToken(text: string): boolean {
  if (!mayBeginObject(text)) return false
  const [first = '', second = '', third = ''] = text.split('.')
  const algorithm = decodedObject(first)?.['alg']
  return (
    typeof algorithm === 'string' &&
    decodedObject(second) !== undefined &&
    (third === '') === (algorithm.toLowerCase() === 'none')
  )
}

/**
 * Does the first part begin as an object does, as far as can be told by what is in quotes and what is not? What only
 * begins like a token, over and over, is decoded from each of its beginnings only to the first byte that JSON has not:
 * src/kernels/objects.ts says why that is soon.
 */
function mayBeginObject(text: string): boolean {
  const end = text.indexOf('.')
  for (let length = 64; ; length *= 8) {
    const begun = Buffer.from(text.slice(0, Math.min(length, end)), 'base64url').toString('latin1')
    if (!begunObject.test(begun)) return false
    if (length >= end) return true
  }
}

const begunObject =
  /^[ \t\n\r]*\{[ \t\n\r]*(?:$|(?:"(?:[ !#-[\]-\u00ff]|\\[^])*(?:"|\\?$)[ \t\n\r+,.\d:[\]{}a-zE-]*)+$)/

/** The object that a part holds. A single character behind a group of four holds no byte. */
function decodedObject(part: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = Buffer.from(part, 'base64url')
  if (part.length % 4 === 1 || !isUtf8(bytes)) return undefined
  const text = bytes.toString()
  // An exception costs more than reading a long token twice.
  return isJsonObject(text) ? (JSON.parse(text) as Readonly<Record<string, unknown>>) : undefined
}
