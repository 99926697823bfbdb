// The pool of scan threads over real files: each object has one outcome, whatever becomes of the thread that reads it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IdentifierSelection } from '../model/identifier.ts'
import { startScanThreads, type ScanEvents, type ScanThreads, type ThreadResult } from './scan-threads.ts'

const identifiers: IdentifierSelection = { managed: ['USA_SOCIAL_SECURITY_NUMBER'], custom: [] }

describe('scan threads', () => {
  let folder: string
  let workers: Worker[]
  let warnings: string[]
  let threads: ScanThreads
  const onWorker = (worker: Worker): void => void workers.push(worker)

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-threads-'))
    workers = []
    warnings = []
    process.on('worker', onWorker)
    threads = startScanThreads({ threads: 1, warn: ({ message }) => void warnings.push(message) })
  })
  afterEach(async () => {
    await threads.close()
    process.off('worker', onWorker)
    rmSync(folder, { recursive: true, force: true })
  })

  function put(name: string, content: string): string {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const scan = (file: string, events: ScanEvents = {}, group = 'g'): Promise<ThreadResult> =>
    threads.scan({ group, file, identifiers }, events)
  const found = (result: ThreadResult): number =>
    'detections' in result ? result.detections.reduce((sum, { count }) => sum + count, 0) : -1
  const kill = async (): Promise<void> => void (await workers.at(-1)?.terminate())

  const lines = 5_000
  const many = `ssn\n${'536-22-1234\n'.repeat(lines)}`

  test('a thread goes on after it has forgotten the oldest of many selections', async () => {
    const file = put('a.txt', 'ssn: 536-22-1234\n')
    const selections = Array.from({ length: 40 }, () => ({ ...identifiers }))
    for (const selection of [...selections, ...selections])
      expect(found(await threads.scan({ group: 'g', file, identifiers: selection }))).toBe(1)
    const all = selections.map((selection) => threads.scan({ group: 'g', file, identifiers: selection }))
    expect((await Promise.all(all)).map(found)).toEqual(selections.map(() => 1))
    expect(warnings).toEqual([])
  })

  test('bytes under way grow inside an object and are nobody’s when it is done', async () => {
    const file = put('large.csv', many.repeat(20))
    const seen = new Set<number>()
    const others = new Set<number>()
    const scanned = scan(file, {
      onOccurrences: () => {
        seen.add(threads.bytesUnderWay('g'))
        others.add(threads.bytesUnderWay('of nobody'))
      },
    })
    expect(await scanned).toMatchObject({ status: 'COMPLETE' })
    expect([...seen].filter((bytes) => bytes > 0).length).toBeGreaterThan(2)
    expect([...others]).toEqual([0])
    expect(threads.bytesUnderWay('g')).toBe(0)
  })

  test('an object whose thread dies is read anew, and what was handed on before does not count', async () => {
    await scan(put('first.txt', 'x'))
    const file = put('many.csv', many)
    let handedOn = 0
    let restarts = 0
    const result = await scan(file, {
      async onOccurrences(chunk) {
        if (handedOn === 0 && restarts === 0) await kill()
        handedOn += chunk.length
      },
      onRestart() {
        restarts++
        handedOn = 0
      },
    })
    expect(result).toMatchObject({ status: 'COMPLETE' })
    expect(found(result)).toBe(lines)
    expect(restarts).toBe(1)
    expect(workers).toHaveLength(2)
    expect(warnings).toEqual(['Cannot go on with a scan thread: it ended with no error'])
  })

  test('an object over which two threads died is given up, and the others are read', async () => {
    await scan(put('first.txt', 'x'))
    const deadly = scan(put('deadly.csv', many), { onOccurrences: kill })
    const others = Array.from({ length: 20 }, (_file, n) => scan(put(`${n}.txt`, 'ssn: 536-22-1234')))
    expect(await deadly).toMatchObject({
      status: 'SKIPPED',
      reason: 'MALFORMED_FILE',
      detail: 'Cannot read object: reading it ended the scan thread twice',
    })
    for (const other of await Promise.all(others)) expect(found(other)).toBe(1)
    expect(workers).toHaveLength(3)
  })

  test('stopping a group ends its tasks, waiting or under way, and no others', async () => {
    const large = put('large.txt', 'nothing to see here\n'.repeat(5_000_000))
    const chunked = put('many.csv', many)
    const ended = Promise.withResolvers<void>()
    const underWay = scan(
      chunked,
      {
        onOccurrences: () => {
          threads.stop('stopped')
          ended.resolve()
        },
      },
      'stopped',
    )
    const waiting = scan(large, {}, 'stopped')
    const other = scan(put('small.txt', 'ssn: 536-22-1234'), {}, 'other')
    await ended.promise
    expect(await underWay).toEqual({ status: 'STOPPED' })
    expect(await waiting).toEqual({ status: 'STOPPED' })
    expect(found(await other)).toBe(1)
  })

  test('closing ends what is under way as stopped, and so what comes after', async () => {
    const large = put('large.txt', 'nothing to see here\n'.repeat(5_000_000))
    const underWay = scan(large)
    const waiting = scan(large)
    await threads.close()
    expect([await underWay, await waiting, await scan(large)]).toEqual(
      Array.from({ length: 3 }, () => ({ status: 'STOPPED' })),
    )
  })

  test('a failure to take occurrences is that of its object alone', async () => {
    const failing = scan(put('many.csv', many), { onOccurrences: () => Promise.reject(new Error('full')) })
    await expect(failing).rejects.toThrow('full')
    expect(found(await scan(put('next.txt', 'ssn: 536-22-1234')))).toBe(1)
  })
})
