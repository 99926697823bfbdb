// The buckets of an account in sums: one pass over at most the 10,000 that are kept.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { count, sensitivityScore } from './bucket-fields.ts'

export interface SensitivitySums {
  readonly totalCount: number
  readonly totalSizeInBytes: number
  readonly classifiableSizeInBytes: number
  readonly publiclyAccessibleCount: number
}

export interface BucketStatistics {
  readonly bucketCount: number
  readonly lastUpdated: Date | null
  readonly objectCount: number
  readonly sizeInBytes: number
  readonly sizeInBytesCompressed: number
  readonly classifiableObjectCount: number
  readonly classifiableSizeInBytes: number
  readonly unclassifiableObjectCount: Reasons
  readonly unclassifiableObjectSizeInBytes: Reasons
  readonly effectivePermission: Readonly<
    Record<'publiclyAccessible' | 'publiclyReadable' | 'publiclyWritable' | 'unknown', number>
  >
  readonly encryptionType: Readonly<Record<'kmsManaged' | 's3Managed' | 'unencrypted' | 'unknown', number>>
  readonly uploads: Readonly<Record<'allowed' | 'denied' | 'unknown', number>>
  readonly sharedAccess: Readonly<Record<'external' | 'internal' | 'notShared' | 'unknown', number>>
  /** Empty buckets hold nothing sensitive; without automated discovery nobody has looked into the others. */
  readonly notSensitive: SensitivitySums
  readonly notClassified: SensitivitySums
}

interface Reasons {
  readonly fileType: number
  readonly storageClass: number
  readonly total: number
}

export async function sumBuckets(db: Kysely<Schema>, accountId: string): Promise<BucketStatistics> {
  const { last_updated: lastUpdated, sums } = await db
    .selectFrom('buckets')
    .select([
      sql<Date | null>`max(last_updated)`.as('last_updated'),
      // One object: the form of the answer, where each number is named once.
      sql<Omit<BucketStatistics, 'lastUpdated'>>`jsonb_build_object(
        'bucketCount', count(*),
        'objectCount', ${sum('objectCount')},
        'sizeInBytes', ${sum('sizeInBytes')},
        'sizeInBytesCompressed', ${sum('sizeInBytesCompressed')},
        'classifiableObjectCount', ${sum('classifiableObjectCount')},
        'classifiableSizeInBytes', ${sum('classifiableSizeInBytes')},
        'unclassifiableObjectCount', ${reasons('unclassifiableObjectCount')},
        'unclassifiableObjectSizeInBytes', ${reasons('unclassifiableObjectSizeInBytes')},
        'effectivePermission', jsonb_build_object(
          'publiclyAccessible', ${buckets(isPublic)},
          'publiclyReadable', ${buckets(sql`${isPublic} and ${allows('Read')}`)},
          'publiclyWritable', ${buckets(sql`${isPublic} and ${allows('Write')}`)},
          'unknown', ${buckets(sql`${word('effectivePermission')} = 'UNKNOWN'`)}),
        'encryptionType', jsonb_build_object(
          'kmsManaged', ${buckets(sql`${encryption} in ('aws:kms', 'aws:kms:dsse')`)},
          's3Managed', ${buckets(sql`${encryption} = 'AES256'`)},
          'unencrypted', ${buckets(sql`${encryption} = 'NONE'`)},
          'unknown', ${buckets(sql`${encryption} is null`)}),
        'uploads', jsonb_build_object(
          'allowed', ${buckets(sql`${word('allowsUnencryptedObjectUploads')} = 'TRUE'`)},
          'denied', ${buckets(sql`${word('allowsUnencryptedObjectUploads')} = 'FALSE'`)},
          'unknown', ${buckets(sql`${word('allowsUnencryptedObjectUploads')} = 'UNKNOWN'`)}),
        'sharedAccess', jsonb_build_object(
          'external', ${buckets(sql`${word('sharedAccess')} = 'EXTERNAL'`)},
          'internal', ${buckets(sql`${word('sharedAccess')} = 'INTERNAL'`)},
          'notShared', ${buckets(sql`${word('sharedAccess')} = 'NOT_SHARED'`)},
          'unknown', ${buckets(sql`${word('sharedAccess')} = 'UNKNOWN'`)}),
        'notSensitive', ${sensitivity(sql`${sensitivityScore} = 1`)},
        'notClassified', ${sensitivity(sql`coalesce(${sensitivityScore}, 50) = 50`)})`.as('sums'),
    ])
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return { ...sums, lastUpdated }
}

type Sql = ReturnType<typeof sql>

function sum(...path: string[]): Sql {
  return sql`coalesce(sum(${count(...path)}), 0)`
}

function reasons(group: string): Sql {
  return sql`jsonb_build_object(
    'fileType', ${sum(group, 'fileType')},
    'storageClass', ${sum(group, 'storageClass')},
    'total', ${sum(group, 'total')})`
}

function buckets(condition: Sql): Sql {
  return sql`count(*) filter (where ${condition})`
}

function sensitivity(condition: Sql): Sql {
  return sql`jsonb_build_object(
    'totalCount', ${buckets(condition)},
    'totalSizeInBytes', coalesce(sum(${count('sizeInBytes')}) filter (where ${condition}), 0),
    'classifiableSizeInBytes', coalesce(sum(${count('classifiableSizeInBytes')}) filter (where ${condition}), 0),
    'publiclyAccessibleCount', ${buckets(sql`${condition} and ${isPublic}`)})`
}

const word = (name: string): Sql => sql`coalesce(properties ->> ${name}, 'UNKNOWN')`
const encryption = sql`(properties #>> '{encryption,type}')`
const isPublic = sql`${word('effectivePermission')} = 'PUBLIC'`

/** What a block takes away is not allowed, whoever allows it. */
function allows(what: 'Read' | 'Write'): Sql {
  const by = (place: string, block: string): Sql => sql`(
    coalesce((properties #>> ${`{${place},allowsPublic${what}Access}`})::boolean, false)
    and not coalesce((properties #>> ${`{blockPublicAccess,${block}}`})::boolean, false))`
  return sql`(${by('accessControlList', 'ignorePublicAcls')} or ${by('bucketPolicy', 'restrictPublicBuckets')})`
}
