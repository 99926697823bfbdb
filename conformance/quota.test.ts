// The monthly analysis quota: PAUSED, and the ways out of it. One installation over five weeks of a shifted clock;
// the tests read what was seen on the way.
import { UpdateClassificationJobCommand, type JobStatus } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { typesOf, untilEvent, type JobEvent } from './job-events.ts'
import { canShift, createAt, visit, type Visit } from './shifted-clock.ts'
import { install } from './magpie-process.ts'
import {
  bucketWith,
  describeJob,
  findingsOf,
  keysFound,
  refusal,
  ssnLine,
  stage,
  untilStatus,
} from './world.ts'

const met = 'JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET'
const lifted = 'JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED'
const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
const update = ({ client }: Visit, jobId: string, jobStatus: JobStatus) =>
  client.send(new UpdateClassificationJobCommand({ jobId, jobStatus }))

/** The quota is 1 MB: the first bucket uses it up, the small ones fit into one month together. */
const megabyte = 2 ** 20
const text = (bytes: number): string => 'nothing to see here\n'.repeat(bytes / 20 + 1).slice(0, bytes)

type Answer = Awaited<ReturnType<typeof describeJob>>
const seen: Record<string, Answer> = {}
const events: Record<string, readonly JobEvent[]> = {}
let refusedResume = ''
let foundBefore = -1
const found: Record<string, string[]> = {}

async function live(): Promise<void> {
  const installation = await install(stage)
  const bucketOf = (objects: Record<string, string>) => bucketWith(objects, installation.buckets)
  const filling = await bucketOf({ 'a.txt': text(megabyte) })
  const small = await bucketOf({ 'b.txt': text(200_000) + ssnLine(2) })
  const huge = await bucketOf({ 'c.txt': text(1_200_000) + ssnLine(3) })
  const at = (time: string, quota: string) => ({ time, args: ['--monthly-quota', quota] })
  const jobs: Record<string, string> = {}
  const look = async ({ client }: Visit, when: string) => {
    for (const [name, jobId] of Object.entries(jobs))
      seen[`${name}, ${when}`] = await describeJob(jobId, client)
  }

  await visit(installation, at('2031-01-10 12:00', '1MB'), async (now) => {
    const { client, logFile } = now
    await untilStatus(await createAt(now, [filling]), 'COMPLETE', client)
    jobs['once'] = await createAt(now, [small])
    jobs['daily'] = await createAt(now, [small], { ...daily, initialRun: true })
    jobs['huge'] = await createAt(now, [huge])
    jobs['cancelled'] = await createAt(now, [small])
    jobs['user'] = await createAt(now, [small])
    for (const jobId of Object.values(jobs)) await untilStatus(jobId, 'PAUSED', client)
    await look(now, 'when the quota is met')
    refusedResume = await refusal(update(now, jobs['user'], 'RUNNING'), 'ConflictException', 409)
    await update(now, jobs['cancelled'], 'CANCELLED')
    await update(now, jobs['user'], 'USER_PAUSED')
    await look(now, 'after the user')
    await update(now, jobs['user'], 'RUNNING')
    await untilStatus(jobs['user'], 'PAUSED', client)
    await update(now, jobs['user'], 'USER_PAUSED')
    events['user'] = await untilEvent(jobs['user'], 'JOB_PAUSED_BY_USER', { logFile, times: 2 })
  })
  await visit(installation, at('2031-01-11 12:01', '1MB'), async (now) => {
    events['daily'] = await untilEvent(jobs['daily'] ?? '', met, { ...now, times: 2 })
    await untilStatus(jobs['daily'] ?? '', 'PAUSED', now.client)
    await look(now, 'on the next day')
    foundBefore = (await findingsOf(jobs['daily'] ?? '', now.client)).length
  })
  await visit(installation, at('2031-02-01 00:01', '1MB'), async (now) => {
    await untilStatus(jobs['once'] ?? '', 'COMPLETE', now.client)
    await untilStatus(jobs['daily'] ?? '', 'IDLE', now.client)
    await untilStatus(jobs['huge'] ?? '', 'PAUSED', now.client)
    events['once'] = await untilEvent(jobs['once'] ?? '', 'JOB_COMPLETED', now)
    await look(now, 'in the next month')
  })
  await visit(installation, at('2031-02-01 00:10', '100MB'), async (now) => {
    await untilStatus(jobs['huge'] ?? '', 'COMPLETE', now.client)
    await look(now, 'with a higher quota')
    for (const [name, jobId] of Object.entries(jobs)) found[name] = await keysFound(jobId, now.client)
  })
}

