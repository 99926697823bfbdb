// Which combinations of object store and database the conformance suite runs on.
//
// A PostgreSQL server is named by MAGPIE_TEST_DATABASE_URL, an S3 server by MAGPIE_TEST_S3_ENDPOINT and its keys.
// MAGPIE_TEST_ALL=1 demands all of them.

export interface Stage {
  readonly name: string
  readonly objects: 'folders' | 's3'
  readonly database: 'embedded' | 'server'
}

export interface S3Server {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const all: readonly Stage[] = [
  { name: 'folders-embedded', objects: 'folders', database: 'embedded' },
  { name: 'folders-postgres', objects: 'folders', database: 'server' },
  { name: 's3-embedded', objects: 's3', database: 'embedded' },
  { name: 's3-postgres', objects: 's3', database: 'server' },
]

export function databaseUrl(): string | undefined {
  return process.env['MAGPIE_TEST_DATABASE_URL']
}

export function s3Server(): S3Server | undefined {
  const endpoint = process.env['MAGPIE_TEST_S3_ENDPOINT']
  if (endpoint === undefined) return undefined
  return {
    endpoint,
    accessKeyId: process.env['MAGPIE_TEST_S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: process.env['MAGPIE_TEST_S3_SECRET_ACCESS_KEY'] ?? '',
  }
}

/** The same server through another account, which may read nothing of the first. */
export function otherS3Account(): S3Server {
  const endpoint = process.env['MAGPIE_TEST_S3_ENDPOINT']
  const accessKeyId = process.env['MAGPIE_TEST_S3_OTHER_ACCESS_KEY_ID']
  const secretAccessKey = process.env['MAGPIE_TEST_S3_OTHER_SECRET_ACCESS_KEY']
  if (endpoint === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    throw new Error(
      'Cannot be another account: MAGPIE_TEST_S3_OTHER_ACCESS_KEY_ID and _SECRET_ACCESS_KEY are not set',
    )
  return { endpoint, accessKeyId, secretAccessKey }
}

export function stageNamed(name: string): Stage {
  const stage = all.find((candidate) => candidate.name === name)
  if (stage === undefined) throw new Error(`Cannot find the stage ${name}`)
  return stage
}

export function availableStages(): readonly Stage[] {
  const available = all.filter(
    (stage) =>
      (stage.objects === 'folders' || s3Server() !== undefined) &&
      (stage.database === 'embedded' || databaseUrl() !== undefined),
  )
  const left = all.filter((stage) => !available.includes(stage)).map((stage) => stage.name)
  if (left.length > 0) {
    const line = `conformance: left out ${left.join(', ')} (set MAGPIE_TEST_DATABASE_URL, MAGPIE_TEST_S3_ENDPOINT)`
    if (process.env['MAGPIE_TEST_ALL'] === '1') throw new Error(line)
    process.stderr.write(`${line}\n`)
  }
  return available
}
