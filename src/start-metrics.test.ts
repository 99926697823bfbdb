// What a scraper gets: read as Prometheus reads it, and held against Prometheus's rules for names and units.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Metrics } from './api/metrics.ts'
import type { Database } from './database/open-database.ts'
import { openTestDatabases } from './database/test-database.ts'
import { countFailure, countRetry, readRequestCounts } from './objects/s3/request-counts.ts'
import { openQueue, type Queue } from './queue/queue.ts'
import { databaseLatency, openMetrics } from './start-metrics.ts'

interface Family {
  readonly type: string
  readonly help: string
  readonly samples: Map<string, number>
}

describe.each(openTestDatabases())('metrics over the $name store', ({ open }) => {
  let database: Database
  let queue: Queue
  let metrics: Metrics
  const latency = databaseLatency()
  beforeAll(async () => {
    database = await open()
    queue = await openQueue(database)
    metrics = openMetrics(database, latency)
  })
  afterAll(async () => {
    metrics.close()
    await queue.stop()
    await database.close()
  })
  const scrape = async (): Promise<Map<string, Family>> => parse(await metrics.render())

  test('say everything that is promised', async () => {
    expect([...(await scrape()).keys()].sort()).toEqual([
      'magpie_analysed_bytes_total',
      'magpie_batch_objects',
      'magpie_batches',
      'magpie_database_query_seconds',
      'magpie_done_bytes_total',
      'magpie_event_loop_delay_max_seconds',
      'magpie_event_loop_delay_p50_seconds',
      'magpie_event_loop_delay_p99_seconds',
      'magpie_jobs',
      'magpie_listed_objects_total',
      'magpie_objects_total',
      'magpie_queue_oldest_waiting_seconds',
      'magpie_queue_turns',
      'magpie_request_seconds',
      'magpie_requests_total',
      'magpie_runs_unfinished',
      'magpie_s3_errors_total',
      'magpie_s3_retries_total',
      'magpie_samples_failed',
      'magpie_selected_bytes_total',
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'process_start_time_seconds',
    ])
  })

  test('are named by Prometheus’s rules, in base units', async () => {
    for (const [name, { type, help }] of await scrape()) {
      expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/)
      expect(name).not.toMatch(/_(ms|milliseconds|microseconds|minutes|kb|mb|kilobytes|megabytes|percent)\b/)
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter'])
      expect(help).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('count requests and queries into histograms that add up', async () => {
    metrics.observe({ operation: 'ListFindings', status: 200, seconds: 0.03 })
    metrics.observe({ operation: 'ListFindings', status: 400, seconds: 20 })
    latency.observe('interactive', 0.002)
    const families = await scrape()
    expect(families.get('magpie_requests_total')?.samples).toEqual(
      new Map([
        ['{operation="ListFindings",status="200"}', 1],
        ['{operation="ListFindings",status="400"}', 1],
      ]),
    )
    const seconds = families.get('magpie_request_seconds')?.samples
    const bucket = (le: string) => seconds?.get(`_bucket{operation="ListFindings",le="${le}"}`)
    expect([bucket('0.025'), bucket('0.05'), bucket('10'), bucket('+Inf')]).toEqual([0, 1, 1, 2])
    expect(seconds?.get('_sum{operation="ListFindings"}')).toBeCloseTo(20.03)
    expect(seconds?.get('_count{operation="ListFindings"}')).toBe(2)
    const queries = families.get('magpie_database_query_seconds')?.samples
    expect(queries?.get('_count{lane="interactive"}')).toBe(1)
  })

  test('tell how deep the queues are, and since when', async () => {
    const hour = 3_600_000
    const send = (batchId: number, startAfter: Date) =>
      queue.send(database.background, { queue: 'scan-batch', batchId }, { startAfter })
    await send(1, new Date(Date.now() - hour))
    await send(2, new Date(Date.now() + hour))
    const families = await scrape()
    const turns = (state: string) =>
      families.get('magpie_queue_turns')?.samples.get(`{queue="scan-batch",state="${state}"}`)
    expect([turns('waiting'), turns('delayed'), turns('active')]).toEqual([1, 1, 0])
    const oldest = families.get('magpie_queue_oldest_waiting_seconds')?.samples
    expect(oldest?.get('{queue="scan-batch"}')).toBeGreaterThan(3_590)
    expect(oldest?.get('{queue="sweep"}')).toBe(0)
  })

  test('count failures of S3 servers by kind', async () => {
    const before = readRequestCounts()
    countFailure('throttled')
    countFailure('transient')
    countRetry()
    const families = await scrape()
    const errors = families.get('magpie_s3_errors_total')?.samples
    expect(errors?.get('{kind="throttled"}')).toBe(before.failures.throttled + 1)
    expect(errors?.get('{kind="transient"}')).toBe(before.failures.transient + 1)
    expect(errors?.get('{kind="refused"}')).toBe(before.failures.refused)
    expect(families.get('magpie_s3_retries_total')?.samples.get('')).toBe(before.retries + 1)
  })
})

/** Fails for whatever Prometheus's own parser refuses: no HELP or TYPE before a sample, a line twice, no number. */
function parse(text: string): Map<string, Family> {
  const families = new Map<string, Family>()
  expect(text.endsWith('\n')).toBe(true)
  let help: readonly string[] = []
  for (const line of text.slice(0, -1).split('\n')) {
    const [, about, name = '', words = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? []
    if (about === 'HELP') help = [name, words]
    else if (about === 'TYPE') {
      expect([help[0], families.has(name)]).toEqual([name, false])
      families.set(name, { type: words, help: help[1] ?? '', samples: new Map() })
    } else addSample(families, line)
  }
  return families
}

function addSample(families: ReadonlyMap<string, Family>, line: string): void {
  const [name = '', family] = [...families].at(-1) ?? []
  const [, full = '', labels = '', value = ''] =
    /^([a-z_0-9]+)(\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? (\S+)$/.exec(line) ?? []
  const suffix = full.slice(name.length)
  expect([line, full.startsWith(name) && full !== '']).toEqual([line, true])
  expect(family?.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).toContain(suffix)
  expect([line, family?.samples.has(suffix + labels)]).toEqual([line, false])
  expect([line, Number.isFinite(Number(value))]).toEqual([line, true])
  family?.samples.set(suffix + labels, Number(value))
}
