// What the demo shows of a finished job, as the API tells it.
import {
  GetFindingsCommand,
  paginateListFindings,
  type Finding,
  type Macie2Client,
  type Occurrences,
} from '@aws-sdk/client-macie2'
import { formatBytes, formatCount } from '../src/cli/amounts.ts'
import { locationText, renderTable } from '../src/cli/render-report.ts'
import type { ServerClient } from '../src/cli/server-client.ts'
import { terminalText } from '../src/cli/terminal-text.ts'
import type { Location } from '../src/model/location.ts'

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

/** Findings of one type and severity, and below it what was found, identifier by identifier. */
interface Kind {
  readonly type: string
  readonly severity: string
  readonly score: number
  objects: number
  occurrences: number
  readonly identifiers: Map<string, Found>
}

interface Found {
  objects: number
  occurrences: number
  /** Where one finding has it: the fifteen locations that a finding carries may be those of others. */
  readonly example: { readonly findingId: string; readonly key: string }
  readonly places: string[]
}

interface OccurrencesPage {
  readonly occurrences: readonly { readonly identifier: string; readonly location: Location }[]
}

const placesShown = 2
const headings = ['FINDING', 'SEVERITY', 'OBJECTS', 'OCCURRENCES', 'FIRST LOCATIONS']

export async function renderFindings(
  macie: Macie2Client,
  client: ServerClient,
  jobId: string,
): Promise<string> {
  const kinds = new Map<string, Kind>()
  const findings: Finding[] = []
  for await (const finding of findingsOf(macie, jobId)) findings.push(finding)
  for (const finding of findings.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) addTo(kinds, finding)
  for (const { identifiers } of kinds.values()) {
    for (const [name, found] of identifiers) await findPlace(client, name, found)
  }
  const sorted = [...kinds.values()].toSorted((a, b) => b.score - a.score || b.objects - a.objects)
  return renderTable([headings, ...sorted.flatMap(rowsOf)])
}

function rowsOf({ type, severity, objects, occurrences, identifiers }: Kind): (string | number)[][] {
  const found = [...identifiers].toSorted(([, a], [, b]) => b.occurrences - a.occurrences)
  return [
    [type, severity, objects, occurrences, ''],
    ...found.flatMap(([name, { places, ...counts }]) => [
      [`  ${name}`, '', counts.objects, counts.occurrences, places[0] ?? ''],
      ...places.slice(1).map((place) => ['', '', '', '', place]),
    ]),
  ]
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

function addTo(kinds: Map<string, Kind>, finding: Finding): void {
  const { type = 'unknown', severity: { description = 'unknown', score = 0 } = {} } = finding
  const name = `${type} ${description}`
  const kind = kinds.get(name) ?? {
    type,
    severity: description,
    score,
    objects: 0,
    occurrences: 0,
    identifiers: new Map<string, Found>(),
  }
  kinds.set(name, kind)
  kind.objects++
  const key = keyOf(finding)
  const sensitive = finding.classificationDetails?.result?.sensitiveData ?? []
  for (const { type: identifier = '', count = 0, occurrences } of sensitive.flatMap(
    (data) => data.detections ?? [],
  )) {
    const found = kind.identifiers.get(identifier) ?? {
      objects: 0,
      occurrences: 0,
      example: { findingId: finding.id ?? '', key },
      places: [],
    }
    kind.identifiers.set(identifier, found)
    kind.occurrences += count
    found.objects++
    found.occurrences += count
    const place = occurrences && locationOf(occurrences)
    if (place !== undefined && found.places.length < placesShown) found.places.push(`${key}: ${place}`)
  }
}

function keyOf({ resourcesAffected }: Finding): string {
  return terminalText(resourcesAffected?.s3Object?.path ?? '')
}

/** From Magpie's own list of every occurrence, where the findings themselves have no location. */
async function findPlace(client: ServerClient, name: string, { example, places }: Found): Promise<void> {
  if (places.length > 0) return
  const { findingId, key } = example
  const page = await client.request('tell the occurrences', ['magpie', 'findings', findingId, 'occurrences'])
  const first = (page as OccurrencesPage).occurrences.find(({ identifier }) => identifier === name)
  if (first !== undefined) places.push(`${key}: ${locationText(first.location)}`)
}

/** undefined: findings of archives have no locations; the extension for occurrences has them. */
function locationOf({ cells, records, lineRanges }: Occurrences): string | undefined {
  const [cell, record, lines] = [cells?.[0], records?.[0], lineRanges?.[0]]
  if (cell !== undefined) {
    const name = cell.columnName === undefined ? '' : ` (${terminalText(cell.columnName)})`
    return `row ${cell.row}, column ${cell.column}${name}`
  }
  if (record !== undefined) return `record ${record.recordIndex}, ${terminalText(record.jsonPath ?? '')}`
  return lines && `line ${lines.start}`
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
  const introduction =
    kept === undefined
      ? 'The server has stopped and its files are gone. "npm run demo -- --keep" leaves it running, and ends with these\n' +
        'lines for its address:'
      : `The server goes on (stop it: kill ${kept}). Try next, here:`
  const lines = [
    introduction,
    '',
    `  C=${data}/credentials`,
    '  export AWS_SHARED_CREDENTIALS_FILE=$C AWS_PROFILE=magpie AWS_DEFAULT_REGION=us-east-1',
    `  aws macie2 describe-classification-job --job-id ${jobId} --endpoint-url ${endpoint}`,
    `  aws macie2 list-findings --max-results 3 --endpoint-url ${endpoint}`,
    `  curl --aws-sigv4 aws:amz:us-east-1:macie2 --user ${keys} \\`,
    `    ${endpoint}/magpie/jobs/${jobId}/coverage -sS`,
    `  ./bin/magpie watch ${jobId} --endpoint-url ${endpoint}`,
  ]
  return lines.join('\n')
}