describe.runIf(canShift)('the monthly quota', () => {
  beforeAll(live, 300_000)

  test('a run that would exceed it is PAUSED, one-time or scheduled', () => {
    for (const name of ['once', 'daily', 'huge'])
      expect(seen[`${name}, when the quota is met`]).toMatchObject({
        jobStatus: 'PAUSED',
        statistics: { numberOfRuns: 1, approximateNumberOfObjectsToProcess: 1 },
        lastRunErrorStatus: { code: 'NONE' },
      })
    expect(seen['once, when the quota is met']?.userPausedDetails).toBeUndefined()
  })

  test('PAUSED can be cancelled', () => {
    expect(seen['cancelled, after the user']?.jobStatus).toBe('CANCELLED')
    expect(found['cancelled']).toEqual([])
  })

  test('PAUSED can be paused by the user: it expires like a run', () => {
    const { jobStatus, userPausedDetails } = seen['user, after the user'] ?? {}
    expect(jobStatus).toBe('USER_PAUSED')
    const { jobPausedAt, jobExpiresAt } = userPausedDetails ?? {}
    expect((jobExpiresAt?.getTime() ?? 0) - (jobPausedAt?.getTime() ?? 0)).toBe(30 * 86_400_000)
  })

  test('RUNNING from PAUSED is a conflict', () => {
    expect(refusedResume).not.toBe('')
  })

  test('resumed by the user, it runs until the quota is looked at again', () => {
    expect(typesOf(events['user'] ?? []).slice(2)).toEqual([
      met,
      'JOB_PAUSED_BY_USER',
      'JOB_RESUMED_BY_USER',
      met,
      'JOB_PAUSED_BY_USER',
    ])
  })

  test('the next slot of a scheduled job resumes its run and starts no other', () => {
    expect(typesOf(events['daily'] ?? []).slice(2)).toEqual([met, lifted, met])
    expect(seen['daily, on the next day']).toMatchObject({
      jobStatus: 'PAUSED',
      statistics: { numberOfRuns: 1 },
    })
    expect(seen['once, on the next day']?.jobStatus).toBe('PAUSED')
    expect(foundBefore).toBe(0)
  })

  test('a new calendar month resumes them', () => {
    expect(seen['once, in the next month']?.jobStatus).toBe('COMPLETE')
    expect(seen['daily, in the next month']?.jobStatus).toBe('IDLE')
    expect(typesOf(events['once'] ?? [])).toEqual([
      'JOB_CREATED',
      'ONE_TIME_JOB_STARTED',
      met,
      lifted,
      'JOB_COMPLETED',
    ])
    expect(found['once']).toEqual(['b.txt'])
  })

  test('a month resumes nothing that the user has paused or cancelled', () => {
    expect(seen['user, in the next month']?.jobStatus).toBe('USER_PAUSED')
    expect(seen['cancelled, in the next month']?.jobStatus).toBe('CANCELLED')
  })

  test('a higher quota resumes what does not fit into the old one', () => {
    expect(seen['huge, in the next month']?.jobStatus).toBe('PAUSED')
    expect(seen['huge, with a higher quota']?.jobStatus).toBe('COMPLETE')
    expect(found['huge']).toEqual(['c.txt'])
  })
})
