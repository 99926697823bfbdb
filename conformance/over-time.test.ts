// What a month does to jobs: windows of recurring runs, outages, pauses and their ends. One installation, stopped and
// started again on later days; the tests read what was seen on the way.
import {
  ListClassificationJobsCommand,
  UpdateClassificationJobCommand,
  type JobStatus,
} from '@aws-sdk/client-macie2'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { typesOf, untilEvent, type JobEvent } from './job-events.ts'
import { install, type Installation } from './magpie-process.ts'
import { makeBucket, modifiedAt, putObject } from './objects.ts'
import { canShift, createAt, visit, type Visit } from './shifted-clock.ts'
import { bucketWith, describeJob, findingsOf, keyOf, ssnLine, stage, type JobInput } from './world.ts'

const days = (n: number): number => n * 86_400_000
const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
const update = ({ client }: Visit, jobId: string, jobStatus: JobStatus) =>
  client.send(new UpdateClassificationJobCommand({ jobId, jobStatus }))

type Answer = Awaited<ReturnType<typeof describeJob>>
const seen: Record<string, Answer> = {}
/** By job and day: the objects with findings until then, in order, one entry a finding. */
const found: Record<string, string[]> = {}
const jobs: Record<string, string> = {}
let counts: (number | undefined)[] = []
let summary: unknown
let expiry: readonly JobEvent[] = []
let log = ''

async function look({ client }: Visit, day: number): Promise<void> {
  for (const [name, jobId] of Object.entries(jobs)) {
    seen[`${name}, day ${day}`] = await describeJob(jobId, client)
    found[`${name}, day ${day}`] = (await findingsOf(jobId, client)).map(keyOf)
  }
}

