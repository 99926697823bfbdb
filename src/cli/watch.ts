// `magpie watch JOB`: asks the server every half second and draws what the job's latest run has done, until the job
// stands still. A job that waits (paused, or between the runs of a schedule) stands still as well.
import { setTimeout as delay } from 'node:timers/promises'
import { CommandFailure, exitCodes } from './command-failure.ts'
import { formatBytes, formatCount } from './amounts.ts'
import { createProgressLine, type Progress } from './progress-line.ts'
import { connectToServer, type ServerClient, type ServerOptions } from './server-client.ts'
import { terminalText } from './terminal-text.ts'

export interface WatchOptions extends ServerOptions {
  readonly json?: boolean
}

export interface RunProgress {
  readonly runNumber: number
  readonly phase: 'listing' | 'scanning' | 'finished'
  readonly objects: {
    readonly listed: number
    readonly selected: number
    readonly complete: number
    readonly partial: number
    readonly skipped: number
  }
  readonly bytes: { readonly selected: number; readonly done: number }
  readonly bytesPerSecond?: number | null
  readonly etaSeconds?: number | null
}

export async function watchJob(jobId: string, options: WatchOptions): Promise<number> {
  const client = connectToServer(options, process.env)
  const line = createProgressLine(process.stderr)
  for (;;) {
    const { jobStatus, progress } = await look(client, jobId)
    if (jobStatus !== 'RUNNING') {
      line?.clear()
      const summary = options.json
        ? JSON.stringify({ jobId, jobStatus, progress })
        : summaryOf(jobId, jobStatus, progress)
      process.stdout.write(`${summary}\n`)
      return ['COMPLETE', 'IDLE'].includes(jobStatus) ? exitCodes.done : exitCodes.incomplete
    }
    line?.update(progressOf(progress))
    if (options.json) process.stdout.write(`${JSON.stringify({ jobId, jobStatus, progress })}\n`)
    await delay(500)
  }
}

async function look(
  client: ServerClient,
  jobId: string,
): Promise<{ jobStatus: string; progress: RunProgress }> {
  // The status first: progress that was asked for after the end is the whole of it.
  const task = `watch job ${jobId}`
  const job = (await client.request(task, ['jobs', jobId])) as { jobStatus?: string }
  const progress = (await client.request(task, ['magpie', 'jobs', jobId, 'progress'])) as RunProgress
  if (job.jobStatus === undefined) throw new CommandFailure(`Cannot ${task}: the answer has no status`)
  return { jobStatus: job.jobStatus, progress }
}

/** What the line shows of a run. */
export function progressOf({ phase, objects, bytes, bytesPerSecond, etaSeconds }: RunProgress): Progress {
  // While the listing goes on, what is known of the whole is too little: a bar would run backwards.
  const known = phase !== 'listing'
  const share = bytes.selected === 0 ? 0 : bytes.done / bytes.selected
  return {
    label: phase,
    fraction: known ? share : undefined,
    objects: { done: doneObjects(objects), total: known ? objects.selected : undefined },
    bytes: bytes.done,
    bytesPerSecond: bytesPerSecond ?? undefined,
    etaSeconds: (known ? etaSeconds : undefined) ?? undefined,
  }
}

export function summaryOf(
  jobId: string,
  jobStatus: string,
  { runNumber, objects, bytes }: RunProgress,
): string {
  const counts = (['complete', 'partial', 'skipped'] as const).map(
    (status) => `${formatCount(objects[status])} ${status}`,
  )
  const run =
    runNumber === 0 ? 'never ran' : `run ${runNumber}: ${counts.join(', ')}; ${formatBytes(bytes.done)}`
  return `job ${terminalText(jobId)} is ${jobStatus} (${run})`
}

function doneObjects({ complete, partial, skipped }: RunProgress['objects']): number {
  return complete + partial + skipped
}
