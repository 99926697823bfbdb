// Settings that change what a client sees: the published request rates, and AWS's own words.
import { CreateClassificationJobCommand, UpdateClassificationJobCommand } from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { install, type MagpieProcess } from './magpie-process.ts'
import { bucketWith, clientOf, jobInput, refusal, stage, untilStatus } from './world.ts'

let magpie: MagpieProcess
let bucket = ''
beforeAll(async () => {
  const installation = await install(stage)
  bucket = await bucketWith({ 'a.txt': '-' }, installation.buckets)
  magpie = await installation.start({ args: ['--rate-limits', 'aws', '--complete-wording', 'completed'] })
})
afterAll(async () => {
  await magpie.stop()
})

test('a second create within 10 s is refused at the published rate, a completed job in AWS’s own words', async () => {
  const client = clientOf(magpie)
  const { jobId = '' } = await client.send(new CreateClassificationJobCommand(jobInput([bucket])))
  const again = client.send(new CreateClassificationJobCommand(jobInput([bucket])))
  await refusal(again, 'ThrottlingException', 429)
  const { jobArn } = await untilStatus(jobId, 'COMPLETE', client)
  const cancel = new UpdateClassificationJobCommand({ jobId, jobStatus: 'CANCELLED' })
  const message = await refusal(client.send(cancel), 'ValidationException', 400)
  expect(message).toBe(`Input validation failed, cannot update completed job for job: ${jobArn}`)
})
