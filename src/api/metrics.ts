// Counters and histograms in Prometheus's text format. Small enough not to need a client library.
import { monitorEventLoopDelay } from 'node:perf_hooks'

export interface Metrics {
  observe(request: { readonly operation: string; readonly status: number; readonly seconds: number }): void
  /** The text of `/metrics`. */
  render(): Promise<string>
  /** Stops measuring the event loop. */
  close(): void
}

/** One gauge or counter that the rest of the program tells: jobs by status, queue depth, objects, bytes. */
export interface Sample {
  readonly name: string
  readonly help: string
  readonly type: 'gauge' | 'counter'
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[]
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Latency {
  readonly counts: number[]
  sum: number
  count: number
}

/** @param samples asked at each scrape; one that fails is left out and counted in magpie_samples_failed. */
export function createMetrics(samples: () => Promise<readonly Sample[]>): Metrics {
  const requests = new Map<string, { readonly labels: Record<string, string>; value: number }>()
  const latencies = new Map<string, Latency>()
  const loop = monitorEventLoopDelay({ resolution: 20 })
  loop.enable()
  return {
    observe({ operation, status, seconds }) {
      const key = `${operation} ${status}`
      const counted = requests.get(key) ?? { labels: { operation, status: String(status) }, value: 0 }
      counted.value++
      requests.set(key, counted)
      const latency = latencies.get(operation) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 }
      latencies.set(operation, latency)
      latency.sum += seconds
      latency.count++
      for (const [at, bound] of buckets.entries())
        if (seconds <= bound) latency.counts[at] = (latency.counts[at] ?? 0) + 1
    },
    async render() {
      const told = await samples().then(
        (list) => [...list, failedSamples(0)],
        () => [failedSamples(1)],
      )
      const text = [requestTotals([...requests.values()]), ...processSamples(loop), ...told].flatMap(
        renderSample,
      )
      loop.reset()
      return [...text, ...renderLatencies(latencies), ''].join('\n')
    },
    close: () => void loop.disable(),
  }
}

function failedSamples(value: number): Sample {
  const help = 'Whether the numbers that the store tells are missing from this answer.'
  return { name: 'magpie_samples_failed', help, type: 'gauge', values: [{ value }] }
}

function requestTotals(values: Sample['values']): Sample {
  return { name: 'magpie_requests_total', help: 'Requests by operation and status.', type: 'counter', values }
}

function processSamples(loop: ReturnType<typeof monitorEventLoopDelay>): Sample[] {
  const quantile = (p: number) => ({
    labels: { quantile: String(p / 100) },
    value: loop.percentile(p) / 1e9 || 0,
  })
  return [
    {
      name: 'magpie_event_loop_delay_seconds',
      help: 'Delay of the event loop since the last scrape.',
      type: 'gauge',
      values: [quantile(50), quantile(99)],
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of the process.',
      type: 'gauge',
      values: [{ value: process.memoryUsage.rss() }],
    },
  ]
}

function renderSample({ name, help, type, values }: Sample): string[] {
  const lines = values.map(({ labels = {}, value }) => `${name}${renderLabels(labels)} ${value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines]
}

function renderLatencies(latencies: ReadonlyMap<string, Latency>): string[] {
  const name = 'magpie_request_seconds'
  const lines = [...latencies].flatMap(([operation, { counts, sum, count }]) => [
    ...buckets.map((le, at) => `${name}_bucket${renderLabels({ operation, le: String(le) })} ${counts[at]}`),
    `${name}_bucket${renderLabels({ operation, le: '+Inf' })} ${count}`,
    `${name}_sum${renderLabels({ operation })} ${sum}`,
    `${name}_count${renderLabels({ operation })} ${count}`,
  ])
  return [`# HELP ${name} Seconds from request to answer.`, `# TYPE ${name} histogram`, ...lines]
}

function renderLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value.replaceAll(/[\\"\n]/g, '_')}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
