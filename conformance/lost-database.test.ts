// The database goes away while a job runs: requests get a 500, which clients retry, and the job goes on when it is back.
import { Client } from 'pg'
import { CreateClassificationJobCommand, UpdateClassificationJobCommand } from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { install, type MagpieProcess } from './magpie-process.ts'
import { databaseUrl } from './stages.ts'
import { bucketWith, clientOf, describeJob, jobInput, keysFound, refusal, ssnLine, stage } from './world.ts'

let magpie: MagpieProcess
let bucket = ''
let database = ''
const administrator = new Client({ connectionString: databaseUrl() })

beforeAll(async () => {
  const installation = await install(stage)
  const texts = Array.from(
    { length: 40 },
    (_, n) => [`${n}.txt`, 'x\n'.repeat(300_000) + ssnLine(n)] as const,
  )
  bucket = await bucketWith(Object.fromEntries(texts), installation.buckets)
  database = new URL(installation.databaseUrl ?? '').pathname.slice(1)
  await administrator.connect()
  magpie = await installation.start()
})
afterAll(async () => {
  await magpie.stop()
  await administrator.end()
})

test('GET and PATCH answer 500 without a database, and nothing is lost when it is back', async () => {
  const client = clientOf(magpie)
  const { jobId = '' } = await client.send(new CreateClassificationJobCommand(jobInput([bucket])))
  await administrator.query(`alter database ${database} allow_connections false`)
  await administrator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    database,
  ])
  await refusal(describeJob(jobId, client), 'InternalServerException', 500)
  const pause = new UpdateClassificationJobCommand({ jobId, jobStatus: 'USER_PAUSED' })
  await refusal(client.send(pause), 'InternalServerException', 500)

  await administrator.query(`alter database ${database} allow_connections true`)
  const deadline = Date.now() + 60_000
  let status: string | undefined
  while (status !== 'COMPLETE' && Date.now() < deadline) {
    // The first answers may still be about connections that were cut.
    status = (await describeJob(jobId, client).catch(() => undefined))?.jobStatus
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  expect(status).toBe('COMPLETE')
  expect(await keysFound(jobId, client)).toHaveLength(40)
}, 90_000)
