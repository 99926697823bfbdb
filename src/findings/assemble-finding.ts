// The finding of one object in one run, from what its scan came to. It holds counts and places, never the text.
//
// A custom identifier with severity thresholds takes part only from its lowest threshold on.
import type { BucketDescription, ObjectEntry } from '../model/bucket.ts'
import type {
  CustomIdentifierDefinition,
  IdentifierCategory,
  SeverityDescription,
} from '../model/identifier.ts'
import type { Detection, ScanOutcome } from '../model/scan-outcome.ts'
import { facetsOf } from './facets.ts'
import { findingId, resultsId, type ScannedVersion } from './finding-id.ts'
import type { WireBucket, WireClassificationResult, WireFinding, WireObject, WireTag } from './finding.ts'
import { createPlaces, maxLocatedOccurrences, type Places } from './occurrences.ts'
import { highestSeverity, severityOf, severityScore } from './severity.ts'
import { typeTitleOf } from './type-titles.ts'

export interface FindingInput {
  readonly outcome: ScanOutcome
  readonly object: ObjectEntry & {
    /** Without the dot; '' where there is none. */
    readonly extension: string
    /** undefined: not known. */
    readonly tags?: ReadonlyMap<string, string> | undefined
  }
  readonly bucket: BucketDescription
  readonly job: FindingJob
  /** Definitions of the job's custom identifiers: their thresholds count. */
  readonly customIdentifiers: readonly Pick<CustomIdentifierDefinition, 'id' | 'severityLevels'>[]
  readonly createdAt: Date
  /** `s3://bucket/prefix/`, where the account's results are exported to; absent: nowhere. */
  readonly resultsRoot?: string | undefined
}

export interface FindingJob {
  /** The account that owns the job. */
  readonly accountId: string
  readonly jobId: string
  readonly jobArn: string
  readonly runNumber: number
  /** The service's own; a bucket may be elsewhere. */
  readonly region: string
  /** `aws` unless set. */
  readonly partition?: string
}

/** A finding and what is stored beside it. */
export interface FindingRecord {
  readonly accountId: string
  readonly jobId: string
  readonly runNumber: number
  readonly finding: WireFinding
  readonly facets: readonly string[]
}

/** undefined where there is nothing to report. */
export function assembleFinding(input: FindingInput): FindingRecord | undefined {
  const { outcome, job } = input
  const rated = rate(input)
  if (outcome.status === 'SKIPPED' || rated.length === 0) return undefined
  const detections = rated.map(({ detection }) => detection)
  const severity = highestSeverity(rated.map((each) => each.severity))
  const time = input.createdAt.toISOString()
  const finding: WireFinding = {
    schemaVersion: '1.0',
    id: findingId(scannedVersion(input)),
    accountId: input.bucket.accountId,
    partition: job.partition ?? 'aws',
    region: job.region,
    category: 'CLASSIFICATION',
    ...typeTitleOf(detections),
    severity: { description: severity, score: severityScore(severity) },
    createdAt: time,
    updatedAt: time,
    count: 1,
    archived: false,
    sample: false,
    resourcesAffected: { s3Bucket: wireBucket(input), s3Object: wireObject(input) },
    classificationDetails: {
      jobArn: job.jobArn,
      jobId: job.jobId,
      originType: 'SENSITIVE_DATA_DISCOVERY_JOB',
      detailedResultsLocation: resultsLocation(input),
      result: resultOf(outcome, outcome.status, { detections, places: placesOf(outcome) }),
    },
    policyDetails: null,
  }
  const { accountId, jobId, runNumber } = job
  return { accountId, jobId, runNumber, finding, facets: facetsOf(finding) }
}

interface Rated {
  readonly detection: Detection
  readonly severity: SeverityDescription
}

export function rate({ outcome, customIdentifiers }: FindingInput): readonly Rated[] {
  const levels = new Map(customIdentifiers.map(({ id, severityLevels }) => [id, severityLevels]))
  return outcome.detections.flatMap((detection) => {
    const severity = severityOf(detection, levels.get(detection.identifier.id))
    return severity === undefined ? [] : [{ detection, severity }]
  })
}

export function scannedVersion({
  job,
  bucket,
  object,
}: Pick<FindingInput, 'job' | 'bucket' | 'object'>): ScannedVersion {
  const { accountId, jobId, runNumber } = job
  return { accountId, jobId, runNumber, bucket: bucket.name, key: object.key, versionId: object.versionId }
}

