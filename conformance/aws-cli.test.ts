// The AWS CLI as it is packaged, changed in nothing but its endpoint.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { accountId, bucketWith, server, ssnLine } from './world.ts'

const run = promisify(execFile)
/** Debian's package, whatever else may be on the PATH. */
const program = ['/usr/bin/aws', '/usr/local/bin/aws'].find((file) => existsSync(file))
if (program === undefined) {
  if (process.env['MAGPIE_TEST_ALL'] === '1') throw new Error('Cannot run: the AWS CLI is not installed')
  process.stderr.write('conformance: left out the AWS CLI (install awscli)\n')
}

interface CliFailure {
  readonly stderr: string
  readonly code: number
}

async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: server.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
  }
  const { stdout } = await run(
    program ?? 'aws',
    ['macie2', '--endpoint-url', server.endpoint, '--output', 'json', ...args],
    { env },
  )
  return stdout.trim() === '' ? {} : JSON.parse(stdout)
}

describe.runIf(program !== undefined)('the AWS CLI', () => {
  test('runs a job from its creation to its findings', async () => {
    const bucket = await bucketWith({ 'a.csv': 'name,ssn\nAnn,536-22-1234\n', 'b.txt': ssnLine(2) })
    expect(await aws('get-macie-session')).toMatchObject({ status: 'ENABLED' })
    const definition = JSON.stringify({ bucketDefinitions: [{ accountId, buckets: [bucket] }] })
    const created = await aws(
      'create-classification-job',
      '--name',
      'cli',
      '--job-type',
      'ONE_TIME',
      '--s3-job-definition',
      definition,
      '--tags',
      'team=red',
    )
    const jobId = String(created['jobId'])
    const deadline = Date.now() + 30_000
    let job = await aws('describe-classification-job', '--job-id', jobId)
    while (job['jobStatus'] !== 'COMPLETE' && Date.now() < deadline)
      job = await aws('describe-classification-job', '--job-id', jobId)
    expect(job).toMatchObject({
      jobStatus: 'COMPLETE',
      lastRunErrorStatus: { code: 'NONE' },
      tags: { team: 'red' },
    })

    const criteria = JSON.stringify({ criterion: { 'classificationDetails.jobId': { eq: [jobId] } } })
    const { findingIds } = await aws('list-findings', '--finding-criteria', criteria)
    const ids = findingIds as string[]
    expect(ids).toHaveLength(2)
    const { findings } = await aws('get-findings', '--finding-ids', ...ids)
    expect(JSON.stringify(findings)).toContain('USA_SOCIAL_SECURITY_NUMBER')
    expect(await aws('get-finding-statistics', '--group-by', 'type', '--finding-criteria', criteria)).toEqual(
      {
        countsByGroup: [{ count: 2, groupKey: 'SensitiveData:S3Object/Personal' }],
      },
    )

    const arn = String(job['jobArn'])
    await aws('tag-resource', '--resource-arn', arn, '--tags', '{"a b":"c+d"}')
    expect(await aws('list-tags-for-resource', '--resource-arn', arn)).toEqual({
      tags: { team: 'red', 'a b': 'c+d' },
    })
    await aws('untag-resource', '--resource-arn', arn, '--tag-keys', 'a b')
    const listed = await aws(
      'list-classification-jobs',
      '--filter-criteria',
      '{"includes":[{"key":"name","comparator":"EQ","values":["cli"]}]}',
    )
    expect(JSON.stringify(listed)).toContain(jobId)
  })

  test('shows a refusal by its name', async () => {
    const failure = await aws(
      'describe-classification-job',
      '--job-id',
      '0123456789abcdef0123456789abcdef',
    ).then(
      () => undefined,
      (error: unknown) => error as CliFailure,
    )
    expect(failure?.stderr).toContain('ResourceNotFoundException')
    expect(failure?.code).toBeGreaterThan(0)
  })

  test('lists the managed identifiers, and keeps a custom one', async () => {
    const { items } = await aws('list-managed-data-identifiers')
    expect(JSON.stringify(items)).toContain('USA_SOCIAL_SECURITY_NUMBER')
    const created = await aws(
      'create-custom-data-identifier',
      '--name',
      'badge',
      '--regex',
      'B-[0-9]{4}',
      '--keywords',
      'badge',
    )
    const id = String(created['customDataIdentifierId'])
    expect(await aws('get-custom-data-identifier', '--id', id)).toMatchObject({
      name: 'badge',
      regex: 'B-[0-9]{4}',
      maximumMatchDistance: 50,
    })
  })
})
