// The servers that some suites need, started where their programs are installed and stopped at the end: PostgreSQL and
// Ceph's S3. A suite finds its server by its variables; where they are set already, nothing is started.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

export interface TestServices {
  readonly variables: Readonly<Record<string, string>>
  /** What is not on this machine, in words. */
  readonly missing: readonly string[]
  /** A signal asked for the end. */
  interrupted(): boolean
  stop(): void
}

const scripts = import.meta.dirname

export async function startTestServices(): Promise<TestServices> {
  // A signal from the terminal reaches the suites too: they end first, and then the services.
  let signalled = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (signalled = true))
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-services-'))
  // PostgreSQL runs as a user of its own, who must get to its folder.
  chmodSync(folder, 0o711)
  const started: string[][] = []
  const variables: Record<string, string> = {}
  const missing: string[] = []
  const stop = (): void => {
    for (const [script = '', ...args] of started.toReversed()) execFileSync(path.join(scripts, script), args)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    if (process.env['MAGPIE_TEST_DATABASE_URL'] === undefined) {
      if (globSync('/usr/lib/postgresql/*/bin/initdb').length > 0) {
        const place = path.join(folder, 'postgres')
        started.push(['postgres.sh', 'stop', place])
        Object.assign(variables, printed('postgres.sh', ['start', place]))
      } else missing.push('PostgreSQL')
    }
    if (process.env['MAGPIE_TEST_S3_ENDPOINT'] === undefined) {
      if (['radosgw', 'ceph-mon', 'ceph-osd'].every(isInstalled)) {
        const place = path.join(folder, 'ceph')
        const port = String(await freePort())
        Object.assign(variables, printed('ceph-radosgw.sh', ['start', place, port]))
        started.push(['ceph-radosgw.sh', 'stop', place])
      } else missing.push("Ceph's S3 server")
    }
    for (const [program, name] of [
      ['aws', 'the AWS CLI'],
      ['faketime', 'faketime'],
      ['zsh', 'zsh'],
      ['fish', 'fish'],
    ] as const) {
      if (!isInstalled(program)) missing.push(name)
    }
  } catch (error) {
    stop()
    throw error
  }
  return { variables, missing, interrupted: () => signalled, stop }
}

/** The script's `NAME=value` lines. */
function printed(script: string, args: readonly string[]): Record<string, string> {
  const text = execFileSync(path.join(scripts, script), args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return Object.fromEntries(
    [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, program)))
}
