// ListClassificationJobs: filters, sorts, pages, defaults and refusals.
import {
  ListClassificationJobsCommand,
  UpdateClassificationJobCommand,
  type JobSummary,
  type ListClassificationJobsCommandInput,
} from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  accountId,
  bucketWith,
  client,
  createJob,
  describeJob,
  refusal,
  untilStatus,
  type JobInput,
} from './world.ts'

const mark = `list-${Date.now()}`
let bucket = ''
const jobs: Record<string, string> = {}

beforeAll(async () => {
  bucket = await bucketWith({ 'a.txt': 'nothing here\n' })
  const scheduled = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
  jobs['b-idle'] = await createJob([bucket], { ...scheduled, name: `${mark}-b-idle` })
  jobs['a-done'] = await createJob([bucket], { name: `${mark}-a-done` })
  jobs['C-gone'] = await createJob([bucket], { ...scheduled, name: `${mark}-C-gone` })
  await client.send(new UpdateClassificationJobCommand({ jobId: jobs['C-gone'], jobStatus: 'CANCELLED' }))
  await untilStatus(jobs['a-done'] ?? '', 'COMPLETE')
})

type Term = NonNullable<NonNullable<ListClassificationJobsCommandInput['filterCriteria']>['includes']>[number]
const mine: Term = { key: 'name', comparator: 'STARTS_WITH', values: [mark] }

async function list(input: ListClassificationJobsCommandInput): Promise<JobSummary[]> {
  return (await client.send(new ListClassificationJobsCommand(input))).items ?? []
}

async function names(includes: Term[], excludes: Term[] = []): Promise<string[]> {
  const items = await list({ filterCriteria: { includes: [mine, ...includes], excludes } })
  return items.map((job) => (job.name ?? '').slice(mark.length + 1)).sort()
}

const term = (key: Term['key'], comparator: Term['comparator'] | undefined, ...values: string[]): Term => ({
  key,
  ...(comparator === undefined ? {} : { comparator }),
  values,
})

describe('filters', () => {
  test.each<[string, Term, string[]]>([
    ['jobType EQ', term('jobType', 'EQ', 'SCHEDULED'), ['C-gone', 'b-idle']],
    ['jobType NE', term('jobType', 'NE', 'SCHEDULED'), ['a-done']],
    ['jobStatus EQ several', term('jobStatus', 'EQ', 'IDLE', 'CANCELLED'), ['C-gone', 'b-idle']],
    ['jobStatus NE', term('jobStatus', 'NE', 'CANCELLED'), ['a-done', 'b-idle']],
    ['name EQ', term('name', 'EQ', `${mark}-a-done`), ['a-done']],
    ['name NE', term('name', 'NE', `${mark}-a-done`), ['C-gone', 'b-idle']],
    ['name CONTAINS, case sensitive', term('name', 'CONTAINS', 'c-'), []],
    ['name CONTAINS several', term('name', 'CONTAINS', 'C-', '-idle'), ['C-gone', 'b-idle']],
    ['name STARTS_WITH', term('name', 'STARTS_WITH', `${mark}-b`), ['b-idle']],
    ['createdAt GT', term('createdAt', 'GT', '2020-01-01T00:00:00Z'), ['C-gone', 'a-done', 'b-idle']],
    ['createdAt LT', term('createdAt', 'LT', '2020-01-01T00:00:00Z'), []],
    ['createdAt GTE', term('createdAt', 'GTE', '2020-01-01T00:00:00Z'), ['C-gone', 'a-done', 'b-idle']],
    ['createdAt LTE', term('createdAt', 'LTE', '2020-01-01T00:00:00Z'), []],
    ['createdAt NE', term('createdAt', 'NE', '2020-01-01T00:00:00Z'), ['C-gone', 'a-done', 'b-idle']],
    ['no comparator means EQ', term('jobStatus', undefined, 'IDLE'), ['b-idle']],
  ])('%s', async (_case, include, expected) => {
    expect(await names([include])).toEqual(expected)
  })

  test('createdAt EQ takes a time copied from an answer', async () => {
    const created = (await describeJob(jobs['b-idle'] ?? '')).createdAt?.toISOString() ?? ''
    expect(await names([term('createdAt', 'EQ', created)])).toContain('b-idle')
  })

  test('includes join with AND', async () => {
    expect(await names([term('jobType', 'EQ', 'SCHEDULED'), term('jobStatus', 'EQ', 'IDLE')])).toEqual([
      'b-idle',
    ])
  })

  test('any exclude drops a job, and beats the includes', async () => {
    const excludes = [term('jobStatus', 'EQ', 'IDLE'), term('name', 'CONTAINS', '-done')]
    expect(await names([term('jobType', 'NE', 'NONE')], excludes).catch(() => 'refused')).toBe('refused')
    expect(await names([], excludes)).toEqual(['C-gone'])
  })
})

