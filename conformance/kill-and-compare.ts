// Kills the server again and again in the middle of a job, and compares what the job came to with an undisturbed
// run: every object is in the ledger exactly once, and the findings are the same but for ids and times.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  GetFindingsCommand,
  ListFindingsCommand,
  Macie2Client,
  type Finding,
} from '@aws-sdk/client-macie2'
import { install, type Installation, type MagpieProcess } from './magpie-process.ts'
import { signedGet } from './signed-get.ts'
import { stageNamed } from './stages.ts'

export interface KillTrial {
  readonly stage: 'folders-embedded' | 'folders-postgres'
  readonly objects: number
  readonly kills: number
  /** Of the moments of the kills. */
  readonly seed: number
  readonly log?: (line: string) => void
}

export interface KillResult {
  readonly killsAtWork: number
  readonly objects: number
  readonly findings: number
  /** Empty where all is well. */
  readonly differences: readonly string[]
}

export async function killAndCompare(trial: KillTrial): Promise<KillResult> {
  const buckets = mkdtempSync(path.join(os.tmpdir(), 'magpie-kill-buckets-'))
  fillBucket(path.join(buckets, 'victim'), trial.objects)
  const calm = await undisturbed(await install(stageNamed(trial.stage), { buckets }))
  const { outcome, killsAtWork } = await disturbed(await install(stageNamed(trial.stage), { buckets }), trial)
  rmSync(buckets, { recursive: true })
  return {
    killsAtWork,
    objects: outcome.keys.length,
    findings: outcome.findings.size,
    differences: [...ledgerDifferences(outcome, trial.objects), ...findingDifferences(calm, outcome)],
  }
}

/** Mostly clean text of a few dozen KB, every fourth object with something in it, some of no supported format. */
function fillBucket(folder: string, objects: number): void {
  mkdirSync(folder, { recursive: true })
  const filler = 'All happy families are alike; each unhappy family is unhappy in its own way.\n'.repeat(600)
  for (let n = 0; n < objects; n++) {
    const name = String(n).padStart(6, '0')
    if (n % 50 === 7) writeFileSync(path.join(folder, `${name}.png`), 'not text')
    else if (n % 4 === 0) writeFileSync(path.join(folder, `${name}.csv`), `id,ssn\n${rows(n)}`)
    else writeFileSync(path.join(folder, `${name}.txt`), filler)
  }
}

function rows(n: number): string {
  return Array.from(
    { length: 1 + (n % 30) },
    (_, row) => `${row},536-22-${1000 + ((n + row) % 9000)}\n`,
  ).join('')
}

interface Outcome {
  readonly keys: readonly string[]
  /** By key: the finding without its ids and times. */
  readonly findings: ReadonlyMap<string, string>
  readonly duplicates: readonly string[]
}

async function undisturbed(installation: Installation): Promise<Outcome> {
  const magpie = await installation.start()
  const jobId = await createJob(magpie)
  await untilComplete(magpie, jobId)
  const outcome = await outcomeOf(magpie, jobId)
  await magpie.stop()
  return outcome
}

async function disturbed(
  installation: Installation,
  trial: KillTrial,
): Promise<{ outcome: Outcome; killsAtWork: number }> {
  const slow = ['--scan-threads', '1']
  const first = await installation.start({ args: slow })
  const jobId = await createJob(first)
  await first.kill()
  const random = mulberry(trial.seed)
  let killsAtWork = 1
  for (let n = 1; n < trial.kills; n++) {
    // Every third in the middle of its start or recovery, wherever that is on this machine; the others at work.
    const moment =
      n % 3 === 0
        ? ({ after: 'start', milliseconds: Math.round(300 + random() * 1_400) } as const)
        : ({ after: 'listening', milliseconds: Math.round(random() * 250) } as const)
    await installation.startAndKill(moment, slow)
    if (n % 5 === 0 || n === trial.kills - 1) {
      const magpie = await installation.start({ args: slow })
      const { objects } = (await signedGet(magpie, `/magpie/jobs/${jobId}/progress`)) as {
        objects: Record<string, number>
      }
      const done = (objects['complete'] ?? 0) + (objects['partial'] ?? 0) + (objects['skipped'] ?? 0)
      if (done < trial.objects) killsAtWork = n + 1
      trial.log?.(`kill ${n + 1} of ${trial.kills}: ${done} of ${trial.objects} objects done`)
      await magpie.kill()
    }
  }
  const last = await installation.start()
  await untilComplete(last, jobId)
  const outcome = await outcomeOf(last, jobId)
  await last.stop()
  return { outcome, killsAtWork }
}

