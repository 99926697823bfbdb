// One process from its start to its end: how long, how much of a processor, how much memory.
import { execFileSync, spawn } from 'node:child_process'
import { peakOf, processorSecondsOf } from '../harness.ts'

export interface ProcessRun {
  readonly seconds: number
  /** Of all its threads. */
  readonly processorSeconds: number
  /** Of the resident set, in MB as the wanted numbers are: 10^6 bytes. */
  readonly peakMegabytes: number
  readonly code: number | null
  /** The ends of them. */
  readonly stdout: string
  readonly stderr: string
}

export interface ProcessRequest {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The one processor that it may use. */
  readonly core?: number
}

/** Ask for one at a time: what processors did is read from the sum of all children that have ended. */
export async function runProcess({ command, args, env = {}, core }: ProcessRequest): Promise<ProcessRun> {
  const tied = core !== undefined && isInstalled('taskset')
  const [program, before] = tied ? ['taskset', ['-c', String(core), command]] : [command, []]
  const processorBefore = processorSecondsOf('self').children
  const begun = performance.now()
  const child = spawn(program, [...before, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (part: Buffer) => (stdout = (stdout + part.toString()).slice(-2_000)))
  child.stderr.on('data', (part: Buffer) => (stderr = (stderr + part.toString()).slice(-2_000)))
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), 20)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const seconds = (performance.now() - begun) / 1_000
  clearInterval(timer)
  const processorSeconds = processorSecondsOf('self').children - processorBefore
  return { seconds, processorSeconds, peakMegabytes: (peak * 2 ** 20) / 1e6, code, stdout, stderr }
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
