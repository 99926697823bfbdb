// `magpie watch JOB…`: asks the server every half second and draws what each job's latest run has done, until all jobs
// stand still. A job that waits (paused, or between the runs of a schedule) stands still as well.
//
// The one fact to know: a server that restarts is waited for. Jobs go on where they were, and so does this.
import { setTimeout as delay } from 'node:timers/promises'
import { CommandFailure, exitCodes } from './command-failure.ts'
import { formatBytes, formatCount } from './amounts.ts'
import { createProgressLines, type Progress, type ProgressLines } from './progress-line.ts'
import { connectToServer, ServerAway, type ServerClient, type ServerOptions } from './server-client.ts'
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

const lookEveryMs = 500
/** How long a server is waited for that answered before. */
const patienceMs = 120_000

export async function watchJobs(jobIds: readonly string[], options: WatchOptions): Promise<number> {
  const client = connectToServer(options, process.env)
  const lines = createProgressLines(process.stderr)
  let running = [...new Set(jobIds)]
  let allDone = true
  const look = patientLook(client, lines)
  while (running.length > 0) {
    const looks = await look(running)
    const still = looks.filter(({ jobStatus }) => jobStatus !== 'RUNNING')
    if (still.length > 0) lines?.clear()
    for (const each of looks) {
      const { jobId, jobStatus, progress } = each
      const stands = still.includes(each)
      if (options.json) process.stdout.write(`${JSON.stringify({ jobId, jobStatus, progress })}\n`)
      else if (stands) process.stdout.write(`${summaryOf(jobId, jobStatus, progress)}\n`)
      if (stands && !['COMPLETE', 'IDLE'].includes(jobStatus)) allDone = false
    }
    const under = looks.filter((each) => !still.includes(each))
    running = under.map(({ jobId }) => jobId)
    lines?.update(under.map((each) => labelled(each, jobIds.length > 1)))
    if (running.length > 0) await delay(lookEveryMs)
  }
  return allDone ? exitCodes.done : exitCodes.incomplete
}

interface Look {
  readonly jobId: string
  readonly name: string
  readonly jobStatus: string
  readonly progress: RunProgress
}

/** A server that never answered is a mistake of the person; one that did and is away will be back. */
function patientLook(
  client: ServerClient,
  lines: ProgressLines | undefined,
): (jobIds: readonly string[]) => Promise<readonly Look[]> {
  let answered = false
  return async (jobIds) => {
    const since = performance.now()
    for (let told = false; ; told = true) {
      try {
        const looks = await Promise.all(jobIds.map((jobId) => lookAt(client, jobId)))
        if (told) tell(lines, 'the server is back')
        answered = true
        return looks
      } catch (error) {
        const waited = performance.now() - since
        if (!(error instanceof ServerAway) || !answered || waited > patienceMs) throw error
        if (!told) tell(lines, `${error.message}; waiting for it`)
        await delay(lookEveryMs)
      }
    }
  }
}

function tell(lines: ProgressLines | undefined, message: string): void {
  lines?.clear()
  process.stderr.write(`magpie: ${message}\n`)
}

async function lookAt(client: ServerClient, jobId: string): Promise<Look> {
  // The status first: progress that was asked for after the end is the whole of it.
  const task = `watch job ${jobId}`
  const job = (await client.request(task, ['jobs', jobId])) as { jobStatus?: string; name?: string }
  const progress = (await client.request(task, ['magpie', 'jobs', jobId, 'progress'])) as RunProgress
  const { jobStatus, name = '' } = job
  if (jobStatus !== undefined) return { jobId, name, jobStatus, progress }
  throw new CommandFailure(`Cannot ${task}: the answer has no status`, {
    next: 'Is that address a Magpie server? See --endpoint-url.',
  })
}

/** Several bars are told apart by their jobs' names. */
function labelled({ name, jobId, progress }: Look, severally: boolean): Progress {
  const drawn = progressOf(progress)
  if (!severally) return drawn
  const label = terminalText(name === '' ? jobId : name)
  return { ...drawn, label: `${label.slice(0, 20).padEnd(20)} ${drawn.label}` }
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
