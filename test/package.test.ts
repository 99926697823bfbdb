// The package as its users get it: packed, installed into an empty folder, run. Node strips no types under
// node_modules, so what works in a checkout may still fail there.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'magpie-package-'))
const magpie = path.join(folder, 'node_modules', '.bin', 'magpie')
// As somebody's shell is, not as npm's scripts are: without this checkout's programs in the path.
const env = { ...process.env, PATH: (process.env['PATH'] ?? '').replaceAll(/[^:]*node_modules[^:]*:?/g, '') }

interface Locked {
  readonly version?: string
  readonly dev?: boolean
}

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/package.ts'], { cwd: root })
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ filename } = { filename: '' }] = JSON.parse(packed) as { filename: string }[]
  writeInstallation(`file:${filename}`)
  // From npm's cache, which the install of this checkout has filled.
  execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' })
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The versions of this checkout's lockfile, so that nothing has to be looked up. */
function writeInstallation(tarball: string): void {
  const read = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, unknown>
  const { name, version, bin, engines, dependencies, optionalDependencies } = read('package.json')
  const locked = Object.entries(read('package-lock.json')['packages'] as Record<string, Locked>)
  const installation = { name: 'empty', version: '1.0.0', dependencies: { magpie: tarball } }
  const packages = {
    '': installation,
    'node_modules/magpie': { version, resolved: tarball, bin, engines, dependencies, optionalDependencies },
    ...Object.fromEntries(locked.filter(([place, { dev }]) => place !== '' && dev !== true)),
  }
  expect(name).toBe('magpie')
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(installation))
  writeFileSync(
    path.join(folder, 'package-lock.json'),
    JSON.stringify({ ...installation, lockfileVersion: 3, packages }),
  )
}

test('it says its version', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  expect(execFileSync(magpie, ['--version'], { env, encoding: 'utf8' })).toBe(`${version}\n`)
})

test('it starts where the Node of the path is too old, and where there is none', () => {
  const old = mkdtempSync(path.join(tmpdir(), 'magpie-old-node-'))
  writeFileSync(path.join(old, 'node'), '#!/bin/sh\necho v20.19.0\n', { mode: 0o755 })
  for (const PATH of [`${old}:/usr/bin:/bin`, '/usr/bin:/bin']) {
    expect(execFileSync(magpie, ['--version'], { env: { ...env, PATH }, encoding: 'utf8' })).toMatch(/^\d+\./)
  }
  rmSync(old, { recursive: true })
})

test('it starts through links, from any folder', () => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'magpie-linked-'))
  // As `npm install -g` and `npx` link it: a link in a folder of the path, to a link, to the file.
  symlinkSync(magpie, path.join(elsewhere, 'magpie'))
  const link = {
    cwd: elsewhere,
    env: { ...env, PATH: `${elsewhere}:${env.PATH}` },
    encoding: 'utf8',
  } as const
  expect(execFileSync('magpie', ['--version'], link)).toMatch(/^\d+\./)
  const npx = ['exec', '--offline', '--prefix', folder, '--', 'magpie', '--version']
  expect(execFileSync('npm', npx, link)).toMatch(/^\d+\./)
  rmSync(elsewhere, { recursive: true })
})

test.each(['1', '2'])('it scans with --threads %s', (threads) => {
  for (const name of ['a.csv', 'b.csv']) writeFileSync(path.join(folder, name), 'name,ssn\nAnn,536-22-1234\n')
  const args = ['scan', 'a.csv', 'b.csv', '--format', 'jsonl', '--threads', threads]
  const lines = execFileSync(magpie, args, { cwd: folder, env, encoding: 'utf8' }).trimEnd().split('\n')
  expect(lines.filter((line) => line.includes('USA_SOCIAL_SECURITY_NUMBER'))).toHaveLength(2)
})

test('it serves, and ends in good order when it is told to', async () => {
  const args = ['serve', '--listen', '127.0.0.1:0', '--data', path.join(folder, 'data'), '--buckets', folder]
  const server = spawn(magpie, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (part: Buffer) => {
      const [, found] = /^magpie listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(part.toString()) ?? []
      if (found === undefined) reject(new Error(`Cannot understand: ${part.toString()}`))
      else resolve(found)
    })
    server.once('exit', (code) => reject(new Error(`Cannot serve: ended with ${code}`)))
  })
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  server.kill('SIGTERM')
  expect(await ended).toBe(0)
})
