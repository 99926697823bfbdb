// What was found is nowhere but in the objects themselves and in what is revealed of them: not in another answer, the
// metrics, the log at its most talkative, the exported results, or the data folder and the database, which are searched
// byte by byte after the job.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import {
  CreateClassificationJobCommand,
  CreateCustomDataIdentifierCommand,
  GetSensitiveDataOccurrencesCommand,
  PutClassificationExportConfigurationCommand,
  UpdateRevealConfigurationCommand,
  waitUntilFindingRevealed,
  type Finding,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { install, type Installation } from './magpie-process.ts'
import { signedGet, signedText } from './signed-get.ts'
import { clientOf, findingsOf, jobInput, keyOf, stage, untilStatus } from './world.ts'

/** A thousand secrets of numbers of six digits: none is part of another, or of what Magpie writes by itself. */
const numbers = Array.from({ length: 500 }, (_, n) => 500_017 + n * 797)
const badges = numbers.map((number) => `BADGE-${number}-ZULU`)
const ssns = numbers.map((number) => `536-${String(number).slice(0, 2)}-${String(number).slice(2)}`)
const secrets: ReadonlySet<string> = new Set([...badges, ...ssns])
const looksPlanted = /BADGE-\d{6}-ZULU|536-\d{2}-\d{4}/g

const objects: Readonly<Record<string, string | Buffer>> = {
  'memo.txt': ssns.map((ssn, n) => `ssn ${ssn} of ${badges[n]}\n`).join(''),
  'people.csv': `id,ssn,pass\n${ssns.map((ssn, n) => `${n},${ssn},${badges[n]}\n`).join('')}`,
  'people.json': JSON.stringify(ssns.map((ssn, n) => ({ ssn, pass: badges[n] }))),
  'keys.json': JSON.stringify({ [badges[0]!]: { ssn: ssns[0] }, ssn: { [ssns[1]!]: ssns[2] } }),
  'packed.csv.gz': gzipSync(`ssn\n${ssns.join('\n')}\n`),
  'cut.txt.gz': gzipSync(ssns.map((ssn) => `ssn ${ssn}\n`).join('')).subarray(0, -20),
}

test('matched text is kept nowhere, and told to nobody', async () => {
  const installation = await install(stage)
  for (const bucket of ['planted', 'exported']) mkdirSync(path.join(installation.buckets, bucket))
  for (const [key, body] of Object.entries(objects))
    writeFileSync(path.join(installation.buckets, 'planted', key), body)
  const magpie = await installation.start({ args: ['--log-level', 'debug'] })
  const client = clientOf(magpie)
  const { customDataIdentifierId = '' } = await client.send(
    new CreateCustomDataIdentifierCommand({ name: 'badge', regex: 'BADGE-[0-9]{6}-ZULU' }),
  )
  const kmsKeyArn = 'arn:aws:kms:us-east-1:000000000000:key/none'
  const s3Destination = { bucketName: 'exported', kmsKeyArn }
  await client.send(new PutClassificationExportConfigurationCommand({ configuration: { s3Destination } }))
  const { jobId = '' } = await client.send(
    new CreateClassificationJobCommand(
      jobInput(['planted', 'no-such-bucket'], { customDataIdentifierIds: [customDataIdentifierId] }),
    ),
  )
  await untilStatus(jobId, 'COMPLETE', client)
  const findings = await findingsOf(jobId, client)
  expect(findings.map(keyOf)).toEqual(Object.keys(objects).toSorted())
  const occurrences = await Promise.all(
    findings.map(({ id }) => signedGet(magpie, `/magpie/findings/${id}/occurrences`)),
  )
  const coverage = await signedGet(magpie, `/magpie/jobs/${jobId}/coverage`)
  const metrics = await signedText(magpie, '/metrics')
  expectNoSecret('the answers', JSON.stringify([findings, occurrences, coverage, metrics]))
  expect(await revealed(client, findings)).toContain(ssns[0])
  await magpie.stop()

  expectNoSecret('the log', readFileSync(magpie.logFile))
  const files = filesIn(path.join(installation.folder, 'data'))
  expect(files.filter((file) => file.endsWith('.gz')).length).toBeGreaterThan(0)
  const exported = filesIn(path.join(installation.buckets, 'exported'))
  expect(exported.filter((file) => file.endsWith('.jsonl.gz'))).toHaveLength(Object.keys(objects).length)
  for (const file of [...files, ...exported]) {
    const bytes = readFileSync(file)
    expectNoSecret(file, file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  }
  for (const [table, rows] of await databaseRows(installation)) expectNoSecret(`table ${table}`, rows)
})

/** Shown on request, and kept no more than anything else. */
async function revealed(client: Macie2Client, findings: readonly Finding[]): Promise<string> {
  const configuration = { status: 'ENABLED', kmsKeyId: 'alias/magpie' } as const
  await client.send(new UpdateRevealConfigurationCommand({ configuration }))
  const shown: unknown[] = []
  for (const { id = '' } of findings) {
    await waitUntilFindingRevealed({ client, maxWaitTime: 60 }, { findingId: id })
    shown.push(await client.send(new GetSensitiveDataOccurrencesCommand({ findingId: id })))
  }
  return JSON.stringify(shown)
}

function expectNoSecret(place: string, content: string | Buffer): void {
  const alike = (typeof content === 'string' ? content : content.toString('latin1')).match(looksPlanted) ?? []
  const found = alike.filter((text) => secrets.has(text))
  expect({ place, found: found.length }).toEqual({ place, found: 0 })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
}

/** Every row of every table as text, where the database is a server's. */
async function databaseRows({ databaseUrl }: Installation): Promise<[table: string, rows: string][]> {
  if (databaseUrl === undefined) return []
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
    )
    const dumped: [string, string][] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      dumped.push([name, rows.map(({ row }) => row).join('\n')])
    }
    expect(dumped.some(([table, rows]) => table.endsWith('findings') && rows.length > 0)).toBe(true)
    return dumped
  } finally {
    await client.end()
  }
}
