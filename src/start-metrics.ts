// The metrics of a process and, where one is asked for, the port that tells them unsigned.
import { createServer } from 'node:http'
import type { Sample } from './api/exposition.ts'
import { createHistogram, type Histogram } from './api/histogram.ts'
import { createMetrics, type Metrics } from './api/metrics.ts'
import { workloadSamples } from './api/workload-samples.ts'
import type { HostAndPort } from './config.ts'
import type { Database } from './database/open-database.ts'
import { notListening } from './not-listening.ts'
import { readRequestCounts } from './objects/s3/request-counts.ts'
import { readQueueDepth, type QueueDepth } from './queue/depth.ts'
import type { ServerBase } from './server-base.ts'

/** Made before the database is opened, which reports to it. */
export function databaseLatency(): Histogram {
  return createHistogram({
    name: 'magpie_database_query_seconds',
    help: 'Seconds of a query of this process by lane: interactive (the API) or background (runs).',
    label: 'lane',
  })
}

export function openMetrics(database: Database, latency: Histogram): Metrics {
  const samples = async (): Promise<readonly Sample[]> => [
    ...(await workloadSamples(database.interactive)),
    ...queueSamples(await readQueueDepth(database)),
  ]
  return createMetrics(samples, { local: s3Samples, histograms: [latency] })
}

/** For a scraper that cannot sign; it says numbers only, and is off unless asked for. */
export async function serveMetrics(
  { metrics, logger }: Pick<ServerBase, 'metrics' | 'logger'>,
  listen: HostAndPort,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.render().then(
      (text) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  const { host, port } = listen
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(notListening(listen, cause))).listen(port, host, resolve)
  })
  logger.info({ address: server.address() }, 'metrics are told')
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

function queueSamples(depths: readonly QueueDepth[]): readonly Sample[] {
  const states = ['waiting', 'delayed', 'active'] as const
  return [
    {
      name: 'magpie_queue_turns',
      help: 'Turns by queue: due and waiting, not due yet, or being worked off.',
      type: 'gauge',
      values: depths.flatMap((depth) =>
        states.map((state) => ({ labels: { queue: depth.queue, state }, value: depth[state] })),
      ),
    },
    {
      name: 'magpie_queue_oldest_waiting_seconds',
      help: 'How long the oldest turn that is due has waited.',
      type: 'gauge',
      values: depths.map(({ queue, oldestWaitingSeconds: value }) => ({ labels: { queue }, value })),
    },
  ]
}

function s3Samples(): readonly Sample[] {
  const { failures, retries } = readRequestCounts()
  return [
    {
      name: 'magpie_s3_errors_total',
      help: 'Failed S3 requests of this process: throttled, transient (5xx, connections), or refused (all others).',
      type: 'counter',
      values: Object.entries(failures).map(([kind, value]) => ({ labels: { kind }, value })),
    },
    {
      name: 'magpie_s3_retries_total',
      help: 'S3 requests of this process that were sent again.',
      type: 'counter',
      values: [{ value: retries }],
    },
  ]
}
