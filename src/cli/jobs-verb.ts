// `magpie jobs`: what it is called, what it takes, what its help teaches.
import { Command } from 'commander'
import { withServerOptions } from './server-options.ts'

export function jobsVerb(): Command {
  const jobs = new Command('jobs').description('create, list and steer jobs').addHelpText('after', jobsHelp)
  jobs.addCommand(
    withServerOptions(new Command('create'))
      .description('create a job from a file, or show what it would read')
      .requiredOption('-f, --file <file>', 'the job, in YAML or JSON; - for standard input')
      .option('--dry-run', 'show what the job would read, and how long; create nothing, read nothing')
      .option('--json', 'print one JSON object')
      .addHelpText('after', createHelp)
      .action(async (flags: CreateFlags) => await (await import('./create-job.ts')).createJob(flags)),
  )
  jobs.addCommand(
    withServerOptions(new Command('list'))
      .description('list jobs, the latest first')
      .option('--status <status>', 'only those that are RUNNING, IDLE, USER_PAUSED, …')
      .option('--json', 'one JSON object a line, for machines')
      .addHelpText(
        'after',
        '\nExamples:\n  magpie jobs list\n  magpie jobs list --status RUNNING --json | jq -r .jobId\n',
      )
      .action(async (flags: object) => await (await import('./jobs.ts')).listJobs(flags)),
  )
  jobs.addCommand(
    withServerOptions(new Command('show'))
      .description('show a job: what it is, how it is, how far it came')
      .argument('<job>', 'its id, as "magpie jobs list" shows it')
      .option('--json', 'print one JSON object')
      .addHelpText('after', '\nExample:\n  magpie jobs show 8df4fca1eccfdae45d8b936a21f1882d\n')
      .action(async (job: string, flags: object) => await (await import('./jobs.ts')).showJob(job, flags)),
  )
  for (const change of changes) jobs.addCommand(changeVerb(change))
  return jobs
}

interface CreateFlags {
  readonly file: string
}

const changes = [
  { verb: 'pause', description: 'pause jobs; each goes on where it was when it is resumed' },
  { verb: 'resume', description: 'let paused jobs go on' },
  { verb: 'cancel', description: 'end jobs for good' },
] as const

function changeVerb({ verb, description }: (typeof changes)[number]): Command {
  return withServerOptions(new Command(verb))
    .description(description)
    .argument('<job...>', 'their ids, as "magpie jobs list" shows them')
    .option('--json', 'one JSON object a line, for machines')
    .addHelpText('after', `\nExample:\n  magpie jobs ${verb} 8df4fca1eccfdae45d8b936a21f1882d\n`)
    .action(
      async (jobs: string[], flags: object) =>
        await (await import('./jobs.ts')).changeJobs(verb, jobs, flags),
    )
}

const jobsHelp = `
Examples:
  magpie jobs create -f job.yaml --dry-run     what it would read, and how long that takes
  magpie jobs create -f job.yaml
  magpie jobs list --status RUNNING
  magpie jobs pause 8df4fca1eccfdae45d8b936a21f1882d
`

const createHelp = `
Examples:
  magpie jobs create -f job.yaml --dry-run
  magpie watch "$(magpie jobs create -f job.yaml)"

A job in YAML has the members of Amazon Macie's CreateClassificationJob:
  name: weekly
  jobType: SCHEDULED
  scheduleFrequency: { weeklySchedule: { dayOfWeek: MONDAY } }
  initialRun: true
  s3JobDefinition:
    bucketDefinitions:
      - buckets: [payroll, exports]
    scoping:
      excludes:
        and:
          - simpleScopeTerm: { key: OBJECT_EXTENSION, comparator: EQ, values: [log] }
  samplingPercentage: 20

Standard output has the job's id alone; what to do next goes to standard error.
`
