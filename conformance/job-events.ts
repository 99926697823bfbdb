// The events of a job, read from the server's structured log: one JSON object a line, the event in `jobEvent`.
import { readFileSync } from 'node:fs'
import { server } from './world.ts'

export interface JobEvent {
  readonly eventType: string
  readonly [member: string]: unknown
}

export function eventsOf(jobId: string, logFile = server.logFile): JobEvent[] {
  // What follows the last line break is a line that is being written.
  const lines = readFileSync(logFile, 'utf8').split('\n').slice(0, -1)
  const events = lines
    .filter((line) => line.startsWith('{') && line.includes('"jobEvent"') && line.includes(jobId))
    .map((line) => (JSON.parse(line) as { jobEvent: JobEvent }).jobEvent)
  return events.filter((event) => event['jobId'] === jobId)
}

/** Waits until the job has had so many events of this type; all of its events until then. */
export async function untilEvent(
  jobId: string,
  eventType: string,
  { logFile = server.logFile, times = 1 }: { readonly logFile?: string; readonly times?: number } = {},
): Promise<JobEvent[]> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const events = eventsOf(jobId, logFile)
    if (events.filter((event) => event.eventType === eventType).length >= times) return events
    if (Date.now() > deadline)
      throw new Error(`Cannot see ${eventType}: there is ${typesOf(events).join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export const typesOf = (events: readonly JobEvent[]): string[] => events.map((event) => event.eventType)
