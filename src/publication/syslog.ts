// A syslog server over TCP: RFC 5424 messages, each with its length before it (RFC 6587), so that JSON of any size is one
// message.
//
// The one fact to know: syslog never answers. A message counts as taken when the server has closed its end after ours,
// which it does once it has read everything; one that only stops listening is waited for and then believed.
import net from 'node:net'
import os from 'node:os'
import type { FindingEvent } from './event.ts'
import type { Target } from './target.ts'

export interface SyslogConfig {
  readonly host: string
  readonly port: number
}

export interface SyslogOptions {
  readonly timeoutMs?: number
  /** How long the server's end is waited for after everything was sent. */
  readonly lingerMs?: number
}

export function syslogTarget(
  { host, port }: SyslogConfig,
  { timeoutMs = 10_000, lingerMs = 2_000 }: SyslogOptions = {},
): Target {
  return {
    name: `syslog ${host}:${port}`,
    deliver: (event, signal) =>
      new Promise((resolve, reject) => {
        const socket = net.connect({ host, port, allowHalfOpen: true })
        const end = (failure?: Error): void => {
          socket.destroy()
          if (failure === undefined) resolve()
          else reject(failure)
        }
        const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
        limit.addEventListener('abort', () => end(new Error('it took too long')), { once: true })
        socket.once('error', end)
        socket.once('end', () => end(socket.writableFinished ? undefined : new Error('it hung up')))
        socket.once('connect', () => {
          // What it says is of no interest, but its end is seen only by who reads.
          socket.resume()
          socket.end(framed(event), () => setTimeout(() => end(), lingerMs).unref())
        })
      }),
    close: async () => undefined,
  }
}

/** Facility local0. */
const facility = 16
const severities = { High: 4, Medium: 5, Low: 6 } as const

export function framed({ severity, time, json }: FindingEvent): Buffer {
  const priority = facility * 8 + severities[severity]
  const header = `<${priority}>1 ${time.toISOString()} ${printable(os.hostname())} magpie ${process.pid} MacieFinding -`
  // A byte order mark says that UTF-8 follows.
  const message = Buffer.from(`${header} \u{feff}${json}`)
  return Buffer.concat([Buffer.from(`${message.length} `), message])
}

function printable(hostname: string): string {
  return hostname.replaceAll(/[^!-~]/g, '').slice(0, 255) || '-'
}
