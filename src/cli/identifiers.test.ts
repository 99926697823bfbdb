// `magpie identifiers list` and `show` as their users run them.
import { expect, test } from 'vitest'
import { managedIdentifiers } from '../detection/managed/index.ts'
import { jsonLines, runMagpie } from './test-magpie.ts'

const ahv = 'SWITZERLAND_SOCIAL_SECURITY_NUMBER'
const ssn = 'USA_SOCIAL_SECURITY_NUMBER'

test('the list tells every identifier, and which of them Macie does not have', async () => {
  const { stdout } = await runMagpie(['identifiers', 'list', '--json'])
  const listed = jsonLines(stdout) as { readonly id: string; readonly beyondMacie: boolean }[]
  expect(listed.map(({ id }) => id)).toEqual(managedIdentifiers.map(({ id }) => id).toSorted())
  const beyond = managedIdentifiers.filter(({ beyondMacie }) => beyondMacie).map(({ id }) => id)
  expect(listed.filter(({ beyondMacie }) => beyondMacie).map(({ id }) => id)).toEqual(beyond.toSorted())
})

test('the table has a column for each mark', async () => {
  const { stdout } = await runMagpie(['identifiers', 'list'])
  expect(stdout).toMatch(/^IDENTIFIER +CATEGORY +RECOMMENDED +BEYOND MACIE +WHAT IT IS$/m)
  const at = stdout.indexOf('BEYOND MACIE')
  const marked = (id: string): string =>
    stdout
      .split('\n')
      .find((line) => line.startsWith(`${id} `))!
      .slice(at, at + 3)
  expect([marked(ahv), marked(ssn)]).toEqual(['yes', '   '])
})

test('what is shown of an identifier says its marks', async () => {
  expect((await runMagpie(['identifiers', 'show', ahv])).stdout).toMatch(
    /^PERSONAL_INFORMATION, beyond Macie; severity /m,
  )
  expect((await runMagpie(['identifiers', 'show', ssn])).stdout).toMatch(
    /^PERSONAL_INFORMATION, recommended; severity /m,
  )
})
