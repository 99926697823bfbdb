// A whole Cookie or Set-Cookie header, to the end of its last pair or attribute.
//
// The fact to know: a blank must follow the colon. Every client and server writes one, and minified code, which has
// `cookie:a=b` in objects, does not.
import { managedIdentifier } from '../../managed-identifier.ts'

/** RFC 6265, but for quotes of every kind, which end a header in code and commands, and brackets of templates. */
const name = '[!#$%&*+.0-9A-Z^_|~-]+'
const signs = '[!#$%&()*+./0-9:=?@A-Z\\[\\]^_|~-]*'
const value = `(?:${signs}|"${signs}")`
const date = '[A-Z]{3,9}, \\d{2}[ -][A-Z]{3}[ -]\\d{2,4} \\d{2}:\\d{2}:\\d{2} GMT'
const pair = `${name}=${value}`

export const httpCookie = managedIdentifier({
  id: 'HTTP_COOKIE',
  title: 'HTTP cookie header',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc6265',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  pattern: new RegExp(
    `(?:Set-)?Cookie:[ \\t]{1,8}${pair}(?:;[ \\t]{0,8}(?:${pair}|${name}|Expires=${date}))*`,
    'i',
  ),
  validate: holdsValue,
  examples: [
    '«Cookie: session=3948f2c1; lang=en»',
    '«Set-Cookie: id=a3fWa; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/; Secure; HttpOnly»',
    "curl -H '«cookie: _ga=GA1.2.48201937.1790812800»' https://intranet.test",
    '> «Cookie: theme=; sid="31d4d96e407aad42"»\r\n> Accept: */*',
    'header = "«Cookie: PHPSESSID=3948f2c1»"',
    { label: 'request', text: 'GET / HTTP/1.1\r\n«Cookie: session=3948f2c1»\r\n' },
  ],
  counterExamples: [
    ['session=3948f2c1; lang=en', 'no header name'],
    ['{cookie:e=t.cookie}', 'minified code'],
    ['Cookie: accepted', 'no pair'],
    ['Set-Cookie: id=; Max-Age=0; Path=/', 'the cookie is taken back'],
    ['Cookie: session=<token>', 'a template'],
    ['Cookie: session=${token}', 'a template'],
    ['print "Set-Cookie: id=$id"', 'a variable'],
    ['Cookie: session=...', 'left out by whoever wrote it down'],
    ['Cookie: name=value; name2=value2', 'words of documentation'],
    ['X-Cookie-Consent: a=b', 'another header'],
  ],
  knownMisses: ['{"Cookie": "session=3948f2c1"}', 'Cookie:session=3948f2c1'],
})

const attributes: ReadonlySet<string> = new Set([
  'domain',
  'expires',
  'max-age',
  'path',
  'priority',
  'samesite',
])

/** Whether a pair that is no attribute has a value. */
function holdsValue(header: string): boolean {
  return header
    .slice(header.indexOf(':') + 1)
    .split(';')
    .some((cookie) => {
      const equals = cookie.indexOf('=')
      const text = cookie.slice(equals + 1)
      return (
        equals !== -1 &&
        !attributes.has(cookie.slice(0, equals).trim().toLowerCase()) &&
        !text.startsWith('$') &&
        /[0-9a-z]/i.test(text) &&
        !/^"?value\d*"?$/i.test(text)
      )
    })
}
