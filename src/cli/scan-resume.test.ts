// `--resume LEDGER`: whatever ends a scan, the same command goes on, and the output has every object once.
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderOf, jsonLines, launcher, people, runMagpie, type Ended } from './test-magpie.ts'

const count = 60
const lines = 'Ann,536-22-1234\n'.repeat(300)

function manyFiles(): string {
  const names = Array.from({ length: count }, (_, at) => [`data/${at}.csv`, `name,ssn\n${lines}`] as const)
  return folderOf(Object.fromEntries(names))
}

const output = 'found.jsonl'
const ledger = 'scan.ledger'
const plain = ['scan', 'data', '--format', 'jsonl', '--output', output, '--resume', ledger]
const command = (...more: readonly string[]): string[] => [...plain, ...more]

/** Starts the scan and kills it, with no chance to say goodbye, once its ledger has this many bytes. */
async function killAt(cwd: string, args: readonly string[], bytes: number): Promise<void> {
  const child = spawn(launcher, args, { cwd, stdio: 'ignore' })
  const file = path.join(cwd, ledger)
  const closed = new Promise((resolve) => child.once('close', resolve))
  while (child.exitCode === null && !(existsSync(file) && statSync(file).size >= bytes)) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  child.kill('SIGKILL')
  await closed
}

function textOf(cwd: string, file = output): string {
  return readFileSync(path.join(cwd, file), 'utf8')
}

/** Each object's lines, once and together, in whatever order the objects came. */
function expectWhole(cwd: string): void {
  const found = jsonLines(textOf(cwd))
  const objects = found.filter(({ type }) => type === 'object').map(({ key }) => key)
  expect(new Set(objects).size).toBe(objects.length)
  expect(objects).toHaveLength(count)
  expect(found).toHaveLength(count * 301)
  for (let at = 0; at < found.length; at += 301) {
    expect(new Set(found.slice(at, at + 301).map(({ key }) => key)).size).toBe(1)
  }
}

/** Without a torn last line. */
function whole(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1)
}

function scanned(cwd: string): string[] {
  return jsonLines(textOf(cwd, ledger))
    .slice(1)
    .map(({ object }) => (object as { key: string }).key)
}

describe('a scan that is killed again and again', () => {
  test.each([['1'], ['2']])('has every object once in its output (%s threads)', async (threads) => {
    const cwd = manyFiles()
    const args = command('--threads', threads)
    const left: number[] = []
    // The header is of about 2,500 bytes, and a line of 400.
    for (const bytes of [0, 1, 2_600, 3_400, 8_000, 8_100, 14_000, 20_000, 25_000]) {
      await killAt(cwd, args, bytes)
      left.push(existsSync(path.join(cwd, ledger)) ? jsonLines(whole(textOf(cwd, ledger))).length : 0)
    }
    expect(left).toEqual(left.toSorted((a, b) => a - b))
    expect(new Set(left).size).toBeGreaterThan(3)
    const ended = await runMagpie(args, { cwd })
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' })
    expectWhole(cwd)
    expect(scanned(cwd).toSorted()).toEqual([...new Set(scanned(cwd))].toSorted())
    expect(scanned(cwd)).toHaveLength(count)
  })
})

/** A finished scan, cut back to what a kill after `objects` objects leaves. */
async function cutBack(objects: number, ...more: readonly string[]): Promise<{ cwd: string; kept: string }> {
  const cwd = manyFiles()
  await runMagpie(command(...more), { cwd })
  const kept = textOf(cwd, ledger)
    .split('\n')
    .slice(0, 1 + objects)
  writeFileSync(path.join(cwd, ledger), `${kept.join('\n')}\n`)
  return { cwd, kept: kept.join('\n') }
}

test('what is not vouched for is cut from the output, and a torn last line of the ledger is no line', async () => {
  const { cwd, kept } = await cutBack(10)
  appendFileSync(path.join(cwd, ledger), '{"object":{"key":"data/11.csv","si')
  await runMagpie(command(), { cwd })
  expectWhole(cwd)
  expect(textOf(cwd, ledger).startsWith(`${kept}\n`)).toBe(true)
})

