// One object on all threads comes to what it comes to on one, whatever happens meanwhile.
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { IdentifierSelection } from '../model/identifier.ts'
import type { Occurrence } from '../model/scan-outcome.ts'
import type { S3Source } from '../objects/object-store.ts'
import { openFaultProxy, type FaultProxy } from '../objects/s3/fault-proxy.ts'
import { openTestS3Server, type TestS3Server } from '../objects/s3/test-s3-server.ts'
import type { ScanTask } from './messages.ts'
import { startScanThreads, type ScanEvents, type ScanThreads, type ThreadResult } from './scan-threads.ts'

const identifiers: IdentifierSelection = {
  managed: ['USA_SOCIAL_SECURITY_NUMBER', 'CREDIT_CARD_NUMBER'],
  custom: [],
}
const number = (n: number): string => `536-22-${1_000 + (n % 9_000)}`
const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_line, n) => line(n)).join('')
/** All at an occurrence in some 30 bytes. */
const contents: readonly (readonly [name: string, content: string])[] = [
  ['text.txt', lines(20_000, (n) => `ssn ${number(n)} of ü ${n}\r\n`)],
  ['table.csv', `id,ssn,note\n${lines(20_000, (n) => `${n},${number(n)},"two\nlines"\n`)}`],
  [
    'tables-in-quotes.csv',
    `id,ssn,note\n${lines(2_000, (n) => `${n},${number(n)},"\n${'7,536-22-1234,x\n'.repeat(40)}"\n`)}`,
  ],
  ['records.jsonl', lines(20_000, (n) => (n % 50 === 0 ? `ssn ${number(n)}\n` : `{"ssn":"${number(n)}"}\n`))],
]

let folder: string
let one: ScanThreads
let two: ScanThreads
const pools: ScanThreads[] = []
const workers: Worker[] = []
const onWorker = (worker: Worker): void => void workers.push(worker)
beforeAll(() => {
  one = startScanThreads({ threads: 1 })
  two = startScanThreads({ threads: 2, partBytes: 30_000 })
})
afterAll(async () => void (await Promise.all([one.close(), two.close()])))
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-split-'))
  process.on('worker', onWorker)
})
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
  process.off('worker', onWorker)
  workers.length = 0
  rmSync(folder, { recursive: true, force: true })
})

/** For a test that does something to it. */
function start(threads: number, partBytes: number): ScanThreads {
  const pool = startScanThreads({ threads, partBytes, warn: () => {} })
  pools.push(pool)
  return pool
}

function put(name: string, content: string | Buffer): ScanTask {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return { group: 'g', identifiers, file, size: statSync(file).size }
}

interface Scanned {
  readonly result: ThreadResult
  readonly occurrences: readonly Occurrence[]
  readonly restarts: number
}

async function scan(pool: ScanThreads, task: ScanTask, events: ScanEvents = {}): Promise<Scanned> {
  let occurrences: Occurrence[] = []
  let restarts = 0
  const result = await pool.scan(task, {
    async onOccurrences(chunk) {
      await events.onOccurrences?.(chunk)
      occurrences.push(...chunk)
    },
    onRestart() {
      restarts++
      occurrences = []
    },
  })
  return { result, occurrences, restarts }
}

describe.each(contents)('%s', (name, content) => {
  test('comes to the same on one, two and three threads', async () => {
    const task = put(name, content)
    const three = start(3, 20_000)
    for (const limited of [task, { ...task, maxOccurrencesPerIdentifier: 12_345 }]) {
      const asOne = await scan(one, limited)
      expect(asOne.occurrences.length).toBeGreaterThan(1_000)
      for (const pool of [two, three]) expect(await scan(pool, limited)).toEqual(asOne)
    }
  })
})

