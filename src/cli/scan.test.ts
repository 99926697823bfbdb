// `magpie scan` as its users run it: the launcher, its own process, exit codes and all.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const launcher = path.join(import.meta.dirname, '..', '..', 'bin', 'magpie')

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Options {
  readonly input?: string
  readonly cwd?: string
  readonly uid?: number | undefined
  readonly env?: NodeJS.ProcessEnv
}

function magpie(args: readonly string[], { input, ...options }: Options = {}): Promise<Ended> {
  const child = spawn(launcher, args, options)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()))
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()))
  child.stdin.end(input ?? '')
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}

function folderOf(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-scan-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

function linesOf({ stdout }: Ended): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

const people = 'name,ssn\nAnn,536-22-1234\nBob,219-09-9998\n'
const clean = { 'a/notes.txt': 'nothing to see here\n' }
const findings = { ...clean, 'people.csv': people }

describe('jsonl', () => {
  test('has a line for each occurrence and then one for its object', async () => {
    const cwd = folderOf(findings)
    const ended = await magpie(['scan', '.', '--format', 'jsonl'], { cwd })
    const occurrence = {
      type: 'occurrence',
      key: 'people.csv',
      identifier: 'USA_SOCIAL_SECURITY_NUMBER',
      category: 'PERSONAL_INFORMATION',
      severity: 'High',
    }
    expect(linesOf(ended)).toEqual([
      { type: 'object', key: 'a/notes.txt', status: 'COMPLETE', bytes: 20, format: 'text' },
      { ...occurrence, location: { kind: 'cell', row: 2, column: 2, columnName: 'ssn' } },
      { ...occurrence, location: { kind: 'cell', row: 3, column: 2, columnName: 'ssn' } },
      { type: 'object', key: 'people.csv', status: 'COMPLETE', bytes: people.length, format: 'csv' },
    ])
    expect(ended).toMatchObject({ code: 0, stderr: '' })
  })

  test('carries the matched text only when it is asked for', async () => {
    const cwd = folderOf(findings)
    const silent = await magpie(['scan', 'people.csv', '--format', 'jsonl'], { cwd })
    expect(silent.stdout).not.toContain('536-22-1234')
    const revealed = await magpie(['scan', 'people.csv', '--format', 'jsonl', '--reveal'], { cwd })
    expect(linesOf(revealed).map(({ text }) => text)).toEqual(['536-22-1234', '219-09-9998', undefined])
  })

  test('names what it could not read, and why', async () => {
    const cwd = folderOf({
      ...clean,
      'cut.csv.gz': gzipSync(people.repeat(50)).subarray(0, 60),
      'picture.png': 'x',
    })
    const ended = await magpie(['scan', '.', '--format', 'jsonl'], { cwd })
    const objects = linesOf(ended).filter(({ type }) => type === 'object')
    expect(objects.map(({ key, status, reason }) => [key, status, reason])).toEqual([
      ['a/notes.txt', 'COMPLETE', undefined],
      ['cut.csv.gz', expect.stringMatching(/PARTIAL|SKIPPED/), expect.any(String)],
      ['picture.png', 'SKIPPED', 'UNSUPPORTED_FILE_TYPE_EXCEPTION'],
    ])
    expect(ended.code).toBe(3)
  })

  test('gives the same lines from threads, in any order', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.csv`, people]))
    const cwd = folderOf(files)
    const args = ['scan', '.', '--format', 'jsonl', '--threads']
    const [one, two] = [await magpie([...args, '1'], { cwd }), await magpie([...args, '2'], { cwd })]
    expect(two.stdout.split('\n').toSorted()).toEqual(one.stdout.split('\n').toSorted())
    expect(linesOf(two)).toHaveLength(36)
  })

  test('ends quietly when its reader has seen enough', async () => {
    const cwd = folderOf({ 'many.csv': `name,ssn\n${'Ann,536-22-1234\n'.repeat(20_000)}` })
    const child = spawn('sh', ['-c', `'${launcher}' scan . --format jsonl | head -n 1`], { cwd })
    let stderr = ''
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()))
    await new Promise((resolve) => child.once('close', resolve))
    expect(stderr).toBe('')
  })
})

describe('the table', () => {
  test('sums up by identifier and says what was covered', async () => {
    const { stdout, code } = await magpie(['scan', '.'], { cwd: folderOf({ ...findings, 'x.png': 'x' }) })
    expect(stdout).toMatch(/High +USA_SOCIAL_SECURITY_NUMBER +2 +1 +people\.csv: row 2, column 2 \(ssn\)/)
    expect(stdout).toMatch(/COMPLETE +2 /)
    expect(stdout).toMatch(/SKIPPED +1 .*UNSUPPORTED_FILE_TYPE_EXCEPTION, e\.g\. x\.png/)
    expect(stdout).not.toContain('536-22')
    expect(code).toBe(3)
  })

  test('shows no control characters of a key', async () => {
    const { stdout } = await magpie(['scan', '.'], { cwd: folderOf({ '\u001B[2Jx.csv': people }) })
    expect(stdout).toContain(String.raw`\x1b[2Jx.csv`)
    expect(stdout).not.toContain('\u001B')
  })

  test('goes to a file where one is named, which is not scanned itself', async () => {
    const cwd = folderOf(clean)
    const ended = await magpie(['scan', '.', '--output', 'report.txt'], { cwd })
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(path.join(cwd, 'report.txt'), 'utf8')).toMatch(/Coverage: 1 object, /)
  })
})

describe('what is scanned', () => {
  test('standard input, under the name -', async () => {
    const ended = await magpie(['scan', '-', '--format', 'jsonl'], { input: 'my ssn is 536-22-1234\n' })
    expect(linesOf(ended)).toMatchObject([
      { type: 'occurrence', key: '-', location: { kind: 'lines', start: 1, startColumn: 11 } },
      { type: 'object', key: '-', status: 'COMPLETE', bytes: 22 },
    ])
    const table = await magpie(['scan', '-'], { input: 'my ssn is 536-22-1234\n' })
    expect(table.stdout).toContain('Coverage: 1 object, 22 B, ')
  })

  test.each([
    [['--include-ext', '.CSV'], ['people.csv']],
    [['--max-size', '25B'], ['a/notes.txt']],
    [['--since', '2999-01-01'], []],
    [['--sample', '50'], [expect.any(String)]],
  ])('only what %j leaves', async (options, keys) => {
    const ended = await magpie(['scan', '.', '--format', 'jsonl', ...options], { cwd: folderOf(findings) })
    const objects = linesOf(ended).filter(({ type }) => type === 'object')
    expect(objects.map(({ key }) => key)).toEqual(keys)
  })

  test('each file once, however often it is named', async () => {
    const cwd = folderOf(findings)
    const ended = await magpie(['scan', 'people.csv', '.', './people.csv', 'a'], { cwd })
    expect(ended.stdout).toContain('Coverage: 2 objects')
    const twice = await magpie(['scan', 'a', 'a/', 'people.csv'], { cwd })
    expect(twice.stdout).toContain('Coverage: 2 objects')
  })

  test('only what is looked for', async () => {
    const options = { cwd: folderOf(findings) }
    const without = await magpie(
      ['scan', '.', '--exclude-identifiers', 'USA_SOCIAL_SECURITY_NUMBER'],
      options,
    )
    expect(without.stdout).toMatch(/Nothing sensitive was found/)
    const other = await magpie(['scan', '.', '--identifiers', 'AWS_CREDENTIALS'], options)
    expect(other.stdout).toMatch(/Nothing sensitive was found/)
  })

  test('custom identifiers, with the severity of their thresholds', async () => {
    const staff = {
      name: 'Staff',
      regex: String.raw`E-\d{4}`,
      severityLevels: [{ occurrencesThreshold: 1, severity: 'LOW' }],
    }
    const cwd = folderOf({ 'staff.txt': 'E-1234 and E-9999\n' })
    writeFileSync(path.join(cwd, 'custom.json'), JSON.stringify(staff))
    const ended = await magpie(['scan', 'staff.txt', '--custom', 'custom.json', '--identifiers', 'NONE'], {
      cwd,
    })
    expect(ended.stdout).toMatch(/Low +Staff +2 +1/)
  })
})

describe('what is wrong with a custom identifier is told by its place', () => {
  test.each([
    [[], 'the list is empty'],
    [{ name: 'Staff' }, '[0].regex: '],
    [{ name: 'Staff', regex: 'E', keyword: ['staff'] }, '[0]: Unrecognized key: "keyword"'],
    [[{ name: 'Staff', regex: 'E', keywords: ['staff', 'e'] }], '[0].keywords[1]: Too small'],
    [{ name: 'Staff', regex: '(E)\\1' }, 'Staff: At position 4: back-references are not supported'],
  ])('%j', async (content, message) => {
    const cwd = folderOf({ ...clean, 'custom.json': JSON.stringify(content) })
    const ended = await magpie(['scan', 'a', '--custom', 'custom.json'], { cwd })
    expect(ended.stderr).toContain(`Cannot use the custom identifiers in custom.json: ${message}`)
    expect(ended.code).toBe(2)
  })
})

describe('exit codes', () => {
  test('1 for findings where they are to fail, also when something was not covered', async () => {
    const cwd = folderOf({ ...findings, 'x.png': 'x' })
    expect((await magpie(['scan', '.', '--fail-on-findings'], { cwd })).code).toBe(1)
    expect((await magpie(['scan', 'a', '--fail-on-findings'], { cwd })).code).toBe(0)
  })

  test.each([
    [['scan'], /missing required argument/],
    [['scan', 'no-such-folder'], /Cannot scan "no-such-folder": no such file or directory\nName files, /],
    [['scan', ''], /Cannot scan "": no such file/],
    [['scan', '-', '-'], /Cannot read standard input twice/],
    [['scan', 'no\u001B[2J'], /Cannot scan "no\\x1b\[2J"/],
    [['scan', '.', '--no\u001B[2J'], /unknown option '--no\\x1b\[2J'/],
    [['scan', '.', '--identifiers', ''], /no identifier is left to look for/],
    [['scan', '.', '--identifiers', 'none'], /no identifier is left to look for/],
    [
      ['scan', '.', '--identifiers', 'ALL,AWS_CREDENTIALS'],
      /Cannot look for ALL and others: it stands alone/,
    ],
    [['scan', '.', '--include-ext', ','], /it names no extension/],
    [['scan', '.', '--since', 'yesterday'], /neither a date nor an age\nWrite it as/],
    [['scan', '.', '--max-size', 'big'], /not a size\nWrite it as/],
    [['scan', '.', '--threads', '0'], /not a whole number from 1 to 256/],
    [['scan', '.', '--custom', 'none.json'], /custom identifiers in none\.json: no such file or directory/],
    [['scan', 's3:///prefix'], /Cannot scan "s3:\/\/\/prefix": it names no bucket\nWrite it as/],
    [['scan', 's3://b', '--s3-endpoint', 'minio:9000'], /Cannot use the S3 endpoint "minio:9000": not an/],
    [['scan', '.', '--format', 'xml'], /there is no such format\nUse --format table, --format jsonl or/],
    [
      ['scan', '.', '--identifiers', 'USA_SOCIAL_SECURITY_NUMBR'],
      /Did you mean USA_SOCIAL_SECURITY_NUMBER\?/,
    ],
    [['scan', '.', '--sample', '0'], /not a whole number from 1 to 100/],
    [['scan', '.', '--output', 'no/such/folder/x'], /Cannot write .*: no such file or directory\n/],
    [['scan', '.', '--no-such-option'], /unknown option .*\nSee "magpie scan --help"/],
    [['skan'], /Did you mean scan\?/],
  ])('2 for %j, with the reason', async (args, message) => {
    const ended = await magpie(args, { cwd: folderOf(clean) })
    expect(ended.stderr).toMatch(message)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
  })
})

test('an interrupt ends the scan with what was found until then', async () => {
  const cwd = folderOf({})
  writeFileSync(path.join(cwd, 'a.csv'), people)
  writeFileSync(path.join(cwd, 'b.csv'), `name,ssn\n${'Ann,536-22-1234\n'.repeat(3_000_000)}`)
  const child = spawn(launcher, ['scan', '.', '--format', 'jsonl', '--threads', '1'], { cwd })
  let said = ''
  child.stdout.on('data', (part: Buffer) => {
    if (said === '') child.kill('SIGINT')
    said += part.toString()
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code).toBe(3)
  expect(said).toContain('"key":"a.csv","status":"COMPLETE"')
  expect(said).not.toContain('"key":"b.csv"')
})

test.each(['.', 'a closed'])(
  'closed files and folders are skipped, also as targets (%s)',
  async (targets) => {
    const cwd = folderOf({ ...findings, 'closed/x.txt': 'x' })
    chmodSync(path.join(cwd, 'people.csv'), 0)
    chmodSync(path.join(cwd, 'closed'), 0)
    chmodSync(cwd, 0o755)
    // Root reads everything, so another user asks in its place.
    const uid = process.getuid?.() === 0 ? 65_534 : undefined
    const env = { ...process.env, XDG_CACHE_HOME: path.join(cwd, 'none') }
    const args = ['scan', ...targets.split(' '), 'people.csv', '--format', 'jsonl', '--threads', '1']
    const ended = await magpie(args, { cwd, uid, env })
    const denied = { status: 'SKIPPED', reason: 'PERMISSION_DENIED' }
    expect(linesOf(ended)).toMatchObject([
      { key: 'a/notes.txt', status: 'COMPLETE' },
      { key: 'closed/', ...denied },
      { key: 'people.csv', ...denied },
    ])
    expect(ended.code).toBe(3)
  },
)