test('what is done is not read again', async () => {
  const { cwd } = await cutBack(count)
  for (let at = 0; at < count; at++) writeFileSync(path.join(cwd, 'data', `${at}.csv`), 'changed since')
  await runMagpie(command(), { cwd })
  expectWhole(cwd)
})

test('the table of a scan that goes on is of the whole scan', async () => {
  const cwd = manyFiles()
  const args = ['scan', 'data', '--resume', ledger, '--threads', '1']
  const once = await runMagpie(args, { cwd })
  const [header, first] = textOf(cwd, ledger).split('\n')
  writeFileSync(path.join(cwd, ledger), `${header}\n${first}\n`)
  const again = await runMagpie(args, { cwd })
  const found = /USA_SOCIAL_SECURITY_NUMBER +18,000 +60 /
  expect(once.stdout).toMatch(found)
  expect(again.stdout).toMatch(found)
})

test('SARIF goes on inside its list of results', async () => {
  const cwd = manyFiles()
  const args = ['scan', 'data', '--format', 'sarif', '--output', output, '--resume', ledger]
  await runMagpie(args, { cwd })
  for (const objects of [0, 7]) {
    writeFileSync(
      path.join(cwd, ledger),
      `${textOf(cwd, ledger)
        .split('\n')
        .slice(0, 1 + objects)
        .join('\n')}\n`,
    )
    await runMagpie(args, { cwd })
    const log = JSON.parse(textOf(cwd)) as { runs: { results: unknown[] }[] }
    expect(log.runs[0]?.results).toHaveLength(count * 300)
  }
})

describe('it does not go on', () => {
  const small = (): string => folderOf({ 'data/a.csv': people, 'notes.txt': 'no ledger\n', 'word.txt': 'x' })
  const refused = async (cwd: string, args: readonly string[]): Promise<Ended> => {
    const ended = await runMagpie(args, { cwd })
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    return ended
  }

  test.each([
    [['--identifiers', 'AWS_CREDENTIALS'], '--identifiers'],
    [['--sample', '50', '--reveal'], '--sample, --reveal'],
    [['--since', '7d'], '--since'],
    [['--format', 'sarif'], '--format'],
  ])('with other options: %j', async (more, told) => {
    const cwd = small()
    expect((await runMagpie(command(), { cwd })).code).toBe(0)
    const before = textOf(cwd)
    const { stderr } = await refused(cwd, command(...more))
    expect(stderr).toMatch(
      new RegExp(`Cannot go on with .*: it is of a scan with other ${told}\nRepeat the command`),
    )
    expect(textOf(cwd)).toBe(before)
  })

  test.each(['notes.txt', 'word.txt'])(
    'with a file that is no ledger, which stays as it is (%s)',
    async (file) => {
      const cwd = small()
      const before = textOf(cwd, file)
      const { stderr } = await refused(cwd, [...command().slice(0, -1), file])
      expect(stderr).toContain('it is no ledger of a scan\n')
      expect(textOf(cwd, file)).toBe(before)
    },
  )

  test('with an output that was cut, or a ledger that is damaged in the middle', async () => {
    const cwd = small()
    await runMagpie(command(), { cwd })
    const before = textOf(cwd, ledger)
    truncateSync(path.join(cwd, output), 3)
    expect((await refused(cwd, command())).stderr).toContain('is shorter than what the ledger knows of it\n')
    writeFileSync(path.join(cwd, ledger), before.replace('\n', '\n{"torn\n'))
    expect((await refused(cwd, command())).stderr).toContain('it is damaged\n')
  })

  test.each([
    [['scan', '-', '--resume', ledger], /standard input: it comes only once\n/],
    [
      ['scan', 'data', '--resume', ledger, '--format', 'jsonl'],
      /what was written cannot be taken back\nName/,
    ],
    [['scan', 'data', '--resume', 'no/such/ledger'], /no such file or directory\n/],
  ])('%j', async (args, message) => {
    expect((await refused(small(), args)).stderr).toMatch(message)
  })
})