describe('from an S3 server', () => {
  let server: TestS3Server
  let proxy: FaultProxy
  let sources: readonly S3Source[]
  beforeAll(async () => {
    server = await openTestS3Server()
    const keys = { accessKeyId: 'any', secretAccessKey: 'any', accountId: '111122223333' }
    proxy = await openFaultProxy(server.url)
    sources = [{ kind: 's3', endpoint: proxy.url, region: 'us-east-1', ...keys }]
    await fetch(`${server.url}/bucket`, { method: 'PUT' })
  })
  afterAll(async () => {
    await proxy.close()
    await server.close()
  })

  test.each(contents)(
    '%s comes to the same in parts, each of them asked for by its range',
    async (name, content) => {
      const stored = await fetch(`${server.url}/bucket/${name}`, { method: 'PUT', body: content })
      const eTag = (stored.headers.get('etag') ?? '').replaceAll('"', '')
      const entry = { key: name, size: Buffer.byteLength(content), eTag, lastModified: new Date(0) }
      const task = { group: 'g', identifiers, sources, bucket: 'bucket', entry }
      const asOne = await scan(one, task)
      expect(asOne.result).toMatchObject({ status: 'COMPLETE' })
      proxy.headers.length = 0
      expect(await scan(two, task)).toEqual(asOne)
      expect(new Set(proxy.headers.map(({ range }) => range)).size).toBeGreaterThan(3)
      const changed = { ...task, entry: { ...entry, eTag: '0'.repeat(32) } }
      const { result } = await scan(two, changed)
      expect(result).toEqual((await scan(one, changed)).result)
      expect(result).toMatchObject({ status: 'SKIPPED', retryable: true })
    },
  )
})

describe('while parts are scanned', () => {
  const [, content] = contents[0]!

  test('bytes under way grow to the object’s size, and are nobody’s when it is done', async () => {
    const task = put('a.txt', content)
    const pool = start(2, 50_000)
    const seen: number[] = []
    await scan(pool, task, { onOccurrences: () => void seen.push(pool.bytesUnderWay('g')) })
    expect(Math.max(...seen)).toBeGreaterThan(content.length / 2)
    expect(Math.max(...seen)).toBeLessThan(content.length * 1.5)
    expect(pool.bytesUnderWay('g')).toBe(0)
  })

  test('a thread that dies is replaced, and nothing is handed on twice', async () => {
    const task = put('a.txt', content)
    const asOne = await scan(one, task)
    for (const victim of [-1, -2]) {
      const pool = start(2, 100_000)
      let chunks = 0
      const onOccurrences = async (): Promise<void> => {
        if (++chunks === 5) await workers.at(victim)?.terminate()
      }
      const split = await scan(pool, task, { onOccurrences })
      expect(split.result).toEqual(asOne.result)
      expect(split.occurrences).toEqual(asOne.occurrences)
    }
  })

  test('stopping the group ends all of them', async () => {
    const pool = start(2, 50_000)
    const task = put('a.txt', content)
    const stopped = await scan(pool, task, { onOccurrences: () => pool.stop('g') })
    expect(stopped.result).toEqual({ status: 'STOPPED' })
    expect((await scan(pool, { ...task, group: 'other' })).result).toMatchObject({ status: 'COMPLETE' })
  })

  test('closing ends all of them', async () => {
    const pool = start(2, 50_000)
    const stopped = await scan(pool, put('a.txt', content), { onOccurrences: () => void pool.close() })
    expect(stopped.result).toEqual({ status: 'STOPPED' })
  })

  test('a failure to take occurrences is the object’s', async () => {
    const pool = start(2, 50_000)
    const task = put('a.txt', content)
    const failing = scan(pool, task, { onOccurrences: () => Promise.reject(new Error('full')) })
    await expect(failing).rejects.toThrow('full')
    expect((await scan(pool, task)).result).toMatchObject({ status: 'COMPLETE' })
  })

  /** While the first is handed on, and so many bytes of others have ended. */
  const atFirstChunk = (pool: ScanThreads, bytes: number, act: () => void): (() => Promise<void>) => {
    let acted = false
    return async () => {
      if (acted) return
      acted = true
      await vi.waitFor(() => expect(pool.bytesUnderWay('g')).toBeGreaterThanOrEqual(bytes), 30_000)
      act()
    }
  }
  const few = lines(4_000, (n) => `{"${n % 2 === 0 ? 'ssn' : 'x'}":"${number(n)}","note":"and so on"}\n`)

  test('a stop counts also where all parts have ended', async () => {
    const pool = start(2, few.length / 2)
    const onOccurrences = atFirstChunk(pool, few.length / 2, () => pool.stop('g'))
    expect((await scan(pool, put('a.jsonl', few), { onOccurrences })).result).toEqual({ status: 'STOPPED' })
  })

  test('a file that changes between two parts is skipped as on one thread', async () => {
    const pool = start(2, few.length / 8)
    const task = put('a.jsonl', few)
    const change = (): void => utimesSync(path.join(folder, 'a.jsonl'), 1, 1)
    const onOccurrences = atFirstChunk(pool, few.length * (3 / 8), change)
    const { result } = await scan(pool, task, { onOccurrences })
    const asOne = await scan(one, put('a.jsonl', content), { onOccurrences: change })
    expect(asOne.result).toMatchObject({ status: 'SKIPPED', reason: 'OBJECT_VERSION_MISMATCH' })
    expect(result).toEqual(asOne.result)
  })

  test('a part that began at a wrong guess is read again, though later ones wait for their turn', async () => {
    const rows = (bytes: number, row: string): string => row.repeat(bytes / row.length)
    const dense = '7,536-22-1234,x\n'
    const sparse = '7,nothing,x\n'
    const quoted = `0,536-22-1234,"\n${rows(200_000, sparse)}"\n`
    const table = `id,ssn,note\n${rows(1_200_000, dense)}${quoted}${rows(1_200_000, sparse)}${rows(2_600_000, dense)}`
    const task = { ...put('a.csv', table), maxOccurrencesPerIdentifier: 1_000_000 }
    const split = await scan(start(2, table.length / 4), task)
    expect(split).toEqual(await scan(one, task))
    expect(split.occurrences.length).toBeGreaterThan(200_000)
  })

  test('more than may be held waits for its turn, and small objects go on beside it', async () => {
    const dense = lines(150_000, (n) => `ssn ${number(n)}\n`)
    const pool = start(2, dense.length / 3)
    const task = put('a.txt', dense)
    const [{ occurrences }, others] = await Promise.all([
      scan(pool, task),
      Promise.all(
        Array.from({ length: 20 }, async (_file, n) => scan(pool, put(`${n}.txt`, 'ssn 536-22-1234'))),
      ),
    ])
    expect(occurrences).toHaveLength(100_000)
    expect(occurrences.map(({ location }) => 'start' in location && location.start)).toEqual(
      Array.from({ length: 100_000 }, (_occurrence, n) => n + 1),
    )
    expect(others.map((other) => other.occurrences.length)).toEqual(others.map(() => 1))
  })
})

