// Who may see and change a job: keys of less than admin, and other accounts.
import {
  EnableMacieCommand,
  ListClassificationJobsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UpdateClassificationJobCommand,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { beforeAll, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import { bucketWith, clientOf, createJob, describeJob, refusal, server } from './world.ts'

async function keyOf(request: { policy: unknown; accountId?: string }): Promise<Macie2Client> {
  const { status, body } = await rawJson('POST', '/magpie/access-keys', { body: JSON.stringify(request) })
  expect(status).toBe(200)
  const { accessKeyId, secretAccessKey } = body as { accessKeyId: string; secretAccessKey: string }
  return clientOf({ ...server, accessKeyId, secretAccessKey })
}

const cancel = (by: Macie2Client) =>
  by.send(new UpdateClassificationJobCommand({ jobId, jobStatus: 'CANCELLED' }))

let jobId = ''
beforeAll(async () => {
  jobId = await createJob([await bucketWith({ 'a.txt': '-' })], {
    jobType: 'SCHEDULED',
    scheduleFrequency: { dailySchedule: {} },
  })
})

test('a key that may only read sees a job and may not change it', async () => {
  const reader = await keyOf({ policy: 'read-only' })
  expect((await describeJob(jobId, reader)).jobStatus).toBe('IDLE')
  await refusal(cancel(reader), 'AccessDeniedException', 403)
  expect((await describeJob(jobId)).jobStatus).toBe('IDLE')
})

test('another account must enable the service, and then finds no job that is not its own', async () => {
  const stranger = await keyOf({ policy: 'admin', accountId: '210987654321' })
  const message = await refusal(describeJob(jobId, stranger), 'AccessDeniedException', 403)
  expect(message).toContain('Macie is not enabled')
  expect(await refusal(cancel(stranger), 'AccessDeniedException', 403)).toContain('Macie is not enabled')
  await stranger.send(new EnableMacieCommand({}))
  await refusal(describeJob(jobId, stranger), 'ResourceNotFoundException', 404)
  await refusal(cancel(stranger), 'ResourceNotFoundException', 404)
  const { jobArn: resourceArn } = await describeJob(jobId)
  await refusal(
    stranger.send(new ListTagsForResourceCommand({ resourceArn })),
    'ResourceNotFoundException',
    404,
  )
  expect((await stranger.send(new ListClassificationJobsCommand({}))).items).toEqual([])
  expect((await describeJob(jobId)).jobStatus).toBe('IDLE')
})

test('a policy decides by the tags of a job, and says 403 before 400 and 404', async () => {
  const Condition = { StringEquals: { 'aws:ResourceTag/team': 'payments' } }
  const Statement = { Effect: 'Allow', Action: 'macie2:DescribeClassificationJob', Resource: '*', Condition }
  const member = await keyOf({ policy: { Version: '2012-10-17', Statement } })
  expect(await refusal(describeJob(jobId, member), 'AccessDeniedException', 403)).toMatch(
    /^User: arn:aws:iam::\d{12}:user\/\w+ is not authorized to perform: macie2:DescribeClassificationJob on resource: arn:aws:macie2:.*because no identity-based policy allows/,
  )
  await refusal(describeJob('0'.repeat(32), member), 'AccessDeniedException', 403)
  await refusal(describeJob('no id', member), 'AccessDeniedException', 403)
  const { jobArn: resourceArn } = await describeJob(jobId)
  await clientOf(server).send(new TagResourceCommand({ resourceArn, tags: { team: 'payments' } }))
  expect((await describeJob(jobId, member)).jobId).toBe(jobId)
})

test('a policy that is not understood makes no key', async () => {
  const Statement = { Effect: 'Deny', Action: 'macie2:DeleteAllowLists', Resource: '*' }
  const body = JSON.stringify({ policy: { Statement } })
  const answer = await rawJson('POST', '/magpie/access-keys', { body })
  expect(answer.status).toBe(400)
  expect(answer.body['message']).toContain('did you mean macie2:DeleteAllowList?')
})
