// The discovery results of the objects in a results file, one after the other, from the file's lines and the run's rows.
//
// The one fact to know: occurrences come before the line of their object, and those of a reading that was given up never
// have one. Of each identifier no more is held than a record tells.
import { extensionOf } from '../content/classifiable.ts'
import {
  discoveryResult,
  maxLocatedOfDetection,
  type DiscoveryInput,
  type DiscoveryResult,
} from '../findings/discovery-result.ts'
import { resultsKey } from '../findings/assemble-finding.ts'
import type { BucketDescription } from '../model/bucket.ts'
import type { IdentifierSelection } from '../model/identifier.ts'
import type { Job } from '../model/job.ts'
import type { Location } from '../model/location.ts'
import type { DetectedIdentifier, ScanOutcome } from '../model/scan-outcome.ts'
import type { CountedDetection, ObjectLine, OccurrencesLine, ResultLine } from '../results/results-store.ts'

/** What all objects of a results file share. */
export interface ResultsSource {
  readonly job: Pick<Job, 'accountId' | 'jobId' | 'jobArn' | 'region'>
  readonly runNumber: number
  readonly custom: IdentifierSelection['custom']
  readonly bucket: BucketDescription
  readonly createdAt: Date
  /** `s3://bucket/prefix/` */
  readonly resultsRoot: string
}

export interface RecordedObject {
  /** Without the prefix that the account has chosen. */
  readonly key: string
  readonly record: DiscoveryResult
  /** There is a finding of the record's id. */
  readonly hasFinding: boolean
}

export async function* discoveryResults(
  lines: AsyncIterable<ResultLine>,
  source: ResultsSource,
): AsyncGenerator<RecordedObject> {
  let held = { o: -1, located: new Map<string, Location[]>() }
  for await (const line of lines) {
    if (line.o !== held.o) held = { o: line.o, located: new Map() }
    if (line.t === 'occurrences') hold(held.located, line)
    else yield recordOf(line, held.located, source)
  }
}

function hold(located: Map<string, Location[]>, { items }: OccurrencesLine): void {
  for (const { identifier, location } of items) {
    const places = located.get(identifier) ?? []
    if (places.length === 0) located.set(identifier, places)
    if (places.length < maxLocatedOfDetection) places.push(location)
  }
}

function recordOf(
  line: ObjectLine,
  located: ReadonlyMap<string, readonly Location[]>,
  source: ResultsSource,
): RecordedObject {
  const { key, size, eTag, lastModified, versionId, storageClass } = line
  const { accountId, jobId, jobArn, region } = source.job
  const input: DiscoveryInput = {
    outcome: outcomeOf(line, located, source),
    object: {
      key,
      size,
      eTag,
      lastModified: lastModified === undefined ? undefined : new Date(lastModified),
      ...(versionId === undefined ? {} : { versionId }),
      ...(storageClass === undefined ? {} : { storageClass }),
      extension: extensionOf(key),
    },
    bucket: source.bucket,
    job: { accountId, jobId, jobArn, region, runNumber: source.runNumber },
    customIdentifiers: source.custom,
    createdAt: source.createdAt,
    resultsRoot: source.resultsRoot,
  }
  const object = { ...input.object, eTag: '', lastModified: source.createdAt }
  return {
    key: resultsKey({ ...input, object }),
    record: discoveryResult(input),
    hasFinding: line.findingId !== undefined,
  }
}

function outcomeOf(
  { status, reason, bytesAnalysed, mimeType, detections }: ObjectLine,
  located: ReadonlyMap<string, readonly Location[]>,
  source: ResultsSource,
): ScanOutcome {
  return {
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(mimeType === undefined ? {} : { mimeType }),
    bytesAnalysed,
    detections: detections.map((detection) => {
      const places = located.get(detection.identifier) ?? []
      return {
        identifier: identifierOf(detection, source),
        count: detection.count,
        located: places,
        occurrencesKept: places.length,
      }
    }),
  }
}

function identifierOf(
  { identifier: id, category }: CountedDetection,
  { custom }: ResultsSource,
): DetectedIdentifier {
  if (category !== 'CUSTOM_IDENTIFIER') return { kind: 'managed', id, category }
  return { kind: 'custom', id, name: custom.find((definition) => definition.id === id)?.name ?? '' }
}
