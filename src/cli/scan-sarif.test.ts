// `magpie scan --format sarif` against the schema of SARIF itself.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import type { Log } from 'sarif'
import { describe, expect, test } from 'vitest'
import { uriOf } from './sarif-results.ts'
import { folderOf, people, runMagpie } from './test-magpie.ts'

const schemaFile = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'
const schema = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '..', '..', schemaFile), 'utf8'),
) as object
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats.default(ajv)
const isValid = ajv.compile(schema)

/** Valid by the schema, or the test fails with what is wrong. */
function logOf(text: string): Log {
  const log = JSON.parse(text) as Log
  isValid(log)
  expect(isValid.errors).toBeNull()
  return log
}

const files = {
  'a b/%41.csv': people,
  'chat.txt': 'one\nmy ssn is 536-22-1234\n',
  'events.json': '{"user":{"ssn":"536-22-1234"}}\n',
  'x.png': 'x',
}

test('every occurrence is a result of its rule, at its place', async () => {
  const ended = await runMagpie(['scan', '.', '--format', 'sarif'], { cwd: folderOf(files) })
  const [run] = logOf(ended.stdout).runs
  const rules = run?.tool.driver.rules ?? []
  const places = run?.results?.map(({ ruleIndex, level, locations }) => {
    const { physicalLocation, logicalLocations } = locations?.[0] ?? {}
    const inWords = logicalLocations?.[0]?.fullyQualifiedName
    return [
      rules[ruleIndex ?? -1]?.id,
      level,
      physicalLocation?.artifactLocation?.uri,
      physicalLocation?.region ?? inWords,
    ]
  })
  const ssn = 'USA_SOCIAL_SECURITY_NUMBER'
  expect(places).toEqual([
    [ssn, 'error', 'a%20b/%2541.csv', 'row 2, column 2 (ssn)'],
    [ssn, 'error', 'a%20b/%2541.csv', 'row 3, column 2 (ssn)'],
    [ssn, 'error', 'chat.txt', { startLine: 2, startColumn: 11, endLine: 2 }],
    [ssn, 'error', 'events.json', expect.stringContaining('$.user.ssn')],
  ])
  expect(run?.invocations).toMatchObject([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        { descriptor: { id: 'UNSUPPORTED_FILE_TYPE_EXCEPTION' }, properties: { objects: 1 } },
      ],
    },
  ])
  expect(ended.stdout).not.toContain('536-22-1234')
  expect(ended).toMatchObject({ code: 3, stderr: '' })
})

test('nothing found is a valid log too, and custom identifiers are rules by their names', async () => {
  const custom = [{ name: 'Staff', regex: String.raw`E-\d{4}` }]
  const cwd = folderOf({
    'none.txt': 'nothing',
    'staff.txt': 'E-1234',
    'custom.json': JSON.stringify(custom),
  })
  const args = ['--custom', 'custom.json', '--identifiers', 'NONE', '--format', 'sarif']
  const none = logOf((await runMagpie(['scan', 'none.txt', ...args], { cwd })).stdout)
  expect(none.runs[0]?.results).toEqual([])
  const some = logOf((await runMagpie(['scan', 'staff.txt', ...args, '--reveal'], { cwd })).stdout)
  expect(some.runs[0]?.results).toMatchObject([
    { ruleId: 'custom/Staff', ruleIndex: 0, level: 'warning', properties: { text: 'E-1234' } },
  ])
})

describe('a key becomes a URI', () => {
  test.each([
    ['./a/b.csv', 'a/b.csv'],
    ['a:b.csv', 'a%3Ab.csv'],
    ['../a#b?.csv', '../a%23b%3F.csv'],
    ['/srv/a b.csv', 'file:///srv/a%20b.csv'],
    ['s3://bucket/a b/c.csv', 's3://bucket/a%20b/c.csv'],
    ['half \uD800.csv', 'half%20%EF%BF%BD.csv'],
  ])('%j', (key, uri) => {
    expect(uriOf(key)).toBe(uri)
  })
})
