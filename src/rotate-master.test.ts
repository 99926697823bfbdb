// `magpie keys rotate-master` as its users run it, on the folder of a server.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'

const launcher = path.join(import.meta.dirname, '..', 'bin', 'magpie')
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
})

function run(cwd: string, ...args: readonly string[]) {
  const child = spawn(launcher, args, { cwd })
  started.push(child)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()))
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()))
  const ended = new Promise<{ code: number | null } & typeof said>((resolve) =>
    child.once('close', (code) => resolve({ code, ...said })),
  )
  return { child, said, ended }
}

async function serve(cwd: string) {
  const server = run(cwd, 'serve', '--listen', '127.0.0.1:0', '--no-worker')
  await expect.poll(() => server.said.stdout, { timeout: 30_000 }).toMatch(/^magpie listening on \S+\n$/)
  const url = server.said.stdout.trim().split(' ').at(-1) ?? ''
  return { ...server, url }
}

test('needs the server to be stopped, and its keys work after it', async () => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'magpie-rotate-'))
  const nowhere = await run(cwd, 'keys', 'rotate-master').ended
  expect(nowhere).toMatchObject({ code: 2, stdout: '' })
  expect(nowhere.stderr).toMatch(/there is no such file\nName the folder of the server with --data/)

  const first = await serve(cwd)
  const refused = await run(cwd, 'keys', 'rotate-master').ended
  expect(refused.code).toBe(2)
  expect(refused.stderr).toMatch(/another Magpie process uses it\n.* stop the server, rotate/)
  first.child.kill('SIGTERM')
  await first.ended

  const file = path.join(cwd, 'magpie-data', 'master.key')
  const former = readFileSync(file, 'utf8')
  const prepared = await run(cwd, 'keys', 'rotate-master', '--prepare').ended
  expect(prepared.stdout).toContain('Copy it to every machine')
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${former}[0-9a-f]{64}\n$`))
  const rotated = await run(cwd, 'keys', 'rotate-master').ended
  expect(rotated).toMatchObject({ code: 0, stderr: '' })
  expect(rotated.stdout).toMatch(/^1 secret is sealed anew\n.*has the new key alone/)
  expect(readFileSync(file, 'utf8')).not.toContain(former.trim())

  const second = await serve(cwd)
  const list = await run(cwd, 'keys', 'list', '--endpoint-url', second.url).ended
  expect(list).toMatchObject({ code: 0, stderr: '' })
  second.child.kill('SIGTERM')
  await second.ended
}, 120_000)
