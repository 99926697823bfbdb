// The metrics of a process, in Prometheus's text format. Small enough not to need a client library.
import { setTimeout as delay } from 'node:timers/promises'
import { renderSample, type Sample } from './exposition.ts'
import { createHistogram, type Histogram } from './histogram.ts'
import { processSamples } from './process-samples.ts'

export interface Metrics {
  observe(request: { readonly operation: string; readonly status: number; readonly seconds: number }): void
  /** The text of `/metrics`. */
  render(): Promise<string>
  /** Stops measuring the event loop. */
  close(): void
}

export interface MetricsOptions {
  /** What the process knows without asking anybody. */
  readonly local?: () => readonly Sample[]
  readonly histograms?: readonly Histogram[]
  /** How long `samples` may take. A scraper waits for 10 s at most unless told otherwise. */
  readonly patienceMs?: number
}

/** @param samples asked at each scrape; where it fails, its numbers are left out and magpie_samples_failed is 1. */
export function createMetrics(
  samples: () => Promise<readonly Sample[]>,
  { local = () => [], histograms = [], patienceMs = 5_000 }: MetricsOptions = {},
): Metrics {
  const requests = new Map<string, { readonly labels: Record<string, string>; value: number }>()
  const latencies = createHistogram({
    name: 'magpie_request_seconds',
    help: 'Seconds from request to answer.',
    label: 'operation',
  })
  const ofProcess = processSamples()
  return {
    observe({ operation, status, seconds }) {
      const key = `${operation} ${status}`
      const counted = requests.get(key) ?? { labels: { operation, status: String(status) }, value: 0 }
      counted.value++
      requests.set(key, counted)
      latencies.observe(operation, seconds)
    },
    async render() {
      const told = await within(patienceMs, samples).then(
        (list) => [...list, failedSamples(0)],
        () => [failedSamples(1)],
      )
      const all = [requestTotals([...requests.values()]), ...ofProcess.read(), ...local(), ...told]
      const lines = [latencies, ...histograms].flatMap((histogram) => histogram.render())
      return [...all.flatMap(renderSample), ...lines, ''].join('\n')
    },
    close: () => ofProcess.close(),
  }
}

/** A store that does not answer must not keep the process's own numbers back. */
async function within<T>(milliseconds: number, ask: () => Promise<T>): Promise<T> {
  const tooLate = new AbortController()
  const late = delay(milliseconds, undefined, { signal: tooLate.signal, ref: false }).then(() => {
    throw new Error('Cannot tell what the store holds: it does not answer in time')
  })
  try {
    return await Promise.race([ask(), late])
  } finally {
    late.catch(() => {}) // it is aborted now, or was heard above
    tooLate.abort()
  }
}

function failedSamples(value: number): Sample {
  const help = 'Whether the numbers that the store tells are missing from this answer.'
  return { name: 'magpie_samples_failed', help, type: 'gauge', values: [{ value }] }
}

function requestTotals(values: Sample['values']): Sample {
  return { name: 'magpie_requests_total', help: 'Requests by operation and status.', type: 'counter', values }
}
