import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findCredentials, parseCredentials } from './credentials.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'magpie-credentials-'))
const file = path.join(folder, 'credentials')
writeFileSync(
  file,
  '[default]\naws_access_key_id = DEFAULT1\naws_secret_access_key=d\n\n' +
    '[magpie]\naws_access_key_id = MAGPIE1\naws_secret_access_key = s+/=\n' +
    '[half]\naws_access_key_id = HALF1\n' +
    '[short]\naws_access_key_id=SHORT1\naws_secret_access_key=x\naws_session_token=t\n',
)

test.each([
  ['the variables of a key come first', { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'b' }, 'A'],
  ['then a named file of profiles', { AWS_SHARED_CREDENTIALS_FILE: file, AWS_PROFILE: 'short' }, 'SHORT1'],
  ['whose profile is "default" if none is named', { AWS_SHARED_CREDENTIALS_FILE: file }, 'DEFAULT1'],
  ['then the data folder of the variable', { MAGPIE_DATA: folder }, 'MAGPIE1'],
])('%s', (_, environment, accessKeyId) => {
  expect(findCredentials(undefined, environment)).toMatchObject({ accessKeyId })
})

test('a data folder that is named beats the file of profiles, and is told as the source', () => {
  expect(findCredentials(folder, { AWS_SHARED_CREDENTIALS_FILE: '/no/such/file' })).toEqual({
    accessKeyId: 'MAGPIE1',
    secretAccessKey: 's+/=',
    source: file,
  })
})

test('a session token belongs to its key', () => {
  const key = { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 't' }
  expect(findCredentials(undefined, key).sessionToken).toBe('t')
  expect(parseCredentials('[a]\naws_access_key_id=A\naws_secret_access_key=b', 'b')).toBeUndefined()
})

test.each([
  ['a file that is not there', '/no/such/folder', {}, /no such file or directory$/],
  [
    'half a key',
    undefined,
    { AWS_SHARED_CREDENTIALS_FILE: file, AWS_PROFILE: 'half' },
    /no whole key of profile "half"/,
  ],
])('%s is refused with what to do', (_, data, environment, message) => {
  expect(() => findCredentials(data, environment)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(message),
      next: expect.stringContaining('--data'),
    }),
  )
})
