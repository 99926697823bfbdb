// Who may see and change a job: keys of less than admin, and other accounts.
import {
  EnableMacieCommand,
  ListClassificationJobsCommand,
  ListTagsForResourceCommand,
  UpdateClassificationJobCommand,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { beforeAll, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import { bucketWith, clientOf, createJob, describeJob, refusal, server } from './world.ts'

async function keyOf(request: { policy: string; accountId?: string }): Promise<Macie2Client> {
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
