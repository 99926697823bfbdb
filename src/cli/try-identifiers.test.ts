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
const cwd = folderOf({ 'custom.json': custom, 'allowed.txt': 'E-1111\n536-22-1234\n' })

test('what is found is told with its place, its keyword and its check', async () => {
  const { stdout, code } = await runMagpie(['identifiers', 'try', 'ALL', '--text', 'my ssn is 536-22-1234'])
  expect(stdout).toMatch(
    /^USA_SOCIAL_SECURITY_NUMBER: 536-22-1234 \(line 1, character 11\)\n {2}form: .*\n {2}keyword: ssn, 4 characters before it\n {2}check: +isIssuable says yes\n$/,
  )
  expect(code).toBe(0)
})

test('the text may come from standard input, and the answer be for machines', async () => {
  const args = ['identifiers', 'try', ssn, '--json']
  const { stdout } = await runMagpie(args, { input: 'ssn,name\n536-22-1234,Ann\n219-09-9998,Bob\n' })
  expect(jsonLines(stdout)).toMatchObject([
    {
      identifier: ssn,
      found: true,
      text: '536-22-1234',
      keyword: { kind: 'near', keyword: 'ssn', side: 'before', distance: 6 },
      check: { name: 'isIssuable', passes: true },
    },
    { identifier: ssn, text: '219-09-9998', location: { kind: 'lines', start: 3 } },
  ])
})

test.each([
  [[ssn], 'order 536-22-1234', /not found: 536-22-1234 .*\n {2}why: +no keyword is near\n/],
  [[ssn], 'order 536-22-1234', /\n {2}keyword: none near; there are social security, ss#, ssn\n/],
  [[ssn], 'ssn 000-22-1234', /not found: 000-22-1234 .*\n {2}why: +its check says no\n/],
  [[ssn], 'ssn is missing', /not found: ssn .*\n {2}why: +nothing near the keyword has its shape\n/],
  [[ssn], 'nothing at all', /^Nothing was found\.\n$/],
  [['ALL'], 'order 53622123', /^Nothing was found\.\n$/],
  [
    ['ALL'],
    'paid 4539 1488 0343 6467, cvv in it',
    /SECURITY_CODE: not found: 6467 .*\n {2}why: +another identifier claims the same text: CREDIT_CARD_/,
  ],
  [[ssn, '--allow', 'allowed.txt'], 'ssn 536-22-1234', /not found: .*\n {2}why: +an allow list permits it\n/],
  [
    ['--custom', 'custom.json'],
    'employee E-1234',
    /^Staff: E-1234 .*\n {2}form: {4}E-\\d\{4\}\n {2}keyword: employee\n/,
  ],
  [['--custom', 'custom.json'], 'part E-1234', /Staff: not found: E-1234 .*\n {2}why: +no keyword is near\n/],
  [
    ['--custom', 'custom.json'],
    'employee E-0000',
    /Staff: not found: E-0000 .*\n {2}why: +an ignore word is in it\n/,
  ],
  [
    ['--custom', 'custom.json', '--allow', 'allowed.txt'],
    'employee E-1111',
    /Staff: not found: E-1111 .*\n {2}why: +an allow list permits it\n/,
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
