// `magpie jobs list|show|pause|resume|cancel`: jobs of a server, by the very operations of Macie's API.
import { formatBytes, formatCount } from './amounts.ts'
import { exitCodes } from './command-failure.ts'
import { renderTable } from './render-report.ts'
import { connectToServer, type ServerClient, type ServerOptions } from './server-client.ts'
import { paint } from './colours.ts'
import { terminalText } from './terminal-text.ts'
import type { RunProgress } from './watch.ts'

interface JobSummary {
  readonly jobId: string
  readonly name: string
  readonly jobType: string
  readonly jobStatus: string
  readonly createdAt: string
  readonly lastRunErrorStatus?: { readonly code?: string }
}

interface JobDetails extends JobSummary {
  readonly description?: string
  readonly lastRunTime?: string
  readonly samplingPercentage?: number
  readonly managedDataIdentifierSelector?: string
  readonly managedDataIdentifierIds?: readonly string[]
  readonly customDataIdentifierIds?: readonly string[]
  readonly allowListIds?: readonly string[]
  readonly scheduleFrequency?: object
  readonly s3JobDefinition?: object
  readonly statistics?: {
    readonly numberOfRuns?: number
    readonly approximateNumberOfObjectsToProcess?: number
  }
  readonly tags?: Readonly<Record<string, string>>
}

interface JsonOption {
  readonly json?: boolean
}

export async function listJobs(
  options: ServerOptions & JsonOption & { readonly status?: string },
): Promise<void> {
  const server = connectToServer(options, process.env)
  const jobs: JobSummary[] = []
  for await (const job of everyJob(server, options.status)) {
    if (options.json) process.stdout.write(`${JSON.stringify(job)}\n`)
    else jobs.push(job)
  }
  if (options.json) return
  if (jobs.length === 0) {
    process.stderr.write('magpie: no jobs; make one: magpie jobs create -f job.yaml\n')
    return
  }
  const rows = jobs.map(({ jobId, name, jobType, jobStatus, createdAt, lastRunErrorStatus }) =>
    [jobId, jobStatus, jobType, createdAt, lastRunErrorStatus?.code === 'ERROR' ? 'yes' : '', name].map(
      terminalText,
    ),
  )
  const table = renderTable([['JOB', 'STATUS', 'TYPE', 'CREATED', 'ERRORS', 'NAME'], ...rows])
  process.stdout.write(table.replaceAll(/\b(RUNNING|COMPLETE|CANCELLED|USER_PAUSED|PAUSED|IDLE)\b/g, paint))
}

async function* everyJob(server: ServerClient, status: string | undefined): AsyncGenerator<JobSummary> {
  const criteria =
    status === undefined
      ? {}
      : {
          filterCriteria: {
            includes: [{ comparator: 'EQ', key: 'jobStatus', values: [status.toUpperCase()] }],
          },
        }
  let nextToken: string | undefined
  do {
    const body = {
      ...criteria,
      maxResults: 200,
      sortCriteria: { attributeName: 'createdAt', orderBy: 'DESC' },
      nextToken,
    }
    const page = (await server.request('list the jobs', ['jobs', 'list'], { method: 'POST', body })) as {
      readonly items: readonly JobSummary[]
      readonly nextToken?: string | null
    }
    yield* page.items
    nextToken = page.nextToken ?? undefined
  } while (nextToken !== undefined)
}

export async function showJob(jobId: string, options: ServerOptions & JsonOption): Promise<void> {
  const server = connectToServer(options, process.env)
  const task = `show job ${jobId}`
  const job = (await server.request(task, ['jobs', jobId])) as JobDetails
  const progress = (await server.request(task, ['magpie', 'jobs', jobId, 'progress'])) as RunProgress
  process.stdout.write(options.json ? `${JSON.stringify({ ...job, progress })}\n` : renderJob(job, progress))
}

export function renderJob(job: JobDetails, { runNumber, phase, objects, bytes }: RunProgress): string {
  const run =
    runNumber === 0
      ? 'none yet'
      : `${runNumber}, ${phase}: ${formatCount(objects.complete)} complete, ${formatCount(objects.partial)} partial, ` +
        `${formatCount(objects.skipped)} skipped of ${formatCount(objects.listed)} listed; ${formatBytes(bytes.done)}`
  const rows: (readonly [string, unknown])[] = [
    ['Job', job.jobId],
    ['Name', job.name],
    ['Description', job.description],
    ['Status', job.jobStatus],
    ['Type', job.jobType],
    ['Created', job.createdAt],
    ['Schedule', job.scheduleFrequency],
    ['Last run', job.lastRunTime],
    ['Last errors', job.lastRunErrorStatus?.code],
    ['Run', run],
    ['Sample', `${job.samplingPercentage ?? 100} %`],
    ['Identifiers', job.managedDataIdentifierSelector],
    ['  named', job.managedDataIdentifierIds],
    ['  custom', job.customDataIdentifierIds],
    ['Allow lists', job.allowListIds],
    ['Reads', job.s3JobDefinition],
    ['Tags', job.tags],
  ]
  return renderTable(
    rows.filter(([, value]) => !isNothing(value)).map(([name, value]) => [name, shown(value)]),
  )
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
  )
}

function shown(value: unknown): string {
  return terminalText(typeof value === 'string' ? value : JSON.stringify(value))
}

const statuses = { pause: 'USER_PAUSED', resume: 'RUNNING', cancel: 'CANCELLED' } as const
const done = { pause: 'is paused', resume: 'goes on', cancel: 'is cancelled' } as const

/** Each is told as soon as it is done; the first that cannot be done ends it. */
export async function changeJobs(
  verb: keyof typeof statuses,
  jobIds: readonly string[],
  options: ServerOptions & JsonOption,
): Promise<void> {
  const server = connectToServer(options, process.env)
  for (const jobId of jobIds) {
    const jobStatus = statuses[verb]
    await server.request(`${verb} job ${jobId}`, ['jobs', jobId], { method: 'PATCH', body: { jobStatus } })
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ jobId, jobStatus })}\n`
        : `job ${terminalText(jobId)} ${done[verb]}\n`,
    )
  }
  process.exitCode = exitCodes.done
}
