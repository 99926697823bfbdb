// What the README tells a stranger to type works as it stands there, and what it counts is counted.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { managedIdentifiers } from '../src/detection/managed/index.ts'
import { settings, type Setting } from '../src/settings.ts'

const root = path.join(import.meta.dirname, '..')
const readme = readFileSync(path.join(root, 'README.md'), 'utf8')

test.each([
  ['README.md', /^\| Managed identifiers +\| (\d+): /m],
  ['CHANGELOG.md', /^- (\d+) managed data identifiers/m],
])('%s counts right the managed identifiers that Macie has too', (name, pattern) => {
  const [, count] = pattern.exec(readFileSync(path.join(root, name), 'utf8')) ?? []
  expect(Number(count)).toBe(managedIdentifiers.filter(({ beyondMacie }) => !beyondMacie).length)
})

test('every file that it points at is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(3)
  expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([])
})

test('every setting that it names exists', () => {
  const known = Object.values<Setting>(settings).flatMap(({ flag = '', variable }) => [
    flag.split(' ')[0],
    variable,
  ])
  const lines = readme.split('\n').filter((line) => /magpie (serve|worker)|MAGPIE_/.test(line))
  const named = lines.flatMap((line) => line.match(/--[a-z][\w-]+|MAGPIE_\w+/g) ?? [])
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !known.includes(name) && !['--help', '--config'].includes(name))).toEqual([])
})

test('its scans of a folder print what it shows', () => {
  const [first = '', ...more] = blocksAfter('## Look into a folder')
  const shown = textAfter(first)
  expect(withoutTime(shell(first))).toBe(withoutTime(shown))
  const [others = ''] = more.filter((block) => block.includes('pg_dump'))
  // There is no shop to dump: what is piped in is any text.
  const runnable = others.replace('pg_dump shop', 'cat exports/people.csv')
  const lines = runnable.split('\n').filter((line) => has('jq') || !line.includes('jq'))
  expect(lines.map((line) => [line, [0, 1, 3].includes(codeOf(line))])).toEqual(
    lines.map((line) => [line, true]),
  )
})

describe.skipIf(!has('aws'))('its session with the AWS CLI', () => {
  let server: ChildProcess
  afterAll(() => server.kill('SIGTERM'))

  test('prints what it shows', { timeout: 180_000 }, async () => {
    const [start = '', session = ''] = blocksAfter('## Run a server')
    const port = String(await freePort())
    server = spawn('bash', ['-euc', start.replace('./bin/magpie serve', 'exec ./bin/magpie serve')], {
      cwd: folder,
      env: { ...process.env, MAGPIE_LISTEN: `127.0.0.1:${port}` },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await new Promise((resolve) => server.stdout?.once('data', resolve))
    const env = { AWS_ENDPOINT_URL_MACIE2: `http://127.0.0.1:${port}` }
    const output = shell(session.replaceAll(':8080', `:${port}`), env)
    expect(withoutIds(output)).toBe(withoutIds(textAfter(session)))
  })
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magpie-readme-'))
  mkdirSync(path.join(folder, 'exports'))
  writeFileSync(path.join(folder, 'exports/people.csv'), 'name,ssn\nAnn,536-22-1234\nBob,219-09-9998\n')
  writeFileSync(
    path.join(folder, 'exports/app.env'),
    'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLX\naws_secret_access_key = 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\n',
  )
  writeFileSync(path.join(folder, 'exports/logo.png'), Buffer.from('89504e470d0a1a0a', 'hex'))
  cpSync(path.join(root, 'bin'), path.join(folder, 'bin'), { recursive: true })
  for (const name of ['src', 'build', 'node_modules', 'package.json']) {
    symlinkSync(path.join(root, name), path.join(folder, name))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The shell blocks of a chapter. */
function blocksAfter(heading: string): string[] {
  const start = readme.indexOf(heading)
  const end = readme.indexOf('\n## ', start + 1)
  return [...readme.slice(start, end).matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block.trim())
}

/** The output that stands below a block. */
function textAfter(block: string): string {
  const rest = readme.slice(readme.indexOf(block) + block.length)
  const [, text = ''] = /^\n```\n\n```\n([^]*?)```/.exec(rest) ?? []
  return text
}

function shell(script: string, env: NodeJS.ProcessEnv = {}): string {
  try {
    return execFileSync('bash', ['-uc', script], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    })
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
    // Not everything could be scanned, and it says so.
    if (status === 3) return stdout
    throw new Error(`Cannot run ${script}: ended with ${status}: ${stderr}`, { cause: error })
  }
}

function codeOf(line: string): number {
  try {
    execFileSync('bash', ['-o', 'pipefail', '-c', line], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return 0
  } catch (error) {
    return (error as { status: number }).status
  }
}

function withoutTime(text: string): string {
  return text.replace(/in \d+\.\d s/, 'in a moment')
}

function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{32}/g, 'id')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function has(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((place) => existsSync(path.join(place, program)))
}
