// Checks a parsed authorization against the request and the key's secret.
//
// A refusal names its cause, but never the signature that would have been right, nor what it was computed from.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../errors.ts'
import { canonicalRequest, headerValues, sha256Hex, type SignedRequest } from './canonical-request.ts'
import type { Authorization } from './parse-authorization.ts'

const service = 'macie2'
/** AWS's. */
export const defaultSkewSeconds = 15 * 60

export interface Clock {
  readonly now: Date
  /** How far a client's clock may be off, either way. */
  readonly skewSeconds: number
}

/** What does not depend on a secret: service, signed host, body hash, time. @throws ApiError */
export function checkClaims(authorization: Authorization, request: SignedRequest, clock: Clock): void {
  if (authorization.service !== service)
    throw refused(`Credential should be scoped to correct service: '${service}'.`)
  if (authorization.terminator !== 'aws4_request') throw refused('Credential should end with aws4_request.')
  if (!/^[A-Za-z0-9-]{1,64}$/.test(authorization.region))
    throw refused('Credential should be scoped to a region.')
  if (!authorization.signedHeaders.includes('host')) throw refused("'Host' must be a signed header.")
  if (!authorization.timestamp.startsWith(authorization.scopeDate) || authorization.scopeDate.length !== 8) {
    throw refused('The date in the Credential scope is not the date of X-Amz-Date.')
  }
  const claimedHashes = headerValues(request.rawHeaders, 'x-amz-content-sha256')
  if (claimedHashes.some((claimed) => claimed.trim() !== sha256Hex(request.body))) {
    throw refused('The X-Amz-Content-Sha256 header is not the SHA-256 of the body.')
  }
  checkTime(authorization, clock)
}

/** Whether the signature is that of this request under this secret, in time that does not depend on the difference. */
export function isSignedWith(secret: string, authorization: Authorization, request: SignedRequest): boolean {
  if (!/^[0-9a-f]{64}$/.test(authorization.signature)) return false
  // Header values are bytes, which Node gives as Latin-1; everything else in here is ASCII.
  const canonical = Buffer.from(canonicalRequest(request, authorization.signedHeaders), 'latin1')
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    authorization.timestamp,
    authorization.scope,
    sha256Hex(canonical),
  ].join('\n')
  const expected = hmac(signingKey(secret, authorization), stringToSign)
  return timingSafeEqual(expected, Buffer.from(authorization.signature, 'hex'))
}

/** Whether two secrets are the same, in time that depends on neither. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

export function signatureMismatch(): ApiError {
  return refused(
    'The request signature we calculated does not match the signature you provided. ' +
      'Check your secret access key and signing method.',
  )
}

function checkTime({ timestamp, expiresSeconds }: Authorization, { now, skewSeconds }: Clock): void {
  const signedAt = Date.parse(
    timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  )
  if (Number.isNaN(signedAt)) throw new ApiError('IncompleteSignatureException', 'X-Amz-Date is not a date.')
  const ageSeconds = (now.getTime() - signedAt) / 1000
  const clock = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  if (ageSeconds < -skewSeconds) {
    throw refused(
      `Signature not yet current: ${timestamp} is more than ${skewSeconds} seconds after ${clock}.`,
    )
  }
  if (ageSeconds > (expiresSeconds ?? skewSeconds)) {
    throw refused(`Signature expired: ${timestamp} is too long before ${clock}.`)
  }
}

function signingKey(secret: string, { scopeDate, region }: Authorization): Buffer {
  return [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, scopeDate))
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

function refused(message: string): ApiError {
  return new ApiError('InvalidSignatureException', message)
}
