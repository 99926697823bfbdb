// `magpie identifiers try` as its users run it.
import { expect, test } from 'vitest'
import { folderOf, jsonLines, runMagpie } from './test-magpie.ts'

const ssn = 'USA_SOCIAL_SECURITY_NUMBER'
const custom = JSON.stringify({
  name: 'Staff',
  regex: String.raw`E-\d{4}`,
  keywords: ['employee'],
  ignoreWords: ['0000'],
})
const cwd = folderOf({ 'custom.json': custom })

test('what is found is told with its place, its keyword and its check', async () => {
  const { stdout, code } = await runMagpie(['identifiers', 'try', 'ALL', '--text', 'my ssn is 536-22-1234'])
  expect(stdout).toMatch(
    /^USA_SOCIAL_SECURITY_NUMBER: 536-22-1234 \(line 1, character 11\)\n {2}form: .*\n {2}keyword: ssn\n {2}check: +isIssuable says yes\n$/,
  )
  expect(code).toBe(0)
})

test('the text may come from standard input, and the answer be for machines', async () => {
  const args = ['identifiers', 'try', ssn, '--json']
  const { stdout } = await runMagpie(args, { input: 'ssn,name\n536-22-1234,Ann\n219-09-9998,Bob\n' })
  expect(jsonLines(stdout)).toMatchObject([
    { identifier: ssn, text: '536-22-1234', keywords: ['ssn'], check: 'isIssuable' },
    { identifier: ssn, text: '219-09-9998', location: { kind: 'lines', start: 3 } },
  ])
})

test.each([
  [[ssn], 'order 536-22-1234', /not found: something has its shape, but no keyword is near: .*ssn/],
  [[ssn], 'ssn 000-22-1234', /not found: something has its shape, but the check says no: isIssuable/],
  [[ssn], 'nothing at all', /^Nothing was found\.\n$/],
  [['--custom', 'custom.json'], 'employee E-1234', /^Staff: E-1234 .*\n.*\n {2}keyword: employee\n/],
  [
    ['--custom', 'custom.json'],
    'part E-1234',
    /Staff: not found: its expression matches, but no keyword ends/,
  ],
  [
    ['--custom', 'custom.json'],
    'employee E-0000',
    /Staff: not found: .*, but an ignore word is in the match/,
  ],
])('%j of "%s"', async (args, text, answer) => {
  expect((await runMagpie(['identifiers', 'try', ...args, '--text', text], { cwd })).stdout).toMatch(answer)
})

test.each([
  [{ regex: 'E-\\d{4}', keywords: ['employee'] }, 'keyword: little, only what follows its keywords is read'],
  [{ regex: 'EMP-\\d{4}' }, 'text: little, only what surrounds a text that each match contains is read'],
  [{ regex: '\\d{4}-\\d{4}' }, 'everywhere: every byte is read for it alone; keywords would change that'],
])('%j is told to cost %s', async (definition, cost) => {
  const folder = folderOf({ 'one.json': JSON.stringify({ name: 'One', ...definition }) })
  const args = ['identifiers', 'try', '--custom', 'one.json', '--text', 'employee E-1234 EMP-1234 1234-5678']
  const told = await runMagpie(args, { cwd: folder })
  expect(told.stdout.split('\n')).toContain(`One: cost: ${cost}`)
  const forMachines = await runMagpie([...args, '--json'], { cwd: folder })
  expect(jsonLines(forMachines.stdout)).toMatchObject([{ identifier: 'One', cost: cost.split(':')[0] }])
})

test.each([
  [[], /Cannot try: no identifier is named\nName one of/],
  [['USA_SOCIAL_SECURITY_NUMBR'], /Cannot try .*: there is no such identifier\nDid you mean USA_SOCIAL_/],
])('%j is refused', async (args, message) => {
  const ended = await runMagpie(['identifiers', 'try', ...args, '--text', 'x'])
  expect(ended.stderr).toMatch(message)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})
