// What the process says of itself: its event loop, memory and processor time.
//
// The one fact to know: delays are of the last whole window, whoever asks: two scrapers must not take each other's.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Sample } from './exposition.ts'

export interface ProcessSamples {
  read(): readonly Sample[]
  close(): void
}

const windowMs = 15_000
const resolutionMs = 20

export function processSamples(): ProcessSamples {
  const loop = monitorEventLoopDelay({ resolution: resolutionMs })
  loop.enable()
  let last: readonly Sample[] | undefined
  const timer = setInterval(() => {
    last = delaysOf(loop)
    loop.reset()
  }, windowMs)
  timer.unref()
  return {
    read: () => [...(last ?? delaysOf(loop)), ...usage()],
    close() {
      clearInterval(timer)
      loop.disable()
    },
  }
}

function delaysOf(loop: ReturnType<typeof monitorEventLoopDelay>): readonly Sample[] {
  const empty = loop.count === 0
  const delay = (which: string, nanoseconds: number): Sample => ({
    name: `magpie_event_loop_delay_${which}_seconds`,
    help: `Delay of the event loop within ${windowMs / 1_000} seconds: ${which}.`,
    type: 'gauge',
    // What is measured is the time between two ticks, which are meant to be this far apart.
    values: [{ value: empty ? 0 : Math.max(0, nanoseconds / 1e9 - resolutionMs / 1_000) }],
  })
  return [delay('p50', loop.percentile(50)), delay('p99', loop.percentile(99)), delay('max', loop.max)]
}

function usage(): readonly Sample[] {
  const { user, system } = process.cpuUsage()
  return [
    {
      name: 'process_cpu_seconds_total',
      help: 'User and system processor time of the process, all threads.',
      type: 'counter',
      values: [{ value: (user + system) / 1e6 }],
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of the process.',
      type: 'gauge',
      values: [{ value: process.memoryUsage.rss() }],
    },
    {
      name: 'process_start_time_seconds',
      help: 'When the process started, in seconds since 1970.',
      type: 'gauge',
      values: [{ value: Math.round(performance.timeOrigin) / 1_000 }],
    },
  ]
}
