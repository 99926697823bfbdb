// Everything the API needs from the rest of the program. main.ts puts it together; tests put together their own.
//
// What the API may not import (runs, queue) comes in as functions and is typed by what it hands over.
import type { Logger } from 'pino'
import type { AccessKeys } from '../access/access-keys.ts'
import type { Principals } from '../access/principals.ts'
import type { Database } from '../database/open-database.ts'
import type { JobContext } from '../jobs/job-context.ts'
import type { WireFinding } from '../findings/finding.ts'
import type { AllowListStatus } from '../model/allow-list.ts'
import type { Job } from '../model/job.ts'
import type { Location } from '../model/location.ts'
import type { ExportDestination, ExportFailure } from '../store/export-configurations.ts'
import type { Metrics } from './metrics.ts'
import type { SessionGate } from './session-gate.ts'

export interface ApiContext {
  readonly database: Database
  /** What the rules of jobs work with: handed through as it is. */
  readonly jobs: JobContext
  /** The clock. */
  readonly now: () => Date
  /** The server's own account and region. */
  readonly accountId: string
  readonly region: string
  /** Never given bodies, signatures or secrets. */
  readonly logger: Logger
  readonly principals: Principals
  readonly accessKeys: AccessKeys
  /** Signs page tokens; the same in every process that serves one database. */
  readonly pageTokenKey: Buffer
  readonly sessions: SessionGate
  readonly metrics: Metrics
  /** Unsigned requests and any keys act as the admin of the server's own account. */
  readonly noAuth: boolean
  readonly rateLimits: 'off' | 'aws'
  /** How far clients' clocks may be off; AWS's 15 minutes unless said otherwise. */
  readonly clockSkewSeconds?: number | undefined
  /** Bytes of analysis an account may use in a month; undefined: any number. */
  readonly monthlyQuotaBytes?: number | undefined
  readonly completeWording: 'cancelled' | 'completed'
  /** Host that clients sign where a proxy rewrites it. */
  readonly externalHost?: string | undefined
  /** Before a question about the account's buckets is answered; it takes a few seconds at most, and never throws. */
  readonly freshenBuckets: (accountId: string) => Promise<void>
  /** undefined: the job has had no run. */
  readonly progress: (jobId: string) => Promise<JobProgress | undefined>
  /** 'no-answer': the store of the objects is slow or away. */
  readonly previewJob: (job: Job, now: Date) => Promise<JobPreview | 'no-answer'>
  readonly coverage: (query: CoverageQuery) => Promise<CoveragePage>
  /** Whether an allow list's object can be read now. */
  readonly allowListStatus: (place: AllowListPlace) => Promise<AllowListStatus>
  /** Writes an object there, and says whether the store takes the key for encryption. */
  readonly testExport: (
    destination: ExportDestination,
  ) => Promise<{ readonly accepted: { readonly encrypts: boolean } } | { readonly refused: ExportFailure }>
  readonly reveal: Reveal
  readonly occurrences: (query: OccurrencesQuery) => Promise<OccurrencesPage>
}

/** The object with the words of an account's allow list. */
export interface AllowListPlace {
  readonly accountId: string
  readonly bucketName: string
  readonly objectKey: string
}

/** The current or latest run of a job. */
export interface JobProgress {
  readonly runNumber: number
  readonly phase: 'listing' | 'scanning' | 'finished'
  /** Which state of the identifiers it began with; null where none was recorded. */
  readonly identifierSet: string | null
  readonly objects: ObjectProgress
  readonly bytes: ByteProgress
  readonly bytesPerSecond: number
  /** null while nothing can be said. */
  readonly etaSeconds: number | null
  readonly buckets: readonly {
    readonly name: string
    readonly listed: boolean
    readonly error?: string | null
    readonly objects: ObjectProgress
    readonly bytes: ByteProgress
  }[]
}
export interface ObjectProgress {
  readonly listed: number
  readonly selected: number
  readonly complete: number
  readonly partial: number
  readonly skipped: number
}
export interface ByteProgress {
  readonly selected: number
  readonly done: number
}

/** What the first run of a job would read. */
export interface JobPreview {
  readonly buckets: readonly {
    readonly name: string
    /** The event type that the job would tell; null where the bucket can be listed. */
    readonly error: string | null
    readonly complete: boolean
    readonly objects: PreviewedObjects
    readonly bytes: { readonly eligible: number }
  }[]
  readonly errors: readonly { readonly errorType: string; readonly description: string }[]
  /** By the keys' extensions. */
  readonly formats: readonly { readonly format: string; readonly objects: number; readonly bytes: number }[]
  readonly skipped: readonly {
    readonly reason: string
    readonly objects: number
    readonly bytes: number
    readonly example: string
  }[]
  readonly objects: PreviewedObjects & { readonly selected: number }
  readonly bytes: { readonly eligible: number; readonly selected: number }
  readonly samplingPercentage: number
  /** False: the buckets hold more than a preview lists. */
  readonly complete: boolean
  /** null: at once. */
  readonly firstRunAt: string | null
  readonly estimate: {
    readonly seconds: number
    readonly bytesPerSecond: number
    /** `runs`: measured by the latest runs. `trial`: by a moment of scanning here, without the way to the store. */
    readonly basis: 'runs' | 'trial'
  }
}
export interface PreviewedObjects {
  readonly listed: number
  readonly eligible: number
  readonly skipped: number
  readonly outOfScope: number
}

export type CoverageStatus = 'COMPLETE' | 'PARTIAL' | 'SKIPPED'
/** Of the latest run of a job that exists and belongs to the caller. */
export interface CoverageQuery {
  readonly jobId: string
  readonly status: CoverageStatus | undefined
  readonly reason: string | undefined
  /** `next` of the page before. */
  readonly after: string | undefined
  readonly limit: number
}
export interface CoveragePage {
  readonly totals: readonly {
    readonly status: CoverageStatus
    readonly reason: string | null
    readonly objects: number
    readonly bytes: number
  }[]
  readonly objects: readonly {
    readonly bucket: string
    readonly key: string
    readonly status: CoverageStatus
    readonly reason: string | null
    readonly size: number
    readonly bytesAnalysed: number
    readonly detail: string | null
  }[]
  /** Where the next page begins, in the words of whoever answers; absent on the last. */
  readonly next?: string | undefined
}

/** Samples of what a finding reports, of findings that exist and belong to the caller. */
export interface Reveal {
  /** AWS's codes: why no samples can be had; none where they can. */
  unavailability(finding: WireFinding): Promise<readonly string[]>
  /** What is under way, or was retrieved in the last minutes. */
  current(findingId: string): Retrieval | undefined
  /** Starts to read the object, unless somebody did, and waits a moment for the end. */
  retrieve(finding: WireFinding): Promise<Retrieval>
}
export type Retrieval =
  | { readonly status: 'PROCESSING' }
  | { readonly status: 'SUCCESS'; readonly samples: ReadonlyMap<string, readonly string[]> }
  | { readonly status: 'ERROR'; readonly error: string }

/** Of a finding that exists and belongs to the caller. */
export interface OccurrencesQuery {
  readonly findingId: string
  readonly after: string | undefined
  readonly limit: number
}
export interface OccurrencesPage {
  /** Which state of the identifiers found them; null where none was recorded. */
  readonly identifierSet: string | null
  readonly occurrences: readonly {
    readonly identifier: string
    readonly category: string
    readonly location: Location
  }[]
  readonly next?: string | undefined
}