describe('what cannot be split is scanned as one', () => {
  test.each([
    [
      'text that turns out not to be UTF-8',
      'a.txt',
      `${lines(9_000, () => 'plain\n')}it\x92s ssn 536-22-1234\n${'\xe9\n'.repeat(9_000)}`,
      'latin1',
    ],
    ['UTF-16', 'a.txt', `\ufeff${lines(20_000, (n) => `ssn ${number(n)}\n`)}`, 'utf16le'],
    ['a document', 'a.json', `[${lines(9_000, (n) => `{"ssn":"${number(n)}"},\n`)}0]`, 'utf8'],
    [
      'records of more than a reader holds',
      'a.jsonl',
      `{"ssn":"${number(1)}"}\n{"a":"${'x'.repeat(3_000_000)}"}\n`,
      'utf8',
    ],
    [
      'records that are nested too deeply',
      'a.jsonl',
      `${lines(9_000, (n) => `{"ssn":"${number(n)}"}\n`)}${'['.repeat(300)}\n{}\n`,
      'utf8',
    ],
    ['a picture', 'a.txt', '\x89PNG'.repeat(50_000), 'latin1'],
  ] as const)('%s', async (_what, name, content, encoding) => {
    const task = put(name, Buffer.from(content, encoding))
    const asOne = await scan(one, task)
    const split = await scan(two, task)
    expect(split.result).toEqual(asOne.result)
    if (asOne.result.status === 'COMPLETE') expect(split.occurrences).toEqual(asOne.occurrences)
  })
})
