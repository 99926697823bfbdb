// Reads who signed, when, and what, from the Authorization header or from a pre-signed URL's query.
//
// Nothing here is believed yet: verify.ts checks it.
import { ApiError } from '../errors.ts'
import { headerValues, type SignedRequest } from './canonical-request.ts'

export interface Authorization {
  readonly accessKeyId: string
  /** yyyymmdd/region/service/aws4_request, as the string to sign has it. */
  readonly scope: string
  readonly scopeDate: string
  readonly region: string
  readonly service: string
  readonly terminator: string
  readonly signedHeaders: readonly string[]
  /** Hexadecimal. */
  readonly signature: string
  /** yyyymmddThhmmssZ. */
  readonly timestamp: string
  readonly sessionToken: string | undefined
  /** Of a pre-signed URL: seconds it is good for. */
  readonly expiresSeconds: number | undefined
}

/** undefined: the request carries no authentication at all. @throws ApiError IncompleteSignatureException */
export function parseAuthorization(request: SignedRequest): Authorization | undefined {
  const header = headerValues(request.rawHeaders, 'authorization')[0]
  if (header !== undefined) return fromHeader(header, request)
  const presigned = new Map(request.query.filter(([key]) => key.startsWith('X-Amz-')))
  if (presigned.has('X-Amz-Signature') || presigned.has('X-Amz-Algorithm')) return fromQuery(presigned)
  return undefined
}

function fromHeader(header: string, request: SignedRequest): Authorization {
  const [, algorithm = '', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(header) ?? []
  if (algorithm !== 'AWS4-HMAC-SHA256')
    throw incomplete('The Authorization header does not begin with AWS4-HMAC-SHA256.')
  const parts = new Map<string, string>()
  for (const part of rest.split(',')) {
    const equals = part.indexOf('=')
    if (equals > 0) parts.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim())
  }
  return assemble({
    credential: parts.get('Credential') ?? missing('Credential'),
    signedHeaders: parts.get('SignedHeaders') ?? missing('SignedHeaders'),
    signature: parts.get('Signature') ?? missing('Signature'),
    timestamp: headerValues(request.rawHeaders, 'x-amz-date')[0]?.trim() ?? missing('X-Amz-Date'),
    sessionToken: headerValues(request.rawHeaders, 'x-amz-security-token')[0]?.trim(),
    expiresSeconds: undefined,
  })
}

function fromQuery(query: ReadonlyMap<string, string>): Authorization {
  const required = (name: string) => query.get(name) ?? missing(name)
  if (required('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    throw incomplete('X-Amz-Algorithm must be AWS4-HMAC-SHA256.')
  const expires = required('X-Amz-Expires')
  const expiresSeconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0
  if (expiresSeconds < 1 || expiresSeconds > 604_800)
    throw incomplete('X-Amz-Expires must be from 1 to 604800 seconds.')
  return assemble({
    credential: required('X-Amz-Credential'),
    signedHeaders: required('X-Amz-SignedHeaders'),
    signature: required('X-Amz-Signature'),
    timestamp: required('X-Amz-Date'),
    sessionToken: query.get('X-Amz-Security-Token'),
    expiresSeconds,
  })
}

interface Pieces {
  readonly credential: string
  readonly signedHeaders: string
  readonly signature: string
  readonly timestamp: string
  readonly sessionToken: string | undefined
  readonly expiresSeconds: number | undefined
}

function assemble({ credential, signedHeaders, ...rest }: Pieces): Authorization {
  const [accessKeyId = '', scopeDate = '', region = '', service = '', terminator, ...more] =
    credential.split('/')
  if (accessKeyId === '' || terminator === undefined || more.length > 0) {
    throw incomplete('Credential must be {access key}/{yyyymmdd}/{region}/macie2/aws4_request.')
  }
  if (!/^\d{8}T\d{6}Z$/.test(rest.timestamp))
    throw incomplete('X-Amz-Date must have the form yyyymmddThhmmssZ.')
  if (signedHeaders === '') throw incomplete('SignedHeaders names no header.')
  return {
    accessKeyId,
    scope: [scopeDate, region, service, terminator].join('/'),
    scopeDate,
    region,
    service,
    terminator,
    signedHeaders: signedHeaders.toLowerCase().split(';'),
    ...rest,
  }
}

function missing(part: string): never {
  throw incomplete(`Authorization requires ${part}, which the request does not carry.`)
}

function incomplete(message: string): ApiError {
  return new ApiError('IncompleteSignatureException', message)
}
