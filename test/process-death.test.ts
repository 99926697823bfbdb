// What a process leaves behind that ends without warning: its commits, its lock, its turns of the queue.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../src/database/open-database.ts'
import { createTestServerDatabase } from '../src/database/test-database.ts'
import { openQueue } from '../src/queue/queue.ts'

let dataFolder: string
let children: Child[]
beforeEach(() => {
  dataFolder = mkdtempSync(path.join(os.tmpdir(), 'magpie-death-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.process.kill('SIGKILL')
  rmSync(dataFolder, { recursive: true, force: true })
})

test('kill -9 loses no acknowledged commit, and the next process may use the folder at once', async () => {
  const child = start(['commit-until-killed.ts', dataFolder])
  await lines(child, 25)
  const refused = openDatabase({ dataFolder })
  await expect(refused).rejects.toThrow(`Cannot use ${dataFolder}: another Magpie process uses it`)
  await lines(child, child.printed.length + 25)
  child.process.kill('SIGKILL')
  await child.exited
  await expectCommits(child.printed)
})

test.each([
  ['an fsync that fails', 'fsync', /PostgreSQL stopped answering: EIO: i\/o error, fsync$/],
  ['a full disk', 'write', /PostgreSQL stopped answering/],
])('%s ends the database thread, and no acknowledged commit is lost', async (_what, fault, reason) => {
  const faultFile = path.join(dataFolder, 'fault')
  const preload = path.join(scripts, 'fail-disk.ts')
  const child = start(['--import', preload, 'commit-until-killed.ts', dataFolder], { FAIL_DISK: faultFile })
  await lines(child, 25)
  writeFileSync(faultFile, fault)
  expect(await child.exited).toBe(3)
  expect(child.printed.find((line) => line.startsWith('failed '))).toMatch(reason)
  rmSync(faultFile)
  await expectCommits(child.printed)
})

describe.each(storesOfTurns())('a turn of a killed process ($name)', ({ database }) => {
  test('is worked again at once when it is released', async () => {
    const { url, drop } = await database()
    const child = start(['hold-a-turn.ts', dataFolder, ...(url === undefined ? [] : [url])])
    await lines(child, 1)
    child.process.kill('SIGKILL')
    await child.exited
    const [queueJobId = ''] = child.printed
    const next = await openDatabase({ dataFolder, databaseUrl: url })
    const queue = await openQueue(next)
    const taken = Promise.withResolvers<[batchId: number, queueJobId: string]>()
    await queue.work('scan-batch', { concurrency: 1 }, async (message, turn) => {
      taken.resolve([message.batchId, turn.queueJobId])
    })
    await queue.release('scan-batch', [queueJobId])
    const late = setTimeout(() => taken.reject(new Error('the turn did not come within a second')), 1000)
    expect(await taken.promise).toEqual([1, queueJobId])
    clearTimeout(late)
    await queue.stop()
    await next.close()
    await drop()
  })
})

const scripts = path.join(import.meta.dirname, 'power-loss')

interface Child {
  readonly process: ChildProcess
  /** Its lines so far. */
  readonly printed: readonly string[]
  readonly exited: Promise<number | null>
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: scripts,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed: string[] = []
  createInterface({ input: started.stdout }).on('line', (line) => printed.push(line))
  // `close`, not `exit`: only then its last lines are here.
  const exited = new Promise<number | null>((resolve) => started.once('close', resolve))
  const child = { process: started, printed, exited }
  children.push(child)
  return child
}

async function lines(child: Child, count: number): Promise<void> {
  for (const deadline = Date.now() + 30_000; child.printed.length < count;) {
    if (Date.now() > deadline) throw new Error(`it printed ${child.printed.length} lines in 30 s`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

async function expectCommits(printed: readonly string[]): Promise<void> {
  const acknowledged = Math.max(...printed.map(Number).filter((n) => n > 0))
  const database = await openDatabase({ dataFolder })
  const { rows } = await database.pools.interactive.query<{ n: number; last: number }>(
    'select count(*) as n, max(n) as last from numbers',
  )
  await database.close()
  expect(acknowledged).toBeGreaterThanOrEqual(20)
  expect(rows[0]?.last).toBeGreaterThanOrEqual(acknowledged)
  expect(rows[0]?.last).toBeLessThanOrEqual(acknowledged + 1)
  expect(rows[0]?.n).toBe(rows[0]?.last)
}

interface StoreOfTurns {
  readonly name: string
  readonly database: () => Promise<{ readonly url: string | undefined; readonly drop: () => Promise<void> }>
}

function storesOfTurns(): readonly StoreOfTurns[] {
  const serverUrl = process.env['MAGPIE_TEST_DATABASE_URL']
  const embedded = { name: 'embedded', database: async () => ({ url: undefined, drop: async () => {} }) }
  if (serverUrl === undefined) return [embedded]
  return [embedded, { name: 'server', database: () => createTestServerDatabase(serverUrl) }]
}