describe('answers', () => {
  test('a summary has its members and neither ARN nor tags', async () => {
    const [job] = await list({ filterCriteria: { includes: [term('name', 'EQ', `${mark}-b-idle`)] } })
    expect(job).toMatchObject({
      jobId: jobs['b-idle'],
      jobStatus: 'IDLE',
      jobType: 'SCHEDULED',
      name: `${mark}-b-idle`,
      bucketDefinitions: [{ accountId, buckets: [bucket] }],
      lastRunErrorStatus: { code: 'NONE' },
    })
    expect(job?.createdAt).toBeInstanceOf(Date)
    expect(job).not.toHaveProperty('jobArn')
    expect(job).not.toHaveProperty('tags')
  })

  test('a summary tells of criteria, errors and the user’s pause', async () => {
    const simpleCriterion = { key: 'S3_BUCKET_NAME', comparator: 'EQ', values: ['none'] }
    const bucketCriteria = { includes: { and: [{ simpleCriterion }] } }
    const ended = await createJob([], { s3JobDefinition: { bucketCriteria } as JobInput['s3JobDefinition'] })
    const failed = await createJob(['no-such-bucket-here'])
    const paused = await createJob([bucket], {
      jobType: 'SCHEDULED',
      scheduleFrequency: { dailySchedule: {} },
    })
    await client.send(new UpdateClassificationJobCommand({ jobId: paused, jobStatus: 'USER_PAUSED' }))
    for (const jobId of [ended, failed]) await untilStatus(jobId, 'COMPLETE')
    const items = await list({ maxResults: 200 })
    const of = (jobId: string) => items.find((item) => item.jobId === jobId)
    expect(of(ended)).toMatchObject({ bucketCriteria, lastRunErrorStatus: { code: 'NONE' } })
    expect(of(ended)).not.toHaveProperty('bucketDefinitions')
    expect(of(failed)).toMatchObject({ lastRunErrorStatus: { code: 'ERROR' } })
    expect(of(paused)?.jobStatus).toBe('USER_PAUSED')
    expect(of(paused)).not.toHaveProperty('userPausedDetails')
  })

  test('50 come by default, and 200 on demand', async () => {
    const scheduled = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
    const name = `many-${mark}`
    await Promise.all(Array.from({ length: 51 }, () => createJob([bucket], { ...scheduled, name })))
    const filterCriteria = { includes: [term('name', 'EQ', name)] }
    expect(await list({ filterCriteria })).toHaveLength(50)
    const whole = await client.send(new ListClassificationJobsCommand({ filterCriteria, maxResults: 200 }))
    expect(whole.items).toHaveLength(51)
    expect(whole.nextToken).toBeUndefined()
  })

  test('the newest comes first by default', async () => {
    const items = await list({ filterCriteria: { includes: [mine] } })
    expect(items.map((job) => job.jobId)).toEqual([jobs['C-gone'], jobs['a-done'], jobs['b-idle']])
  })

  test.each([
    ['name', 'ASC', ['C-gone', 'a-done', 'b-idle']],
    ['name', 'DESC', ['b-idle', 'a-done', 'C-gone']],
    ['jobStatus', 'ASC', ['C-gone', 'a-done', 'b-idle']],
    ['jobStatus', 'DESC', ['b-idle', 'a-done', 'C-gone']],
    ['createdAt', 'ASC', ['b-idle', 'a-done', 'C-gone']],
  ] as const)('sorted by %s %s', async (attributeName, orderBy, expected) => {
    const items = await list({
      filterCriteria: { includes: [mine] },
      sortCriteria: { attributeName, orderBy },
    })
    expect(items.map((job) => (job.name ?? '').slice(mark.length + 1))).toEqual(expected)
  })

  test.each(['createdAt', 'name', 'jobType', 'jobStatus'] as const)(
    'pages by %s hold every job once',
    async (attributeName) => {
      const seen: string[] = []
      let nextToken: string | undefined
      do {
        const page = await client.send(
          new ListClassificationJobsCommand({
            filterCriteria: { includes: [mine] },
            sortCriteria: { attributeName, orderBy: 'DESC' },
            maxResults: 1,
            nextToken,
          }),
        )
        seen.push(...(page.items ?? []).map((job) => job.jobId ?? ''))
        nextToken = page.nextToken
      } while (nextToken !== undefined)
      expect(seen.sort()).toEqual(Object.values(jobs).sort())
    },
  )

  test('nothing found is an empty list', async () => {
    expect(await list({ filterCriteria: { includes: [term('name', 'EQ', 'no such name')] } })).toEqual([])
  })
})

describe('refusals', () => {
  test.each<[string, ListClassificationJobsCommandInput]>([
    ['maxResults 0', { maxResults: 0 }],
    ['maxResults 201', { maxResults: 201 }],
    ['an unknown key', { filterCriteria: { includes: [term('colour' as 'name', 'EQ', 'x')] } }],
    ['no values', { filterCriteria: { includes: [term('name', 'EQ')] } }],
    ['GT with names', { filterCriteria: { includes: [term('name', 'GT', 'x')] } }],
    ['CONTAINS with jobStatus', { filterCriteria: { includes: [term('jobStatus', 'CONTAINS', 'IDLE')] } }],
    [
      'two times',
      {
        filterCriteria: {
          includes: [term('createdAt', 'GT', '2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z')],
        },
      },
    ],
    ['a time that is none', { filterCriteria: { includes: [term('createdAt', 'GT', 'yesterday')] } }],
    ['no key', { filterCriteria: { includes: [{ comparator: 'EQ', values: ['x'] }] } }],
    [
      'STARTS_WITH with createdAt',
      { filterCriteria: { includes: [term('createdAt', 'STARTS_WITH', '20')] } },
    ],
    ['an unknown order', { sortCriteria: { attributeName: 'name', orderBy: 'UP' as 'ASC' } }],
    ['an unknown sort', { sortCriteria: { attributeName: 'colour' as 'name' } }],
    ['a token of no page', { nextToken: 'not-a-token' }],
  ])('%s', async (_case, input) => {
    await refusal(client.send(new ListClassificationJobsCommand(input)), 'ValidationException', 400)
  })

  test('a token is good for its own question only', async () => {
    const page = await client.send(
      new ListClassificationJobsCommand({ filterCriteria: { includes: [mine] }, maxResults: 1 }),
    )
    const other = new ListClassificationJobsCommand({ maxResults: 1, nextToken: page.nextToken })
    await refusal(client.send(other), 'ValidationException', 400)
  })
})
