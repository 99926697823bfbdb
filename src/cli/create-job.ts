// `magpie jobs create`: the job of a file, created, or shown as it would run before anything is read.
import { readJobFile } from './job-file.ts'
import { renderPreview, type JobPreview } from './render-preview.ts'
import { connectToServer, type ServerOptions } from './server-client.ts'

export interface CreateJobOptions extends ServerOptions {
  readonly file: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

export async function createJob(options: CreateJobOptions): Promise<void> {
  const body = readJobFile(options.file)
  const server = connectToServer(options, process.env)
  if (options.dryRun) {
    const path = ['magpie', 'jobs', 'dry-run']
    const preview = (await server.request('try the job', path, { method: 'POST', body })) as JobPreview
    process.stdout.write(options.json ? `${JSON.stringify(preview)}\n` : renderPreview(preview))
    return
  }
  const created = (await server.request('create the job', ['jobs'], { method: 'POST', body })) as {
    readonly jobId: string
    readonly jobArn: string
  }
  const { jobId, jobArn } = created
  process.stdout.write(options.json ? `${JSON.stringify({ jobId, jobArn })}\n` : `${jobId}\n`)
  process.stderr.write(`magpie: the job is created; see how far it is: magpie watch ${jobId}\n`)
}
