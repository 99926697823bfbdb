// For tests: `magpie serve` as its users run it, in its own process.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const launcher = path.join(import.meta.dirname, '..', 'bin', 'magpie')
const started: ChildProcess[] = []

/** For afterAll: what a failed test has left. */
export function killStarted(): void {
  for (const child of started) child.kill('SIGKILL')
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Server {
  readonly child: ChildProcess
  readonly url: string
  /** The lines of its log so far. */
  readonly log: () => readonly LogLine[]
  readonly ended: Promise<Ended>
}

export function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'magpie-serve-'))
}

export function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(launcher, args, { cwd, env: { ...process.env, ...env } })
  started.push(child)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()))
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()))
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...said })))
  return { child, ended, log: () => logLines(said.stderr) }
}

export type LogLine = Readonly<Record<string, unknown>>

function logLines(stderr: string): LogLine[] {
  const whole = stderr.split('\n').slice(0, -1)
  return whole.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine)
}

export async function serve(cwd: string, ...args: readonly string[]): Promise<Server> {
  const { child, ended, log } = run(['serve', '--listen', '127.0.0.1:0', '--scan-threads', '1', ...args], cwd)
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (part: Buffer) => {
      const [, found] = /^magpie listening on (\S+)\n$/.exec(part.toString()) ?? []
      if (found === undefined) reject(new Error(`Cannot understand: ${part.toString()}`))
      else resolve(found)
    })
    void ended.then(({ code, stderr }) => reject(new Error(`Cannot serve: ended with ${code}: ${stderr}`)))
  })
  return { child, url: await url, log, ended }
}

export async function stop({ child, ended }: Server): Promise<Ended> {
  child.kill('SIGTERM')
  return await ended
}
