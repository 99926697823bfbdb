// What happens with days and months: schedules, windows, expiries, quotas. The server runs under a shifted
// clock; a restart brings it to another day, as an outage of that length would.
import { execFileSync } from 'node:child_process'
import {
  UpdateClassificationJobCommand,
  CreateClassificationJobCommand,
  type JobStatus,
} from '@aws-sdk/client-macie2'
import { describe, expect, test } from 'vitest'
import { install, type Installation, type MagpieProcess } from './magpie-process.ts'
import { putObject } from './objects.ts'
import {
  bucketWith,
  clientOf,
  describeJob,
  findingsOf,
  jobInput,
  keysFound,
  refusal,
  ssnLine,
  stage,
  untilStatus,
  type JobInput,
} from './world.ts'

const day = 86_400_000
const canShift = ((): boolean => {
  try {
    execFileSync('faketime', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env['MAGPIE_TEST_ALL'] === '1') throw new Error('Cannot run: faketime is not installed')
    process.stderr.write('conformance: left out what happens over time (install faketime)\n')
    return false
  }
})()

interface Visit {
  readonly magpie: MagpieProcess
  readonly client: ReturnType<typeof clientOf>
}

/** Starts the installation on a later day, does something, and stops it. */
async function on(
  days: number,
  installation: Installation,
  what: (visit: Visit) => Promise<void>,
  args: string[] = [],
): Promise<void> {
  const magpie = await installation.start({ fakeTime: `+${days}d`, args })
  try {
    await what({ magpie, client: clientOf(magpie, { systemClockOffset: days * day }) })
  } finally {
    await magpie.stop()
  }
}

async function create(visit: Visit, bucket: string, changes: JobInput = {}): Promise<string> {
  return (
    (await visit.client.send(new CreateClassificationJobCommand(jobInput([bucket], changes)))).jobId ?? ''
  )
}
const update = (visit: Visit, jobId: string, jobStatus: JobStatus) =>
  visit.client.send(new UpdateClassificationJobCommand({ jobId, jobStatus }))
const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const

