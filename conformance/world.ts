// What a test file works with: the stage's server, the AWS SDK's client for it, and buckets of its own.
import { randomBytes } from 'node:crypto'
import {
  CreateClassificationJobCommand,
  CreateCustomDataIdentifierCommand,
  DescribeClassificationJobCommand,
  GetFindingsCommand,
  ListFindingsCommand,
  Macie2Client,
  type CreateClassificationJobCommandInput,
  type DescribeClassificationJobCommandOutput,
  type Finding,
} from '@aws-sdk/client-macie2'
import { expect, inject } from 'vitest'
import type { ServerAddress } from './magpie-process.ts'
import { makeBucket, putObject, type Objects } from './objects.ts'
import { stageNamed } from './stages.ts'

export const accountId = '000000000000'
export const stage = stageNamed(inject('stageName'))
export const server = inject('server')
export const client = clientOf(server)

export function clientOf(address: ServerAddress, options: { systemClockOffset?: number } = {}): Macie2Client {
  return new Macie2Client({
    endpoint: address.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: address.accessKeyId, secretAccessKey: address.secretAccessKey },
    maxAttempts: 1,
    ...options,
  })
}

/** A bucket of its own for a test, with these objects; its name. */
export async function bucketWith(objects: Objects, folder = server.buckets): Promise<string> {
  const bucket = `conf-${randomBytes(6).toString('hex')}`
  await makeBucket(stage, folder, bucket)
  for (const [key, body] of Object.entries(objects)) await putObject(stage, { folder, bucket, key }, body)
  return bucket
}

export type JobInput = Partial<CreateClassificationJobCommandInput>

/** A valid ONE_TIME job over these buckets, with what a test changes. */
export function jobInput(buckets: string[], changes: JobInput = {}): CreateClassificationJobCommandInput {
  return {
    clientToken: randomBytes(16).toString('hex'),
    name: 'conformance',
    jobType: 'ONE_TIME',
    s3JobDefinition: { bucketDefinitions: [{ accountId, buckets }] },
    ...changes,
  }
}

export async function createJob(buckets: string[], changes: JobInput = {}): Promise<string> {
  const answer = await client.send(new CreateClassificationJobCommand(jobInput(buckets, changes)))
  return answer.jobId ?? ''
}

/** Its id. */
export async function createCustomIdentifier(regex: string): Promise<string> {
  const command = new CreateCustomDataIdentifierCommand({ name: 'conformance', regex })
  return (await client.send(command)).customDataIdentifierId ?? ''
}

export async function describeJob(
  jobId: string,
  by = client,
): Promise<DescribeClassificationJobCommandOutput> {
  return by.send(new DescribeClassificationJobCommand({ jobId }))
}

/** Waits until the job has this status; fails loudly where it ends with another. */
export async function untilStatus(
  jobId: string,
  status: string,
  by = client,
): Promise<DescribeClassificationJobCommandOutput> {
  const deadline = Date.now() + 45_000
  for (;;) {
    const job = await describeJob(jobId, by)
    if (job.jobStatus === status) return job
    if (Date.now() > deadline || job.jobStatus === 'CANCELLED' || job.jobStatus === 'COMPLETE')
      throw new Error(`Cannot see the job ${status}: it is ${job.jobStatus}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Runs a one-time job to its end. */
export async function runJob(buckets: string[], changes: JobInput = {}): Promise<string> {
  const jobId = await createJob(buckets, changes)
  await untilStatus(jobId, 'COMPLETE')
  return jobId
}

export async function findingsOf(jobId: string, by = client): Promise<Finding[]> {
  const found: Finding[] = []
  let nextToken: string | undefined
  do {
    const page = await by.send(
      new ListFindingsCommand({
        findingCriteria: { criterion: { 'classificationDetails.jobId': { eq: [jobId] } } },
        nextToken,
      }),
    )
    if ((page.findingIds ?? []).length > 0)
      found.push(...((await by.send(new GetFindingsCommand({ findingIds: page.findingIds }))).findings ?? []))
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

export function keyOf(finding: Finding): string {
  return finding.resourcesAffected?.s3Object?.key ?? ''
}

/** The keys of the objects in which this job found something. */
export async function keysFound(jobId: string, by = client): Promise<string[]> {
  return (await findingsOf(jobId, by)).map(keyOf)
}

/** Expects a refusal by name and status; answers its message. */
export async function refusal(request: Promise<unknown>, name: string, status: number): Promise<string> {
  const outcome = await request.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(outcome, 'the request was accepted').toBeDefined()
  const error = outcome as { name: string; message: string; $metadata?: { httpStatusCode?: number } }
  expect({ name: error.name, status: error.$metadata?.httpStatusCode }).toEqual({ name, status })
  return error.message
}

export const ssnLine = (n: number): string => `ssn: 536-22-${String(1000 + n).slice(-4)}\n`
