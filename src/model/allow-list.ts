// An allow list: text that jobs find and do not count.

/** What the list allows: what an expression fits whole, or the words of an object, one a line. */
export type AllowListCriteria =
  | { readonly regex: string }
  | { readonly s3WordsList: { readonly bucketName: string; readonly objectKey: string } }

export type AllowListStatusCode =
  | 'OK'
  | 'S3_OBJECT_NOT_FOUND'
  | 'S3_USER_ACCESS_DENIED'
  | 'S3_OBJECT_ACCESS_DENIED'
  | 'S3_THROTTLED'
  | 'S3_OBJECT_OVERSIZE'
  | 'S3_OBJECT_EMPTY'
  | 'UNKNOWN_ERROR'

export interface AllowListStatus {
  readonly code: AllowListStatusCode
  /** A sentence for people; never any of the list's words. */
  readonly description?: string
}