/** Where the object's results are; where no bucket is configured for them, as AWS tells it. */
export function resultsLocation(input: FindingInput): string {
  return `${input.resultsRoot ?? 's3://[export-config-not-set]/'}${resultsKey(input)}`
}

/** Without the prefix that the account has chosen. */
export function resultsKey(input: Pick<FindingInput, 'job' | 'bucket' | 'object'>): string {
  const { job, bucket } = input
  const folder = `AWSLogs/${job.accountId}/Macie/${job.region}/${job.jobId}/${bucket.accountId}`
  return `${folder}/${resultsId(scannedVersion(input))}.jsonl.gz`
}

export function resultOf<Code extends ScanOutcome['status']>(
  outcome: ScanOutcome,
  code: Code,
  { detections, places }: { readonly detections: readonly Detection[]; readonly places: Places },
): Omit<WireClassificationResult, 'status'> & {
  readonly status: { readonly code: Code; readonly reason: string | null }
} {
  const sensitiveData = sensitiveDataOf(detections, places)
  const custom = detections.flatMap(({ identifier, count, located }) =>
    identifier.kind === 'custom'
      ? [{ arn: identifier.id, name: identifier.name, count, occurrences: places.take(located) }]
      : [],
  )
  return {
    status: { code, reason: outcome.reason ?? null },
    mimeType: outcome.mimeType ?? null,
    sizeClassified: outcome.bytesAnalysed,
    additionalOccurrences: sum(detections) > places.taken,
    sensitiveData,
    customDataIdentifiers: { totalCount: sum(custom), detections: custom },
  }
}

function placesOf(outcome: ScanOutcome): Places {
  return createPlaces(isArchive(outcome) ? 0 : maxLocatedOccurrences)
}

/** Places inside of an archive would need the inner file's name, which a finding cannot tell. */
function isArchive(outcome: ScanOutcome): boolean {
  return outcome.mimeType === 'application/gzip'
}

const categories: readonly IdentifierCategory[] = [
  'CREDENTIALS',
  'FINANCIAL_INFORMATION',
  'PERSONAL_INFORMATION',
]

function sensitiveDataOf(
  detections: readonly Detection[],
  places: Places,
): WireClassificationResult['sensitiveData'] {
  return categories.flatMap((category) => {
    const found = detections.flatMap(({ identifier, count, located }) =>
      identifier.kind === 'managed' && identifier.category === category
        ? [{ type: identifier.id, count, occurrences: places.take(located) }]
        : [],
    )
    return found.length === 0 ? [] : [{ category, totalCount: sum(found), detections: found }]
  })
}

function sum(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((total, { count }) => total + count, 0)
}

const unknownEncryption = { encryptionType: 'UNKNOWN', kmsMasterKeyId: null }

export function wireBucket({ bucket, job }: FindingInput): WireBucket {
  return {
    name: bucket.name,
    arn: bucketArn(bucket, job),
    createdAt: bucket.createdAt?.toISOString() ?? null,
    owner: { displayName: null, id: null },
    tags: wireTags(bucket.tags),
    defaultServerSideEncryption: unknownEncryption,
    publicAccess: { effectivePermission: 'UNKNOWN', permissionConfiguration: null },
    allowsUnencryptedObjectUploads: 'UNKNOWN',
  }
}

export function wireObject({ object, bucket, job }: FindingInput): WireObject {
  return {
    bucketArn: bucketArn(bucket, job),
    key: object.key,
    path: `${bucket.name}/${object.key}`,
    extension: object.extension,
    lastModified: object.lastModified.toISOString(),
    size: object.size,
    storageClass: object.storageClass ?? 'STANDARD',
    tags: wireTags(object.tags),
    eTag: object.eTag,
    versionId: object.versionId ?? '',
    publicAccess: null,
    serverSideEncryption: unknownEncryption,
  }
}

function bucketArn(bucket: BucketDescription, job: FindingJob): string {
  return `arn:${job.partition ?? 'aws'}:s3:::${bucket.name}`
}

function wireTags(tags: ReadonlyMap<string, string> | undefined): readonly WireTag[] {
  return [...(tags ?? [])].map(([key, value]) => ({ key, value }))
}
