// `magpie scan --explain` as its users run it.
import { expect, test } from 'vitest'
import { folderOf, jsonLines, runMagpie } from './test-magpie.ts'

const ssn = 'USA_SOCIAL_SECURITY_NUMBER'
/** More than one passage of each kind, and the last line is what is asked for. */
const many = 30_000
const filler = 'nothing of interest\n'.repeat(many)
const rows = 'Cid,0,nothing\n'.repeat(many)
const records = '{"note":"nothing of interest"}\n'.repeat(many)

const cwd = folderOf({
  'people.csv': 'name,ssn,phone\nAnn,536-22-1234,x\nBob,000-09-9998,219-09-9998\n',
  'notes.txt': `ssn 536-22-1234\nssn 000-22-1234\n${'-'.repeat(40)} 219-09-9998\n`,
  'people.jsonl': '{"ssn":"536-22-1234"}\n{"note":"536-22-1234"}\n',
  'long.txt': `${filler}ssn x536-22-1234\n`,
  'long.csv': `name,ssn,phone\n${rows}Bob,000-09-9998,x\n`,
  'long.jsonl': `${records}{"ssn":"000-09-9998"}\n`,
  'photo.png': 'x',
  'allowed.txt': '536-22-1234\n',
})

test.each<[place: string, reasons: readonly string[][]]>([
  ['people.csv:2', [[]]],
  ['people.csv:3', [['check-refused'], ['keyword-elsewhere']]],
  ['people.csv:4', []],
  ['notes.txt:1', [[]]],
  ['notes.txt:2', [['check-refused']]],
  ['notes.txt:3', [['keyword-too-far']]],
  ['people.jsonl:0', [[]]],
  ['people.jsonl:1', [['keyword-elsewhere']]],
  [`long.txt:${many + 1}`, [['touches-word']]],
  [`long.csv:${many + 2}`, [['check-refused']]],
  [`long.jsonl:${many}`, [['check-refused']]],
])('%s', async (place, reasons) => {
  const args = ['scan', '--explain', place, '--identifiers', ssn, '--format', 'jsonl']
  const { stdout, code } = await runMagpie(args, { cwd })
  expect(jsonLines(stdout).map((told) => told['reasons'])).toEqual(reasons)
  expect(code).toBe(0)
})

test('it tells no content unless it is to reveal it', async () => {
  const args = ['scan', '--explain', 'people.csv:3']
  const told = await runMagpie(args, { cwd })
  expect(told.stdout).toMatch(
    /^USA_SOCIAL_SECURITY_NUMBER: not found: \(row 3, column 2 \(ssn\)\)\n {2}why: +its check says no\n/,
  )
  expect(told.stdout).not.toMatch(/\d{3}-\d{2}-\d{4}/)
  const revealed = await runMagpie([...args, '--reveal'], { cwd })
  expect(revealed.stdout).toMatch(/: not found: 000-09-9998 \(row 3, column 2 \(ssn\)\)\n/)
})

test('a name in which a keyword stands is told only where content is', async () => {
  const args = ['scan', '--explain', 'people.csv:2', '--format', 'jsonl', '--identifiers', ssn]
  const [told] = jsonLines((await runMagpie(args, { cwd })).stdout)
  expect(told).toMatchObject({ keyword: { kind: 'in-name', keyword: 'ssn' } })
  expect(told).not.toHaveProperty('keyword.name')
  const [revealed] = jsonLines((await runMagpie([...args, '--reveal'], { cwd })).stdout)
  expect(revealed).toMatchObject({ keyword: { name: 'ssn' } })
})

test('it reads what the targets hold, as the scan does', async () => {
  const args = ['scan', '.', '--explain', './people.csv:2', '--allow', 'allowed.txt']
  expect((await runMagpie(args, { cwd })).stdout).toMatch(/ {2}why: +an allow list permits it\n/)
})

test('without a line it tells of all of the object', async () => {
  const args = ['scan', '--explain', 'people.csv', '--format', 'jsonl', '--identifiers', ssn]
  expect(jsonLines((await runMagpie(args, { cwd })).stdout)).toHaveLength(3)
})

test('what cannot be read is said', async () => {
  const told = await runMagpie(['scan', '.', '--explain', 'photo.png:1'], { cwd })
  expect(told.stderr).toMatch(/photo\.png was not read: /)
  expect(told).toMatchObject({ code: 3, stdout: '' })
})

test.each([
  [['.', '--explain', 'none.csv:1'], /Cannot explain none\.csv: the scan would not come to it\nName it as/],
  [['--explain', 'none.csv:1'], /Cannot scan "none\.csv": no such file/],
  [['--explain', 'people.csv:1', '--format', 'sarif'], /Cannot explain in SARIF/],
  [['--explain', 'people.csv:1', '--output', 'o'], /Cannot explain in SARIF, into a file/],
])('%j is refused', async (args, message) => {
  const ended = await runMagpie(['scan', ...args], { cwd })
  expect(ended.stderr).toMatch(message)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})