async function untilRuns(name: string, runs: number, { client }: Visit): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const { jobStatus, statistics } = await describeJob(jobs[name] ?? '', client)
    if (jobStatus === 'IDLE' && statistics?.numberOfRuns === runs) return
    if (Date.now() > deadline)
      throw new Error(`Cannot see ${runs} runs: ${statistics?.numberOfRuns}, ${jobStatus}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

interface Places {
  readonly installation: Installation
  readonly bucket: string
  /** Made after the first day. */
  readonly later: string
  /** Too large to be done before its jobs are paused. */
  readonly large: string
}

async function makePlaces(): Promise<Places> {
  const installation = await install(stage)
  const { buckets: folder } = installation
  const large = await bucketWith({ 'a.txt': 'x\n'.repeat(6_000_000) + ssnLine(1) }, folder)
  const bucket = await bucketWith({ 'old.txt': ssnLine(1), 'log.txt': ssnLine(2) }, folder)
  // Stores tell whole seconds: what changed in the second in which a run starts is read by the next one as well.
  const written = await modifiedAt(stage, { folder, bucket, key: 'log.txt' })
  while (Date.now() < written.getTime() + 1_000) await new Promise((resolve) => setTimeout(resolve, 50))
  return { installation, bucket, large, later: `${bucket}-later` }
}

async function firstDay(now: Visit, { bucket, large, later }: Places): Promise<void> {
  const simpleCriterion = { key: 'S3_BUCKET_NAME', comparator: 'EQ', values: [bucket, later] }
  const s3JobDefinition = {
    bucketCriteria: { includes: { and: [{ simpleCriterion }] } },
  } as JobInput['s3JobDefinition']
  const atOnce = { ...daily, initialRun: true }
  jobs['once'] = await createAt(now, [large])
  await update(now, jobs['once'], 'USER_PAUSED')
  jobs['held'] = await createAt(now, [large], atOnce)
  await update(now, jobs['held'], 'USER_PAUSED')
  jobs['full'] = await createAt(now, [bucket], atOnce)
  jobs['fresh'] = await createAt(now, [bucket], daily)
  jobs['criteria'] = await createAt(now, [], { ...atOnce, s3JobDefinition })
  jobs['idle'] = await createAt(now, [bucket], atOnce)
  for (const name of ['full', 'criteria', 'idle']) await untilRuns(name, 1, now)
  await update(now, jobs['idle'], 'USER_PAUSED')
  await look(now, 0)
}

async function live(): Promise<void> {
  const places = await makePlaces()
  const { installation, bucket, later } = places
  const folder = installation.buckets
  await visit(installation, { time: '+0d' }, (now) => firstDay(now, places))
  await putObject(stage, { folder, bucket, key: 'log.txt' }, ssnLine(2) + ssnLine(3))
  await putObject(stage, { folder, bucket, key: 'new.txt' }, ssnLine(4))
  await makeBucket(stage, folder, later)
  await putObject(stage, { folder, bucket: later, key: 'later.txt' }, ssnLine(5))

  await visit(installation, { time: '+3d' }, async (now) => {
    await untilRuns('full', 2, now)
    await untilRuns('criteria', 2, now)
    await untilRuns('fresh', 1, now)
    await update(now, jobs['idle'] ?? '', 'RUNNING')
    await look(now, 3)
    counts = (await findingsOf(jobs['full'] ?? '', now.client))
      .filter((finding) => keyOf(finding) === 'log.txt')
      .map((finding) => finding.classificationDetails?.result?.sensitiveData?.[0]?.totalCount as number)
  })
  await visit(installation, { time: '+29d' }, async (now) => {
    await untilRuns('idle', 2, now)
    await look(now, 29)
    const { items } = await now.client.send(
      new ListClassificationJobsCommand({
        filterCriteria: { includes: [{ key: 'jobStatus', comparator: 'EQ', values: ['USER_PAUSED'] }] },
      }),
    )
    summary = items?.find((item) => item.jobId === jobs['once'])
  })
  await visit(installation, { time: '+31d' }, async (now) => {
    expiry = await untilEvent(jobs['once'] ?? '', 'JOB_CANCELLED', now)
    await look(now, 31)
    await update(now, jobs['held'] ?? '', 'RUNNING')
    await look(now, 32)
    log = readFileSync(now.logFile, 'utf8')
  })
}

describe.runIf(canShift)('over a month', () => {
  beforeAll(live, 300_000)

  test('initialRun=true runs at once over everything, initialRun=false waits for its slot', () => {
    expect(found['full, day 0']).toEqual(['log.txt', 'old.txt'])
    expect(seen['fresh, day 0']).toMatchObject({ jobStatus: 'IDLE', statistics: { numberOfRuns: 0 } })
    expect(found['fresh, day 0']).toEqual([])
  })

  test('a run looks at what changed since the run before it', () => {
    expect(found['full, day 3']).toEqual(['log.txt', 'log.txt', 'new.txt', 'old.txt'])
    expect(counts.sort()).toEqual([1, 2])
  })

  test('the first run with initialRun=false looks at what changed since the creation', () => {
    expect(found['fresh, day 3']).toEqual(['log.txt', 'new.txt'])
  })

  test('of the slots that an outage swallowed one is made up, and lastRunTime is its start', () => {
    const { statistics, lastRunTime, createdAt } = seen['full, day 3'] ?? {}
    expect(statistics?.numberOfRuns).toBe(2)
    expect(Math.floor(((lastRunTime?.getTime() ?? 0) - (createdAt?.getTime() ?? 0)) / days(1))).toBe(3)
  })

  test('criteria are evaluated anew at each run: a new bucket is read from its beginning', () => {
    expect(found['criteria, day 0']).toEqual(['log.txt', 'old.txt'])
    expect(found['criteria, day 3']).toEqual(['later.txt', 'log.txt', 'log.txt', 'new.txt', 'old.txt'])
  })

  test('slots while the user has paused the job are not made up, and it is IDLE again', () => {
    expect(seen['idle, day 0']?.jobStatus).toBe('USER_PAUSED')
    expect(seen['idle, day 0']?.userPausedDetails).toBeUndefined()
    expect(seen['idle, day 3']).toMatchObject({ jobStatus: 'IDLE', statistics: { numberOfRuns: 1 } })
    expect(found['idle, day 3']).toEqual(['log.txt', 'old.txt'])
  })

  test('the run after a pause still begins where the one before it did', () => {
    expect(found['idle, day 29']).toEqual(['log.txt', 'log.txt', 'new.txt', 'old.txt'])
  })

  test('a paused run waits for 29 days, in Describe and in List', () => {
    for (const name of ['once', 'held']) {
      const { jobStatus, userPausedDetails, statistics } = seen[`${name}, day 29`] ?? {}
      expect(jobStatus).toBe('USER_PAUSED')
      expect(userPausedDetails).toEqual(seen[`${name}, day 0`]?.userPausedDetails)
      const { jobPausedAt, jobExpiresAt, jobImminentExpirationHealthEventArn } = userPausedDetails ?? {}
      expect((jobExpiresAt?.getTime() ?? 0) - (jobPausedAt?.getTime() ?? 0)).toBe(days(30))
      expect(jobImminentExpirationHealthEventArn).toBeUndefined()
      expect(statistics?.numberOfRuns).toBe(1)
    }
    expect(summary).toMatchObject({ userPausedDetails: seen['once, day 29']?.userPausedDetails })
  })

  test('the pause of a one-time job expires after 30 days: it is CANCELLED', () => {
    expect(seen['once, day 31']).toMatchObject({
      jobStatus: 'CANCELLED',
      statistics: { approximateNumberOfObjectsToProcess: 0 },
    })
    expect(seen['once, day 31']?.userPausedDetails).toBeUndefined()
    expect(typesOf(expiry)).toEqual([
      'JOB_CREATED',
      'ONE_TIME_JOB_STARTED',
      'JOB_PAUSED_BY_USER',
      'JOB_CANCELLED',
    ])
  })

  test('a scheduled job paused in its run stays USER_PAUSED after 30 days: its run is dropped', () => {
    expect(seen['held, day 31']).toMatchObject({
      jobStatus: 'USER_PAUSED',
      statistics: { approximateNumberOfObjectsToProcess: 0 },
    })
    expect(seen['held, day 31']?.userPausedDetails).toBeUndefined()
  })

  test('resumed after that it is IDLE, and nothing of the dropped run is found', () => {
    expect(seen['held, day 32']?.jobStatus).toBe('IDLE')
    expect(found['held, day 32']).toEqual([])
  })

  // The queue goes by the database's clock, and a server's cannot be shifted here.
  if (stage.database === 'embedded')
    test('seven days before a pause expires the log warns', () => {
      const warned = log.split('\n').filter((line) => line.includes('The pause of a job ends in 7 days'))
      for (const name of ['once', 'held'])
        expect(warned.filter((line) => line.includes(jobs[name] ?? '-'))).toHaveLength(1)
    })
})
