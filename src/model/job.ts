// A classification job as it is stored. Members and words are the API's own (DescribeClassificationJob).

export type JobStatus = 'RUNNING' | 'PAUSED' | 'CANCELLED' | 'COMPLETE' | 'IDLE' | 'USER_PAUSED'
export type JobType = 'ONE_TIME' | 'SCHEDULED'
export type ManagedDataIdentifierSelector = 'ALL' | 'EXCLUDE' | 'INCLUDE' | 'NONE' | 'RECOMMENDED'
export const daysOfWeek = [
  'SUNDAY',
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
] as const
export type DayOfWeek = (typeof daysOfWeek)[number]

/** Exactly one member is present. */
export interface ScheduleFrequency {
  readonly dailySchedule?: Record<string, never>
  readonly weeklySchedule?: { readonly dayOfWeek: DayOfWeek }
  readonly monthlySchedule?: { readonly dayOfMonth: number }
}

export type ScopeComparator = 'EQ' | 'GT' | 'GTE' | 'LT' | 'LTE' | 'NE' | 'CONTAINS' | 'STARTS_WITH'
export type ScopeKey =
  | 'OBJECT_EXTENSION'
  | 'OBJECT_KEY'
  | 'OBJECT_LAST_MODIFIED_DATE'
  | 'OBJECT_SIZE'
  | 'BUCKET_CREATION_DATE'
  | 'TAG'

export interface SimpleScopeTerm {
  readonly comparator: ScopeComparator
  readonly key: ScopeKey
  readonly values: readonly string[]
}
export interface TagPair {
  readonly key?: string
  readonly value?: string
}
export interface TagScopeTerm {
  readonly comparator: 'EQ' | 'NE'
  readonly key: 'TAG'
  readonly tagValues: readonly TagPair[]
  readonly target: 'S3_OBJECT'
}
/** Exactly one member is present. */
export interface ScopeTerm {
  readonly simpleScopeTerm?: SimpleScopeTerm
  readonly tagScopeTerm?: TagScopeTerm
}
export interface ScopeBlock {
  readonly and?: readonly ScopeTerm[]
}
export interface Scoping {
  readonly includes?: ScopeBlock
  readonly excludes?: ScopeBlock
}

export type BucketCriterionKey =
  | 'ACCOUNT_ID'
  | 'S3_BUCKET_NAME'
  | 'S3_BUCKET_EFFECTIVE_PERMISSION'
  | 'S3_BUCKET_SHARED_ACCESS'
/** Exactly one member is present. */
export interface BucketCriterion {
  readonly simpleCriterion?: {
    readonly comparator: 'EQ' | 'NE'
    readonly key: BucketCriterionKey
    readonly values: readonly string[]
  }
  readonly tagCriterion?: { readonly comparator: 'EQ' | 'NE'; readonly tagValues: readonly TagPair[] }
}
export interface BucketCriteriaBlock {
  readonly and?: readonly BucketCriterion[]
}
export interface BucketCriteria {
  readonly includes?: BucketCriteriaBlock
  readonly excludes?: BucketCriteriaBlock
}
/** At least one member is present: accountId alone means all buckets of that account at each run's start. */
export interface BucketDefinition {
  readonly accountId?: string
  readonly buckets?: readonly string[]
}
/** Exactly one of bucketDefinitions and bucketCriteria is present. */
export interface S3JobDefinition {
  readonly bucketDefinitions?: readonly BucketDefinition[]
  readonly bucketCriteria?: BucketCriteria
  readonly scoping?: Scoping
}

/** What the user asked for: everything of a job that never changes. */
export interface JobRequest {
  readonly clientToken: string
  readonly name: string
  readonly description?: string
  readonly jobType: JobType
  readonly initialRun: boolean
  readonly samplingPercentage: number
  readonly scheduleFrequency?: ScheduleFrequency
  readonly s3JobDefinition: S3JobDefinition
  readonly managedDataIdentifierSelector: ManagedDataIdentifierSelector
  readonly managedDataIdentifierIds: readonly string[]
  readonly customDataIdentifierIds: readonly string[]
  readonly allowListIds: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

export interface Job extends JobRequest {
  /** 32 lowercase hex characters. */
  readonly jobId: string
  readonly jobArn: string
  readonly accountId: string
  readonly region: string
  readonly jobStatus: JobStatus
  readonly createdAt: Date
  /** Start of the latest run. */
  readonly lastRunTime: Date | undefined
  readonly lastRunError: boolean
  readonly numberOfRuns: number
  /** The next slot of a SCHEDULED job. */
  readonly nextRunAt: Date | undefined
  /** What the job was when the user paused it; set while USER_PAUSED. */
  readonly pausedFrom: JobStatus | undefined
  readonly userPausedAt: Date | undefined
  /** undefined also where a job that was IDLE is paused: nothing of it expires. */
  readonly userPauseExpiresAt: Date | undefined
}
