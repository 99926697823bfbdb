// What the benchmarks share: a server of their own, generated data, medians, and the machine's description.
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Macie2Client } from '@aws-sdk/client-macie2'

export const launcher = path.join(import.meta.dirname, '..', 'bin', 'magpie')

export interface BenchServer {
  readonly endpoint: string
  readonly client: Macie2Client
  readonly pid: number
  stop(): Promise<void>
}

export function temporaryFolder(name: string): string {
  return mkdtempSync(path.join(os.tmpdir(), `magpie-bench-${name}-`))
}

export async function startServer(
  buckets: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const data = temporaryFolder('data')
  const log = openSync(path.join(data, 'server.log'), 'w')
  const child = spawn(
    launcher,
    ['serve', '--data', data, '--listen', '127.0.0.1:0', '--buckets', buckets, ...args],
    { stdio: ['ignore', 'pipe', log], env: { ...process.env, ...env } },
  )
  closeSync(log)
  const endpoint = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (part: Buffer) => {
      output += part.toString()
      const found = /listening on (http:\S+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`Cannot start the server: it ended with ${code}`)))
  })
  const credentials = readFileSync(path.join(data, 'credentials'), 'utf8')
  const client = new Macie2Client({
    endpoint,
    region: 'us-east-1',
    credentials: {
      accessKeyId: /aws_access_key_id\s*=\s*(\S+)/.exec(credentials)?.[1] ?? '',
      secretAccessKey: /aws_secret_access_key\s*=\s*(\S+)/.exec(credentials)?.[1] ?? '',
    },
  })
  return {
    endpoint,
    client,
    pid: child.pid ?? 0,
    stop: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await exited
      rmSync(data, { recursive: true })
    },
  }
}

/** Writes blocks made by `block(n)` until the file has this size. */
export function writeFileOf(file: string, bytes: number, block: (n: number) => string): void {
  const out = openSync(file, 'w')
  for (let written = 0, n = 0; written < bytes; n++) written += writeSync(out, block(n))
  closeSync(out)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Peak resident memory of a process and how it ended, for `magpie …` as a whole process. */
export async function runMagpie(
  args: readonly string[],
): Promise<{ seconds: number; peakMegabytes: number; code: number | null; stdout: string }> {
  const begun = performance.now()
  const child = spawn(launcher, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let peak = 0
  let stdout = ''
  child.stdout.on('data', (part: Buffer) => (stdout = (stdout + part.toString()).slice(-4_000)))
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), 50)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  clearInterval(timer)
  return { seconds: (performance.now() - begun) / 1000, peakMegabytes: peak, code, stdout }
}

/** VmHWM: the highest resident set so far, in MB; 0 where the process has ended. */
export function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** What processors have done so far for a process, and for its children that have ended; the system counts hundredths. */
export function processorSecondsOf(pid: number | 'self'): {
  readonly own: number
  readonly children: number
} {
  // Behind the name, which may hold blanks: utime to cstime are the 14th to the 17th field of proc_pid_stat(5).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number)
  return { own: (utime + stime) / 100, children: (cutime + cstime) / 100 }
}

export function machine(): string {
  return `${os.cpus()[0]?.model ?? 'unknown CPU'}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}`
}
