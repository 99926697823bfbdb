// `npm run test:terraform`: the life of a configuration, by HashiCorp's own provider against a running Magpie. Apply, plan
// (nothing to change), change, plan, import into an empty state, plan, destroy. Ends at the first thing that is not so.
// Not a part of `npm run check`: the provider has 700 MB, and is not to be had everywhere.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { install, type MagpieProcess } from '../magpie-process.ts'
import { stageNamed } from '../stages.ts'
import { back, changes, replacements } from './edits.ts'
import {
  apply,
  configure,
  destroy,
  edit,
  expectNoChanges,
  folder,
  importAll,
  resourcesOf,
  say,
  type Configuration,
} from './steps.ts'
import { findTerraform, initialise } from './terraform.ts'

const root = path.join(import.meta.dirname, '..', '..')
const guide = path.join(root, 'docs', 'guides', 'terraform')

try {
  say(findTerraform().version)
  const installation = await install(stageNamed('folders-embedded'))
  for (const name of ['payroll', 'results']) mkdirSync(path.join(installation.buckets, name))
  writeFileSync(path.join(installation.buckets, 'payroll', 'people.csv'), 'name,ssn\nAnn,536-22-1234\n')
  // Nothing is scanned at first: a job that has begun stays RUNNING, however slow this machine is.
  let server = await installation.start({ args: ['--no-worker'] })
  try {
    keepTheAccount(server)
    refuseOrganisations(server)
    const { place } = changeEverything(server)
    await server.stop()
    server = await installation.start()
    runAndEnd(server, place)
  } finally {
    await server.stop()
    rmSync(installation.folder, { recursive: true, force: true })
    rmSync(installation.buckets, { recursive: true, force: true })
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The guide's example without account.tf: what is destroyed is cancelled, and Macie stays enabled. */
function keepTheAccount(server: MagpieProcess): void {
  const files = ['provider.tf', 'main.tf'].map((name) => path.join(guide, name))
  const example = configure('example', files, server)
  say(`provider ${/registry\S+ v\S+/.exec(example.terraform.run('version'))?.[0] ?? 'of no version'}`)
  // Ends the test, and names the files, where they are not.
  example.terraform.run('fmt', '-check', guide)
  say("the guide's example is formatted as Terraform formats it")
  apply(example, "the guide's example", '4 added, 0 changed, 0 destroyed')
  destroy(example, 4)
  const jobs = magpie(server, ['jobs', 'list'])
  if (jobs.match(/CANCELLED/g)?.length !== 2)
    throw new Error(`Both jobs should be CANCELLED, and Macie enabled:\n${jobs}`)
  say('afterwards both jobs are listed as CANCELLED')
}

function refuseOrganisations(server: MagpieProcess): void {
  const files = [path.join(guide, 'provider.tf'), path.join(import.meta.dirname, 'refused')]
  const said = configure('refused', files, server).terraform.refuse('apply', '-auto-approve')
  if (said.match(/UnknownOperationException/g)?.length !== 4)
    throw new Error(`Four resources should be refused as unknown operations:\n${said}`)
  say('apply members, invitations and organisations: 4 refused with UnknownOperationException')
}

/** All resources in all forms, while no job gets on. */
function changeEverything(server: MagpieProcess): Configuration {
  const all = configure('all', [guide, path.join(import.meta.dirname, 'every-form')], server)
  apply(all, 'every resource in every form', '1 imported, 12 added, 0 changed, 0 destroyed')
  edit(all, changes)
  apply(all, 'changes of all that can be changed', '0 added, 10 changed, 0 destroyed')
  expectPauses(all)
  importAll(all, server, 'while jobs are paused')
  edit(all, back)
  apply(all, 'jobs that go on, and no description', '0 added, 3 changed, 0 destroyed')
  edit(all, replacements)
  apply(all, 'another expression: a new identifier, a new job', '2 added, 0 changed, 2 destroyed')
  return all
}

/** The same configuration once its jobs have run: COMPLETE and IDLE are RUNNING to Terraform. */
function runAndEnd(server: MagpieProcess, place: string): void {
  const all = { place, terraform: initialise({ folder: place, server }) }
  const jobs = resourcesOf(all).filter(({ address }) => /\.(?:payroll|once)$/.test(address))
  for (const { id } of jobs) say(magpie(server, ['watch', id]).trim())
  expectNoChanges(all)
  say('plan after the runs: no changes')
  importAll(all, server, 'after the runs')
  destroy(all, 13)
}

function expectPauses(all: Configuration): void {
  const [running, idle] = ['payroll', 'everything_else'].map(
    (name) =>
      resourcesOf(all).find(({ address }) => address === `aws_macie2_classification_job.${name}`)?.pause,
  )
  if (running?.[0]?.job_expires_at === undefined || idle?.length !== 0) {
    const told = JSON.stringify({ running, idle })
    throw new Error(`A pause should tell its end where a run waits, and else nothing: ${told}`)
  }
  say('the job that was RUNNING tells when its pause expires, the one that was IDLE tells nothing')
}

/** This checkout's command line, at this server. */
function magpie({ endpoint, accessKeyId, secretAccessKey }: MagpieProcess, args: readonly string[]): string {
  return execFileSync(path.join(root, 'bin', 'magpie'), args, {
    encoding: 'utf8',
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_MACIE2: endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    },
  })
}
