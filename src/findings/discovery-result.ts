// The discovery result of one object in one run: the record of an examination, whether or not anything was found, and
// also where nothing could be read. Shaped as a finding, with up to 1,000 places of each detection.
import {
  resultOf,
  resultsLocation,
  rate,
  scannedVersion,
  wireBucket,
  wireObject,
} from './assemble-finding.ts'
import type { FindingInput } from './assemble-finding.ts'
import { findingId } from './finding-id.ts'
import type {
  FindingType,
  WireBucket,
  WireClassificationDetails,
  WireClassificationResult,
  WireFinding,
  WireObject,
} from './finding.ts'
import { placesOfEach } from './occurrences.ts'
import { highestSeverity, severityScore } from './severity.ts'
import { typeTitleOf } from './type-titles.ts'

export const maxLocatedOfDetection = 1_000

export interface DiscoveryResult extends Omit<
  WireFinding,
  | 'type'
  | 'title'
  | 'description'
  | 'severity'
  | 'count'
  | 'archived'
  | 'sample'
  | 'policyDetails'
  | 'resourcesAffected'
  | 'classificationDetails'
> {
  /** Null, as are the next three, where nothing was found that is to be reported. */
  readonly type: FindingType | null
  readonly title: string | null
  readonly description: string | null
  readonly severity: WireFinding['severity'] | null
  readonly resourcesAffected: {
    readonly s3Bucket: WireBucket
    /** What the listing did not tell of an object that could not be read is null. */
    readonly s3Object: Omit<WireObject, 'lastModified' | 'eTag'> & {
      readonly lastModified: string | null
      readonly eTag: string | null
    }
  }
  readonly classificationDetails: Omit<WireClassificationDetails, 'result'> & {
    readonly result: Omit<WireClassificationResult, 'status'> & {
      readonly status: { readonly code: 'COMPLETE' | 'PARTIAL' | 'SKIPPED'; readonly reason: string | null }
    }
  }
}

export interface DiscoveryInput extends Omit<FindingInput, 'object'> {
  readonly object: Omit<FindingInput['object'], 'eTag' | 'lastModified'> & {
    readonly eTag: string | undefined
    readonly lastModified: Date | undefined
  }
}

export function discoveryResult(input: DiscoveryInput): DiscoveryResult {
  const { outcome, job } = input
  const object = {
    ...input.object,
    eTag: input.object.eTag ?? '',
    lastModified: input.object.lastModified ?? new Date(0),
  }
  const known = { ...input, object }
  const rated = outcome.status === 'SKIPPED' ? [] : rate(known)
  const detections = rated.map(({ detection }) => detection)
  const time = input.createdAt.toISOString()
  return {
    schemaVersion: '1.0',
    id: findingId(scannedVersion(known)),
    accountId: input.bucket.accountId,
    partition: job.partition ?? 'aws',
    region: job.region,
    category: 'CLASSIFICATION',
    ...(rated.length === 0 ? nothing : { ...typeTitleOf(detections), severity: severityOfAll(rated) }),
    createdAt: time,
    updatedAt: time,
    resourcesAffected: {
      s3Bucket: wireBucket(known),
      s3Object: {
        ...wireObject(known),
        eTag: input.object.eTag ?? null,
        lastModified: input.object.lastModified?.toISOString() ?? null,
      },
    },
    classificationDetails: {
      jobArn: job.jobArn,
      jobId: job.jobId,
      originType: 'SENSITIVE_DATA_DISCOVERY_JOB',
      detailedResultsLocation: resultsLocation(known),
      result: resultOf(outcome, outcome.status, { detections, places: placesOfEach(maxLocatedOfDetection) }),
    },
  }
}

const nothing = { type: null, title: null, description: null, severity: null }

function severityOfAll(rated: ReturnType<typeof rate>): WireFinding['severity'] {
  const description = highestSeverity(rated.map(({ severity }) => severity))
  return { description, score: severityScore(description) }
}
