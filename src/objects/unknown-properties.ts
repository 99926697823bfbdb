// A bucket of which its store tells nothing but what is in it.
import type { BucketProperties } from '../model/bucket.ts'

/** @param unknown by what was asked: why it is not known */
export function unknownProperties(unknown: BucketProperties['unknown']): BucketProperties {
  return {
    allowsUnencryptedObjectUploads: 'UNKNOWN',
    effectivePermission: 'UNKNOWN',
    sharedAccess: 'UNKNOWN',
    unknown,
  }
}
