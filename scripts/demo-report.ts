// What the demo shows of a finished job, as the API tells it.
import {
  GetFindingsCommand,
  paginateListFindings,
  type Finding,
  type Macie2Client,
  type Occurrences,
} from '@aws-sdk/client-macie2'
import { formatBytes, formatCount } from '../src/cli/amounts.ts'
import { renderTable } from '../src/cli/render-report.ts'
import type { ServerClient } from '../src/cli/server-client.ts'
import { terminalText } from '../src/cli/terminal-text.ts'

interface Coverage {
  readonly totals: readonly { status: string; reason: string | null; objects: number; bytes: number }[]
}

interface Demo {
  readonly endpoint: string
  readonly data: string
  readonly jobId: string
  /** The server's process where it goes on. */
  readonly kept: number | undefined
}

interface Row {
  readonly type: string
  readonly severity: string
  readonly score: number
  objects: number
  occurrences: number
  readonly places: string[]
}

export async function renderFindings(macie: Macie2Client, jobId: string): Promise<string> {
  const rows = new Map<string, Row>()
  for await (const finding of findingsOf(macie, jobId)) addTo(rows, finding)
  const sorted = [...rows.values()].toSorted((a, b) => b.score - a.score || b.objects - a.objects)
  const cells = sorted.flatMap((row) => [
    [row.type, row.severity, row.objects, row.occurrences, row.places[0] ?? ''],
    ...row.places.slice(1).map((place) => ['', '', '', '', place]),
  ])
  return renderTable([['FINDING', 'SEVERITY', 'OBJECTS', 'OCCURRENCES', 'FIRST LOCATIONS'], ...cells])
}

async function* findingsOf(client: Macie2Client, jobId: string): AsyncGenerator<Finding> {
  const findingCriteria = { criterion: { 'classificationDetails.jobId': { eq: [jobId] } } }
  for await (const { findingIds = [] } of paginateListFindings(
    { client, pageSize: 50 },
    { findingCriteria },
  )) {
    if (findingIds.length > 0)
      yield* (await client.send(new GetFindingsCommand({ findingIds }))).findings ?? []
  }
}

function addTo(rows: Map<string, Row>, finding: Finding): void {
  const { type = 'unknown', severity, count = 0 } = finding
  const name = `${type} ${severity?.description}`
  const row = rows.get(name) ?? {
    type,
    severity: severity?.description ?? 'unknown',
    score: severity?.score ?? 0,
    objects: 0,
    occurrences: 0,
    places: [],
  }
  rows.set(name, row)
  row.objects++
  row.occurrences += sensitiveCount(finding) || count
  const place = placeOf(finding)
  if (place !== undefined && row.places.length < 3) row.places.push(place)
}

function sensitiveCount({ classificationDetails }: Finding): number {
  const { sensitiveData = [], customDataIdentifiers } = classificationDetails?.result ?? {}
  return sensitiveData.reduce(
    (sum, { totalCount = 0 }) => sum + totalCount,
    customDataIdentifiers?.totalCount ?? 0,
  )
}

/** `key: row 2, column 3: USA_SOCIAL_SECURITY_NUMBER`. */
function placeOf({ classificationDetails, resourcesAffected }: Finding): string | undefined {
  const detections =
    classificationDetails?.result?.sensitiveData?.flatMap((data) => data.detections ?? []) ?? []
  const [first] = detections
  if (first?.occurrences === undefined) return undefined
  const key = terminalText(resourcesAffected?.s3Object?.path ?? '')
  return `${key}: ${locationOf(first.occurrences)}: ${first.type}`
}

function locationOf({ cells, records, lineRanges }: Occurrences): string {
  const [cell, record, lines] = [cells?.[0], records?.[0], lineRanges?.[0]]
  if (cell !== undefined) return `row ${cell.row}, column ${cell.column}`
  if (record !== undefined) return `record ${record.recordIndex}, ${terminalText(record.jsonPath ?? '')}`
  return lines === undefined ? 'not located' : `line ${lines.start}`
}

export async function renderCoverage(client: ServerClient, jobId: string): Promise<string> {
  const { totals } = (await client.request('tell the coverage', [
    'magpie',
    'jobs',
    jobId,
    'coverage',
  ])) as Coverage
  const objects = totals.reduce((sum, total) => sum + total.objects, 0)
  const rows = totals.map((total) => [
    total.status,
    total.objects,
    formatBytes(total.bytes).padStart(8),
    total.reason ?? '',
  ])
  return `Coverage: ${formatCount(objects)} objects\n${renderTable(rows, '  ')}`
}

export function renderNextSteps({ endpoint, data, jobId, kept }: Demo): string {
  const keys = "\"$(sed -n 's/aws_access_key_id = //p' $C):$(sed -n 's/aws_secret_access_key = //p' $C)\""
  const again = 'The server has stopped; "npm run demo -- --keep" leaves it running, and then:'
  const lines = [
    kept === undefined ? again : `The server goes on (stop it: kill ${kept}). Try next:`,
    '',
    `  C=${data}/credentials`,
    '  export AWS_SHARED_CREDENTIALS_FILE=$C AWS_PROFILE=magpie AWS_DEFAULT_REGION=us-east-1',
    `  aws macie2 describe-classification-job --job-id ${jobId} --endpoint-url ${endpoint}`,
    `  aws macie2 list-findings --endpoint-url ${endpoint}`,
    `  curl --aws-sigv4 aws:amz:us-east-1:macie2 --user ${keys} \\`,
    `    ${endpoint}/magpie/jobs/${jobId}/coverage`,
    `  ./bin/magpie watch ${jobId} --endpoint-url ${endpoint} --data ${data}`,
  ]
  return lines.join('\n')
}
