// Why an object was not, or not wholly, analysed. The codes are Macie's own: clients and scripts know them.

export const shortfallReasons = [
  'ARCHIVE_CONTAINS_UNPROCESSED_FILES',
  'ARCHIVE_EXCEEDS_SIZE_LIMIT',
  'ARCHIVE_NESTING_LEVEL_OVER_LIMIT',
  'ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT',
  'ARCHIVE_TOTAL_DOCUMENTS_PROCESSED_OVER_LIMIT',
  'FILE_EXCEEDS_SIZE_LIMIT',
  'INVALID_ENCRYPTION',
  'INVALID_KMS_KEY',
  'INVALID_OBJECT_STATE',
  'JSON_NESTING_LEVEL_OVER_LIMIT',
  'MALFORMED_FILE',
  'MALFORMED_OR_FILE_SIZE_EXCEEDS_LIMIT',
  'NO_SUCH_BUCKET_AVAILABLE',
  'OBJECT_VERSION_MISMATCH',
  'OOXML_UNCOMPRESSED_RATIO_EXCEEDS_LIMIT',
  'OOXML_UNCOMPRESSED_SIZE_EXCEEDS_LIMIT',
  'PERMISSION_DENIED',
  'SOURCE_OBJECT_NO_LONGER_AVAILABLE',
  'TIME_CUT_OFF_REACHED',
  'UNABLE_TO_PARSE_FILE',
  'UNSUPPORTED_FILE_TYPE_EXCEPTION',
] as const

export type ShortfallReason = (typeof shortfallReasons)[number]

/** PARTIAL: what came before it was analysed and counts. SKIPPED: nothing of the object counts. */
export interface Shortfall {
  readonly status: 'PARTIAL' | 'SKIPPED'
  readonly reason: ShortfallReason
  /** A sentence for people. Never any content of the object. */
  readonly detail?: string
}
