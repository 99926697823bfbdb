// For tests: the command line as its users run it: the launcher, its own process, exit codes and all.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const launcher = path.join(import.meta.dirname, '..', '..', 'bin', 'magpie')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

export function runMagpie(args: readonly string[], { input, ...options }: RunOptions = {}): Promise<Ended> {
  const child = spawn(launcher, args, options)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()))
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()))
  child.stdin.end(input ?? '')
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}

export function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-scan-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

export const people = 'name,ssn\nAnn,536-22-1234\nBob,219-09-9998\n'
