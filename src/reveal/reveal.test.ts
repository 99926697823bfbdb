// Samples of real findings: runs over real folders, whose objects are read again.
import { randomUUID } from 'node:crypto'
import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { WireFinding } from '../findings/finding.ts'
import { openObjectStores } from '../objects/open-object-stores.ts'
import { openTestRuns, until, type TestRuns } from '../runs/test-runs.ts'
import { createCustomDataIdentifier } from '../store/custom-data-identifiers.ts'
import { openReveal, type Reveal, type RevealTimes } from './reveal.ts'
import type { Retrieval } from './retrieval.ts'

const ssnType = 'USA_SOCIAL_SECURITY_NUMBER'
const long = `B${'x'.repeat(400)}é`

describe.each(openTestDatabases())('samples on the $name store', (store) => {
  let database: Database
  let runs: TestRuns
  const opened: Reveal[] = []
  beforeAll(async () => {
    database = await store.open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    runs = await openTestRuns(database)
  })
  afterEach(async () => {
    for (const reveal of opened.splice(0)) await reveal.close()
    await runs.close()
  })

  function open(times: Partial<RevealTimes> = {}): Reveal {
    const { sources, resultsStore } = runs.worker
    const warn = ({ message }: Error): void => void runs.warnings.push(message)
    const context = {
      db: database.interactive,
      store: openObjectStores(sources),
      sources,
      resultsStore,
      warn,
    }
    const reveal = openReveal({ ...context, times: { patience: 60_000, ...times } })
    opened.push(reveal)
    return reveal
  }

  /** Of a job over what was put, by key. */
  async function findings(customDataIdentifierIds: string[] = []): Promise<Map<string, WireFinding>> {
    const job = await runs.create({ customDataIdentifierIds })
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    const rows = await database.interactive
      .selectFrom('findings')
      .select('body')
      .where('job_id', '=', job.jobId)
      .execute()
    return new Map(
      rows.map(({ body }) => {
        const finding = body as WireFinding
        return [finding.resourcesAffected.s3Object.key, finding]
      }),
    )
  }

  async function findingOf(key: string, content: string | Buffer): Promise<WireFinding> {
    runs.put(key, content)
    const finding = (await findings()).get(key)
    if (finding === undefined) throw new Error(`Cannot find the test's finding of ${key}`)
    return finding
  }

  const samplesOf = (retrieval: Retrieval): Record<string, readonly string[]> => {
    if (retrieval.status !== 'SUCCESS') throw new Error(`Not revealed: ${JSON.stringify(retrieval)}`)
    return Object.fromEntries(retrieval.samples)
  }

  test('are what was found, in order, in every format', async () => {
    const ssns = ['536-22-1234', '537-22-4321']
    const contents: Record<string, string | Buffer> = {
      'a.txt': `ssn ${ssns[0]}\nand ssn ${ssns[1]}`,
      'a.csv': `id,ssn\n1,${ssns[0]}\n2,${ssns[1]}\n`,
      'a.tsv': `id\tssn\n1\t${ssns[0]}\n2\t${ssns[1]}\n`,
      'a.json': JSON.stringify({ staff: ssns.map((ssn) => ({ ssn })) }),
      'a.jsonl': ssns.map((ssn) => `${JSON.stringify({ ssn })}\n`).join(''),
      'wide.txt': Buffer.from(`ssn ${ssns[0]}\nand ssn ${ssns[1]}`, 'utf16le'),
      'a.csv.gz': gzipSync(`id,ssn\n1,${ssns[0]}\n2,${ssns[1]}\n`),
      // Two in one place.
      'cell.csv': `id,ssn\n1,${ssns.join(' ')}\n`,
    }
    for (const [key, content] of Object.entries(contents)) runs.put(key, content)
    const found = await findings()
    const reveal = open()
    for (const key of Object.keys(contents)) {
      const finding = found.get(key)!
      const [reasons, retrieval] = [await reveal.unavailability(finding), await reveal.retrieve(finding)]
      expect({ key, reasons, samples: samplesOf(retrieval) }).toEqual({
        key,
        reasons: [],
        samples: { [ssnType]: ssns },
      })
    }
    expect(runs.warnings).toEqual([])
  })

  test('are ten of a type at most, of 128 characters at most, under the name of a custom identifier', async () => {
    const id = randomUUID()
    await createCustomDataIdentifier(database.interactive, {
      id,
      accountId: runs.accountId,
      region: 'us-east-1',
      clientToken: id,
      requestDigest: id,
      name: 'badge',
      description: undefined,
      regex: 'Bx+é',
      keywords: [],
      ignoreWords: [],
      maximumMatchDistance: 50,
      severityLevels: undefined,
      tags: {},
      deleted: false,
      createdAt: new Date(),
    })
    const ssns = Array.from({ length: 30 }, (_, n) => `536-22-${1_000 + n}`)
    runs.put('a.csv', `ssn,note\n${ssns.map((ssn) => `${ssn},${long}\n`).join('')}`)
    const found = await findings([id])
    const samples = samplesOf(await open().retrieve(found.get('a.csv')!))
    expect(samples).toEqual({
      [ssnType]: ssns.slice(0, 10),
      badge: Array.from({ length: 10 }, () => long.slice(0, 128)),
    })
  })

  test('are kept for a while and not read again; then they are forgotten', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    const reveal = open({ kept: 300 })
    expect(reveal.current(finding.id)).toBeUndefined()
    const first = await reveal.retrieve(finding)
    expect(await reveal.retrieve(finding)).toBe(first)
    expect(reveal.current(finding.id)).toBe(first)
    await until('the samples forgotten', () => reveal.current(finding.id) === undefined)
  })

  test('are told to be under way to who would not wait', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    const reveal = open({ patience: 0, idle: 0 })
    expect(await reveal.retrieve(finding)).toEqual({ status: 'PROCESSING' })
    expect(reveal.current(finding.id)).toEqual({ status: 'PROCESSING' })
    await until('the samples', () => reveal.current(finding.id)?.status === 'SUCCESS')
  })

  test('take no longer than the limit', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    const retrieval = await open({ limit: 0 }).retrieve(finding)
    expect(retrieval).toEqual({ status: 'ERROR', error: 'Reading the object again took too long.' })
  })

  test('of an object that changed or is gone are none', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    const file = path.join(runs.root, 'b', 'a.txt')
    writeFileSync(file, 'ssn 536-22-9999')
    const reveal = open()
    expect(await reveal.unavailability(finding)).toEqual(['OBJECT_UNAVAILABLE'])
    expect(await reveal.retrieve(finding)).toEqual({
      status: 'ERROR',
      error: 'The object can no longer be revealed: OBJECT_UNAVAILABLE.',
    })
    rmSync(file)
    expect(await reveal.unavailability(finding)).toEqual(['OBJECT_UNAVAILABLE'])
    rmSync(path.dirname(file), { recursive: true })
    expect(await reveal.unavailability(finding)).toEqual(['OBJECT_UNAVAILABLE'])
  })

  test('of a bucket that belongs to another account now are none', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    const stranger = { ...finding, accountId: '999999999999' }
    expect(await open().unavailability(stranger)).toEqual(['OBJECT_UNAVAILABLE'])
  })

  test('are not taken from other places, where the object only looks the same', async () => {
    const finding = await findingOf('a.txt', 'one\nssn 536-22-1234')
    const file = path.join(runs.root, 'b', 'a.txt')
    const eTag = await eTagNow(async () => {
      writeFileSync(file, 'ssn 537-22-4321 \nsn')
      utimesSync(file, 1_700_000_000, 1_700_000_000)
    })
    const same = structuredClone(finding)
    Object.assign(same.resourcesAffected.s3Object, { eTag })
    expect(await open().retrieve(same)).toEqual({
      status: 'ERROR',
      error: 'Nothing is found any more at the places that the finding reports.',
    })
  })

  async function eTagNow(change: () => Promise<void>): Promise<string> {
    await change()
    const objects = openObjectStores(runs.worker.sources)
    const entry = await objects.currentEntry('b', {
      key: 'a.txt',
      size: 0,
      eTag: '',
      lastModified: new Date(),
    })
    objects.close()
    return entry?.eTag ?? ''
  }

  test('of an object of another type, or of more bytes than its type may have, are none', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    const reveal = open()
    for (const [mimeType, megabytes] of [
      ['text/plain', 100],
      ['text/csv', 255],
      ['text/tab-separated-values', 75],
      ['application/json', 25],
      ['application/gzip', 90],
    ] as const) {
      for (const [more, reasons] of [
        [0, []],
        [1, ['OBJECT_EXCEEDS_SIZE_QUOTA']],
      ] as const) {
        const other = structuredClone(finding)
        Object.assign(other.classificationDetails.result, { mimeType })
        Object.assign(other.resourcesAffected.s3Object, { size: megabytes * 2 ** 20 + more })
        expect(await reveal.unavailability(other)).toEqual(reasons)
      }
    }
    for (const mimeType of ['text/html', null]) {
      const other = structuredClone(finding)
      Object.assign(other.classificationDetails.result, { mimeType })
      expect(await reveal.unavailability(other)).toEqual(['UNSUPPORTED_OBJECT_TYPE'])
    }
  })

  test('of samples and of findings about policies are none', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    const others = [{ sample: true }, { type: 'Policy:IAMUser/S3BucketPublic' }]
    for (const other of others)
      expect(await open().unavailability({ ...finding, ...other } as WireFinding)).toEqual([
        'UNSUPPORTED_FINDING_TYPE',
      ])
  })

  test('are none where the results are gone', async () => {
    const finding = await findingOf('a.txt', 'ssn 536-22-1234')
    rmSync(path.join(runs.root, '..', 'results'), { recursive: true })
    expect(await open().unavailability(finding)).toEqual(['INVALID_CLASSIFICATION_RESULT'])
    expect(runs.warnings).toEqual(['Cannot read the places of a finding: its results file is gone or broken'])
  })
})
