// What the system's word for a file that cannot be read means for the object.
import type { ShortfallReason } from '../../model/shortfall.ts'
import { SourceFailure } from '../../model/source-failure.ts'

export function fileFailure(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error
  const code = codeOf(error)
  const { reason, retryable, says } = meaning(code)
  return new SourceFailure(reason, `Cannot read file: ${says}`, { retryable, cause: error })
}

/** ENOENT and the like; empty where the error is none of the system's. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : ''
}

function meaning(code: string): { reason: ShortfallReason; retryable: boolean; says: string } {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESTALE':
      return { reason: 'SOURCE_OBJECT_NO_LONGER_AVAILABLE', retryable: false, says: 'it is gone' }
    case 'EACCES':
    case 'EPERM':
      return { reason: 'PERMISSION_DENIED', retryable: false, says: 'permission denied' }
    case 'ELOOP':
      return { reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION', retryable: false, says: 'it is a symbolic link' }
    case 'ENXIO':
    case 'ENODEV':
      return { reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION', retryable: false, says: 'it is no regular file' }
    default:
      // EIO, EMFILE, ENOMEM: the machine's trouble, which may be over when it is read once more.
      return {
        reason: 'SOURCE_OBJECT_NO_LONGER_AVAILABLE',
        retryable: true,
        says: `the system says ${code || 'nothing'}`,
      }
  }
}
