// The fields of buckets that criteria name, and what each is in SQL.
//
// The one fact to know: a value that is not known is null here. It equals nothing and is in no range; a condition that
// something is not so holds.
import { sql, type RawBuilder } from 'kysely'

export type BucketFieldType = 'string' | 'number' | 'boolean' | 'date' | 'list'

export interface BucketField {
  readonly type: BucketFieldType
  /** Over the row `buckets`: text, numeric, boolean, timestamptz or text[] by the type. */
  readonly expression: RawBuilder<unknown>
}

export function bucketField(name: string): BucketField | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** Never null for a bucket that was counted; 1 is empty, 50 not analysed: nothing else is, without automated discovery. */
export const sensitivityScore = sql<number | null>`
  case when counts is null then null when counts ->> 'objectCount' = '0' then 1 else 50 end`

/** The job that the account has, whatever became of it, whose run read the bucket last. */
const runs = sql`run_buckets join runs using (job_id, run_number)
  where run_buckets.account_id = buckets.account_id and run_buckets.bucket = buckets.name`
const lastRun = (column: 'job_id' | 'started_at') =>
  sql`(select runs.${sql.ref(column)} from ${runs} order by runs.started_at desc, runs.job_id limit 1)`

/** Named by a job that is not cancelled, or matched when such a job ran. */
function isDefinedIn(jobType: RawBuilder<boolean>): RawBuilder<string> {
  const job = sql`jobs.account_id = buckets.account_id and job_status <> 'CANCELLED' and ${jobType}`
  return sql<string>`case when exists (
      select from jobs
      cross join lateral json_array_elements(s3_job_definition -> 'bucketDefinitions') as definition
      where ${job}
        and coalesce(definition ->> 'accountId', jobs.account_id) = buckets.account_id
        and (definition -> 'buckets' is null
          or exists (select from json_array_elements_text(definition -> 'buckets') as named(name)
            where named.name = buckets.name)))
    or exists (
      select from run_buckets join jobs using (job_id)
      where run_buckets.account_id = buckets.account_id and run_buckets.bucket = buckets.name and ${job})
    then 'TRUE' else 'FALSE' end`
}

export const jobDetails = {
  isDefinedInJob: isDefinedIn(sql<boolean>`true`),
  isMonitoredByJob: isDefinedIn(sql<boolean>`job_type = 'SCHEDULED'`),
  lastJobId: lastRun('job_id'),
  lastJobRunTime: lastRun('started_at'),
}

const text = (expression: RawBuilder<unknown>): BucketField => ({ type: 'string', expression })
const number = (expression: RawBuilder<unknown>): BucketField => ({ type: 'number', expression })
const date = (expression: RawBuilder<unknown>): BucketField => ({ type: 'date', expression })
const list = (expression: RawBuilder<unknown>): BucketField => ({ type: 'list', expression })
const property = (...path: string[]) => sql`properties #>> ${`{${path.join(',')}}`}`
const known = (name: string) => text(sql`coalesce(${property(name)}, 'UNKNOWN')`)
const flag = (...path: string[]): BucketField => ({
  type: 'boolean',
  expression: sql`(${property(...path)})::boolean`,
})

export function count(...path: string[]): RawBuilder<number> {
  return sql<number>`(counts #>> ${`{${path.join(',')}}`})::bigint`
}

const blocks = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']

const fields: Readonly<Record<string, BucketField>> = {
  accountId: text(sql`account_id`),
  allowsUnencryptedObjectUploads: known('allowsUnencryptedObjectUploads'),
  automatedDiscoveryMonitoringStatus: text(sql`'NOT_MONITORED'`),
  bucketArn: text(sql`'arn:aws:s3:::' || name`),
  bucketCreatedAt: date(sql`created_at`),
  bucketName: text(sql`name`),
  ...counted(
    'classifiableObjectCount',
    'classifiableSizeInBytes',
    'objectCount',
    'sizeInBytes',
    'sizeInBytesCompressed',
  ),
  errorCode: text(sql`error_code`),
  errorMessage: text(sql`error_message`),
  'jobDetails.isDefinedInJob': text(jobDetails.isDefinedInJob),
  'jobDetails.isMonitoredByJob': text(jobDetails.isMonitoredByJob),
  'jobDetails.lastJobId': text(jobDetails.lastJobId),
  'jobDetails.lastJobRunTime': date(jobDetails.lastJobRunTime),
  lastAutomatedDiscoveryTime: date(sql`null::timestamptz`),
  lastUpdated: date(sql`last_updated`),
  ...within(
    'objectCountByEncryptionType',
    'customerManaged',
    'kmsManaged',
    's3Managed',
    'unencrypted',
    'unknown',
  ),
  'publicAccess.effectivePermission': known('effectivePermission'),
  ...permissions('accessControlList', ['allowsPublicReadAccess', 'allowsPublicWriteAccess']),
  ...permissions('bucketPolicy', ['allowsPublicReadAccess', 'allowsPublicWriteAccess']),
  ...permissions('blockPublicAccess', blocks),
  // The block of the whole account is not among what stores tell.
  ...Object.fromEntries(
    blocks.map((name) => [
      `publicAccess.permissionConfiguration.accountLevelPermissions.blockPublicAccess.${name}`,
      { type: 'boolean', expression: sql`null::boolean` } satisfies BucketField,
    ]),
  ),
  region: text(sql`region`),
  'replicationDetails.replicated': flag('replication', 'replicated'),
  'replicationDetails.replicatedExternally': flag('replication', 'replicatedExternally'),
  'replicationDetails.replicationAccounts': list(
    sql`array(select jsonb_array_elements_text(coalesce(properties #> '{replication,replicationAccounts}', '[]')))`,
  ),
  sensitivityScore: number(sensitivityScore),
  'serverSideEncryption.kmsMasterKeyId': text(property('encryption', 'kmsMasterKeyId')),
  'serverSideEncryption.type': text(property('encryption', 'type')),
  sharedAccess: known('sharedAccess'),
  'tags.key': list(sql`array(select jsonb_object_keys(coalesce(tags, '{}')))`),
  'tags.value': list(sql`array(select value from jsonb_each_text(coalesce(tags, '{}')))`),
  ...within('unclassifiableObjectCount', 'fileType', 'storageClass', 'total'),
  ...within('unclassifiableObjectSizeInBytes', 'fileType', 'storageClass', 'total'),
  versioning: {
    type: 'boolean',
    expression: sql`case when error_code is not null then false else (properties ->> 'versioning')::boolean end`,
  },
}

function counted(...names: string[]): Record<string, BucketField> {
  return Object.fromEntries(names.map((name) => [name, number(count(name))]))
}

function within(group: string, ...names: string[]): Record<string, BucketField> {
  return Object.fromEntries(names.map((name) => [`${group}.${name}`, number(count(group, name))]))
}

function permissions(place: string, names: readonly string[]): Record<string, BucketField> {
  const path = `publicAccess.permissionConfiguration.bucketLevelPermissions.${place}`
  return Object.fromEntries(names.map((name) => [`${path}.${name}`, flag(place, name)]))
}
