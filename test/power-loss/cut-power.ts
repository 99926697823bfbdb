// The simulated power loss: one recorded run of the real store, then the disk as it may be after a cut at many points of
// it, each opened and checked.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { diskAfterCut, writeDisk } from './disk-after-cut.ts'
import { readLog } from './recorded.ts'
import type { Operation } from './recorded.ts'

export interface PowerLoss {
  readonly points: number
  readonly commits: number
  readonly seed: number
  /** What to break on purpose: the check must notice. */
  readonly fault?: '-F' | 'no-fsync'
}

export interface PointResult {
  readonly before: number
  readonly keep: number
  readonly acknowledged: number
  /** None if everything acknowledged is there. */
  readonly problems: readonly string[]
}

/** Gives each point's result as it is known. */
export async function* cutPower({ points, commits, seed, fault }: PowerLoss): AsyncGenerator<PointResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-power-'))
  try {
    const operations = await recordRun(folder, commits, fault)
    const random = generator(seed)
    for (let point = 0; point < points; point++) {
      const keep = keeps[point % keeps.length] ?? 0
      const before = pointIn(operations, point, random)
      const disk = diskAfterCut(operations, { before, keep, random })
      const data = path.join(folder, `point-${point}`)
      writeDisk(data, disk)
      const problems = await check(path.join(data, 'data'), disk.acknowledged)
      rmSync(data, { recursive: true })
      yield { before, keep, acknowledged: disk.acknowledged.length, problems }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const keeps = [0, 0.1, 0.5, 0.9, 0.99]

async function recordRun(folder: string, commits: number, fault = ''): Promise<readonly Operation[]> {
  const [root, log] = [path.join(folder, 'root'), path.join(folder, 'log')]
  mkdirSync(root)
  const preload = path.join(import.meta.dirname, 'record-writes.ts')
  const env = { ...process.env, POWER_LOSS_ROOT: root, POWER_LOSS_LOG: log, POWER_LOSS_FAULT: fault }
  const workload = path.join(import.meta.dirname, 'workload.ts')
  await node(['--import', preload, workload, path.join(root, 'data'), String(commits)], env)
  return readLog(log)
}

/** Every sixth point is in the making of the store, the others after its schema was acknowledged. */
function pointIn(operations: readonly Operation[], point: number, random: () => number): number {
  const at = (what: string): number => operations.findIndex((o) => o.op === 'acknowledge' && o.what === what)
  const [from, to] = point % 6 === 5 ? [1, at('opened')] : [at('schema') + 1, operations.length]
  return from + Math.floor(random() * (to - from))
}

async function check(dataFolder: string, acknowledged: readonly string[]): Promise<readonly string[]> {
  const script = path.join(import.meta.dirname, 'check-store.ts')
  try {
    const output = await node([script, dataFolder, JSON.stringify(acknowledged)], process.env)
    return output.split('\n').filter((line) => line !== '')
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    return [`it does not open: ${/Error[^:\n]*: (.*)/.exec(stderr)?.[1] ?? (error as Error).message}`]
  }
}

async function node(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const options = { env, timeout: 60_000, maxBuffer: 16 * 1024 * 1024 }
  const { stdout } = await promisify(execFile)(process.execPath, [...args], options)
  return stdout
}

/** The same numbers from 0 to 1 for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
