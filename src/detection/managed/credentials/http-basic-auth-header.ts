// A complete Basic authorization header. The token must decode to `user:password`, or it is of another scheme.
import { managedIdentifier } from '../../managed-identifier.ts'

export const httpBasicAuthHeader = managedIdentifier({
  id: 'HTTP_BASIC_AUTH_HEADER',
  title: 'HTTP Basic Authorization header',
  category: 'CREDENTIALS',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc7617',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  pattern: /(Proxy-)?Authorization:[ \t]*Basic[ \t]+[A-Za-z0-9+/]+={0,2}/i,
  validate: holdsUserAndPassword,
  examples: [
    '«Authorization: Basic bWFydGE6aHVudGVyMg==»',
    'curl -H "«Proxy-Authorization: Basic am9zZTpjb3JyZWN0IGhvcnNl»" https://intranet.test',
    '«authorization: basic am9zZTpjb3JyZWN0IGhvcnNl»',
  ],
  counterExamples: [
    ['Authorization: Bearer bWFydGE6aHVudGVyMg==', 'another scheme'],
    ['Authorization: Basic bWFydGFodW50ZXIy', 'no colon between user and password'],
    ['Basic bWFydGE6aHVudGVyMg==', 'no header name'],
    ['Authorization: Basic xxxxxxxxxxxxxxxxxxxx', 'left out by whoever wrote it down'],
    ['Authorization: Basic realm', 'not base64 of user and password'],
  ],
  knownMisses: ['{"Authorization": "Basic bWFydGE6aHVudGVyMg=="}'],
})

function holdsUserAndPassword(header: string): boolean {
  const token = header.slice(header.search(/[^ \t]+$/))
  return token.replace(/=+$/, '').length % 4 !== 1 && Buffer.from(token, 'base64').includes(':')
}