async function untilRuns(jobId: string, runs: number, visit: Visit): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const job = await describeJob(jobId, visit.client)
    if (job.jobStatus === 'IDLE' && job.statistics?.numberOfRuns === runs) return
    if (Date.now() > deadline)
      throw new Error(`Cannot see ${runs} runs: ${job.statistics?.numberOfRuns}, ${job.jobStatus}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

describe.runIf(canShift)(
  'over time',
  () => {
    test('a daily job runs in its slot, after an outage once, over what is new since its last run', async () => {
      const installation = await install(stage)
      const bucket = await bucketWith({ 'old.txt': ssnLine(1) }, installation.buckets)
      let full = ''
      let fresh = ''
      await on(0, installation, async (visit) => {
        full = await create(visit, bucket, { ...daily, initialRun: true })
        fresh = await create(visit, bucket, daily)
        await untilRuns(full, 1, visit)
        expect(await keysFound(full, visit.client)).toEqual(['old.txt'])
        expect((await describeJob(fresh, visit.client)).statistics?.numberOfRuns).toBe(0)
      })
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      await putObject(stage, { folder: installation.buckets, bucket, key: 'new.txt' }, ssnLine(2))
      await on(3, installation, async (visit) => {
        await untilRuns(full, 2, visit)
        await untilRuns(fresh, 1, visit)
        expect(await keysFound(full, visit.client)).toEqual(['new.txt', 'old.txt'])
        expect(await keysFound(fresh, visit.client)).toEqual(['new.txt'])
      })
    })

    test('a pause of a one-time job expires after 30 days', async () => {
      const installation = await install(stage)
      const bucket = await bucketWith({ 'a.txt': 'x\n'.repeat(3_000_000) }, installation.buckets)
      let jobId = ''
      await on(0, installation, async (visit) => {
        jobId = await create(visit, bucket)
        await update(visit, jobId, 'USER_PAUSED')
      })
      await on(29, installation, async (visit) => {
        expect((await describeJob(jobId, visit.client)).jobStatus).toBe('USER_PAUSED')
      })
      await on(31, installation, async (visit) => {
        await untilStatus(jobId, 'CANCELLED', visit.client)
      })
    })

    test('a scheduled job paused in its run stays paused after 30 days, its run is dropped', async () => {
      const installation = await install(stage)
      const bucket = await bucketWith({ 'a.txt': 'x\n'.repeat(6_000_000) + ssnLine(1) }, installation.buckets)
      let jobId = ''
      await on(0, installation, async (visit) => {
        jobId = await create(visit, bucket, { ...daily, initialRun: true })
        await update(visit, jobId, 'USER_PAUSED')
      })
      await on(31, installation, async (visit) => {
        const deadline = Date.now() + 20_000
        let job = await describeJob(jobId, visit.client)
        while (job.statistics?.approximateNumberOfObjectsToProcess !== 0 && Date.now() < deadline)
          job = await describeJob(jobId, visit.client)
        expect(job.jobStatus).toBe('USER_PAUSED')
        await update(visit, jobId, 'RUNNING')
        expect((await describeJob(jobId, visit.client)).jobStatus).toBe('IDLE')
        expect(await findingsOf(jobId, visit.client)).toEqual([])
      })
    })

    test('slots while paused are not made up, and the next run still begins where the last one did', async () => {
      const installation = await install(stage)
      const bucket = await bucketWith({ 'old.txt': ssnLine(1) }, installation.buckets)
      let jobId = ''
      await on(0, installation, async (visit) => {
        jobId = await create(visit, bucket, { ...daily, initialRun: true })
        await untilRuns(jobId, 1, visit)
        await update(visit, jobId, 'USER_PAUSED')
      })
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      await putObject(stage, { folder: installation.buckets, bucket, key: 'meanwhile.txt' }, ssnLine(2))
      await on(5, installation, async (visit) => {
        await update(visit, jobId, 'RUNNING')
        const job = await describeJob(jobId, visit.client)
        expect(job.jobStatus).toBe('IDLE')
        expect(job.statistics?.numberOfRuns).toBe(1)
      })
      await on(7, installation, async (visit) => {
        await untilRuns(jobId, 2, visit)
        expect(await keysFound(jobId, visit.client)).toEqual(['meanwhile.txt', 'old.txt'])
      })
    })

    test('a spent quota pauses the job, a higher quota resumes it', async () => {
      const installation = await install(stage)
      const body = 'nothing to see here\n'.repeat(60_000)
      const bucket = await bucketWith(
        { 'a.txt': body, 'b.txt': body, 'c.txt': body + ssnLine(3) },
        installation.buckets,
      )
      let jobId = ''
      await on(
        0,
        installation,
        async (visit) => {
          jobId = await create(visit, bucket)
          await untilStatus(jobId, 'PAUSED', visit.client)
        },
        ['--monthly-quota', '1MB'],
      )
      await on(
        0,
        installation,
        async (visit) => {
          await untilStatus(jobId, 'COMPLETE', visit.client)
          expect(await keysFound(jobId, visit.client)).toEqual(['c.txt'])
        },
        ['--monthly-quota', '100MB'],
      )
    })

    test('a new month resumes a job that the quota paused', async () => {
      const installation = await install(stage)
      const body = 'nothing to see here\n'.repeat(36_000)
      const first = await bucketWith({ 'a.txt': body }, installation.buckets)
      const second = await bucketWith({ 'b.txt': body + ssnLine(3) }, installation.buckets)
      const quota = ['--monthly-quota', '1MB']
      let jobId = ''
      await on(
        0,
        installation,
        async (visit) => {
          await untilStatus(await create(visit, first), 'COMPLETE', visit.client)
          jobId = await create(visit, second)
          await untilStatus(jobId, 'PAUSED', visit.client)
        },
        quota,
      )
      await on(
        32,
        installation,
        async (visit) => {
          await untilStatus(jobId, 'COMPLETE', visit.client)
          expect(await keysFound(jobId, visit.client)).toEqual(['b.txt'])
        },
        quota,
      )
    })

    test('the published rate of creating jobs is kept where it is asked for', async () => {
      const installation = await install(stage)
      const bucket = await bucketWith({ 'a.txt': '-' }, installation.buckets)
      await on(
        0,
        installation,
        async (visit) => {
          await create(visit, bucket)
          await refusal(create(visit, bucket), 'ThrottlingException', 429)
        },
        ['--rate-limits', 'aws'],
      )
    })

    test('the wording of a completed job can be AWS’s own', async () => {
      const installation = await install(stage)
      const bucket = await bucketWith({ 'a.txt': '-' }, installation.buckets)
      await on(
        0,
        installation,
        async (visit) => {
          const jobId = await create(visit, bucket)
          await untilStatus(jobId, 'COMPLETE', visit.client)
          const message = await refusal(update(visit, jobId, 'CANCELLED'), 'ValidationException', 400)
          expect(message).toContain('cannot update completed job for job: arn:')
        },
        ['--complete-wording', 'completed'],
      )
    })

    test('an object that grows between two runs is read again', async () => {
      const installation = await install(stage)
      const bucket = await bucketWith({ 'log.txt': ssnLine(1) }, installation.buckets)
      let jobId = ''
      await on(0, installation, async (visit) => {
        jobId = await create(visit, bucket, { ...daily, initialRun: true })
        await untilRuns(jobId, 1, visit)
      })
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      await putObject(
        stage,
        { folder: installation.buckets, bucket, key: 'log.txt' },
        ssnLine(1) + ssnLine(2),
      )
      await on(2, installation, async (visit) => {
        await untilRuns(jobId, 2, visit)
        const counts = (await findingsOf(jobId, visit.client)).map(
          (finding) => finding.classificationDetails?.result?.sensitiveData?.[0]?.totalCount,
        )
        expect(counts.sort()).toEqual([1, 2])
      })
    })
  },
  120_000,
)