function clientOf(magpie: MagpieProcess): Macie2Client {
  const { endpoint, accessKeyId, secretAccessKey } = magpie
  return new Macie2Client({ endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } })
}

async function createJob(magpie: MagpieProcess): Promise<string> {
  const answer = await clientOf(magpie).send(
    new CreateClassificationJobCommand({
      name: 'kill test',
      clientToken: 'kill-test',
      jobType: 'ONE_TIME',
      s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: ['victim'] }] },
    }),
  )
  return answer.jobId ?? ''
}

async function untilComplete(magpie: MagpieProcess, jobId: string): Promise<void> {
  const deadline = Date.now() + 300_000
  for (;;) {
    const job = await clientOf(magpie).send(new DescribeClassificationJobCommand({ jobId }))
    if (job.jobStatus === 'COMPLETE') return
    if (Date.now() > deadline) throw new Error(`Cannot see the job complete: it is ${job.jobStatus}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function outcomeOf(magpie: MagpieProcess, jobId: string): Promise<Outcome> {
  const keys: string[] = []
  for (const status of ['COMPLETE', 'PARTIAL', 'SKIPPED']) {
    let token = ''
    do {
      const page = await signedGet(magpie, `/magpie/jobs/${jobId}/coverage?status=${status}${token}`)
      keys.push(...(page['objects'] as { key: string }[]).map((object) => object.key))
      token =
        typeof page['nextToken'] === 'string' ? `&nextToken=${encodeURIComponent(page['nextToken'])}` : ''
    } while (token !== '')
  }
  const findings = new Map<string, string>()
  const duplicates: string[] = []
  const client = clientOf(magpie)
  let nextToken: string | undefined
  do {
    const list: { findingIds?: string[] | undefined; nextToken?: string | undefined } = await client.send(
      new ListFindingsCommand({ nextToken }),
    )
    if ((list.findingIds ?? []).length > 0) {
      const { findings: page = [] } = await client.send(
        new GetFindingsCommand({ findingIds: list.findingIds }),
      )
      for (const finding of page) {
        const key = finding.resourcesAffected?.s3Object?.key ?? ''
        if (findings.has(key)) duplicates.push(key)
        findings.set(key, comparable(finding))
      }
    }
    nextToken = list.nextToken
  } while (nextToken !== undefined)
  return { keys, findings, duplicates }
}

function comparable(finding: Finding): string {
  const details = { ...finding.classificationDetails, jobArn: '', jobId: '', detailedResultsLocation: '' }
  return JSON.stringify({ ...finding, id: '', createdAt: '', updatedAt: '', classificationDetails: details })
}

function ledgerDifferences(outcome: Outcome, objects: number): string[] {
  const counts = new Map<string, number>()
  for (const key of outcome.keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const twice = [...counts]
    .filter(([, count]) => count > 1)
    .map(([key, count]) => `${key} is in the ledger ${count} times`)
  const missing = objects - counts.size
  return [...twice, ...(missing === 0 ? [] : [`${missing} objects are not in the ledger`])]
}

function findingDifferences(calm: Outcome, disturbedRun: Outcome): string[] {
  const differences = disturbedRun.duplicates.map((key) => `${key} has two findings`)
  for (const [key, finding] of calm.findings)
    if (disturbedRun.findings.get(key) !== finding)
      differences.push(`the finding of ${key} is another or missing`)
  for (const key of disturbedRun.findings.keys())
    if (!calm.findings.has(key)) differences.push(`${key} has a finding of nothing`)
  return differences
}

/** A small seeded generator: the same moments for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
