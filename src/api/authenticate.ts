// Who sent a request, proven by its signature.
import type { Principal } from '../access/principals.ts'
import { adminPolicy, type Policy } from '../access/policy.ts'
import { sessionTokenHash } from '../access/access-keys.ts'
import type { ApiContext } from './context.ts'
import { ApiError } from './errors.ts'
import type { Caller } from './operation.ts'
import type { SignedRequest } from './sigv4/canonical-request.ts'
import { parseAuthorization, type Authorization } from './sigv4/parse-authorization.ts'
import {
  checkClaims,
  defaultSkewSeconds,
  isSameSecret,
  isSignedWith,
  signatureMismatch,
} from './sigv4/verify.ts'

export interface Authenticated {
  readonly caller: Caller
  readonly policy: Policy
  readonly region: string
}

/** @throws ApiError with the name that AWS gives the case. */
export async function authenticate(
  context: ApiContext,
  request: SignedRequest,
  now: Date,
): Promise<Authenticated> {
  if (context.noAuth) return anyoneAsAdmin(context, request)
  const authorization = parseAuthorization(request)
  if (authorization === undefined) {
    throw new ApiError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  }
  checkClaims(authorization, request, {
    now,
    skewSeconds: context.clockSkewSeconds ?? defaultSkewSeconds,
  })
  const principal = await findPrincipal(context, authorization.accessKeyId, now)
  if (!isSigned(context, principal, { authorization, request })) throw signatureMismatch()
  checkSession(principal, authorization, now)
  return { caller: toCaller(principal), policy: principal.policy, region: authorization.region }
}

async function findPrincipal(context: ApiContext, accessKeyId: string, now: Date): Promise<Principal> {
  const principal = /^[\w.-]{1,128}$/.test(accessKeyId)
    ? await context.principals.find(accessKeyId, now)
    : undefined
  if (principal === undefined) throw invalidToken()
  return principal
}

/** A proxy may rewrite Host: then the configured external one counts as well. */
function isSigned(
  { externalHost }: ApiContext,
  { secretAccessKey }: Principal,
  { authorization, request }: { readonly authorization: Authorization; readonly request: SignedRequest },
): boolean {
  if (isSignedWith(secretAccessKey, authorization, request)) return true
  if (externalHost === undefined) return false
  const rawHeaders = request.rawHeaders.map((value, at) =>
    at % 2 === 1 && request.rawHeaders[at - 1]?.toLowerCase() === 'host' ? externalHost : value,
  )
  return isSignedWith(secretAccessKey, authorization, { ...request, rawHeaders })
}

function checkSession(principal: Principal, { sessionToken }: Authorization, now: Date): void {
  const { sessionTokenHash: expected, expiresAt } = principal
  if (expected === undefined) {
    if (sessionToken !== undefined) throw invalidToken()
  } else if (sessionToken === undefined || !isSameSecret(sessionTokenHash(sessionToken), expected)) {
    throw invalidToken()
  }
  if (expiresAt !== undefined && now >= expiresAt) {
    throw new ApiError('ExpiredTokenException', 'The security token included in the request is expired')
  }
}

function anyoneAsAdmin(context: ApiContext, request: SignedRequest): Authenticated {
  const caller = toCaller({ accessKeyId: 'anonymous', accountId: context.accountId, policyName: 'admin' })
  return { caller, policy: adminPolicy, region: claimedRegion(request) ?? context.region }
}

function claimedRegion(request: SignedRequest): string | undefined {
  try {
    const region = parseAuthorization(request)?.region
    return region !== undefined && /^[A-Za-z0-9-]{1,64}$/.test(region) ? region : undefined
  } catch (error) {
    if (error instanceof ApiError) return undefined
    throw error
  }
}

function toCaller(
  principal: Pick<Principal, 'accessKeyId' | 'accountId' | 'policyName'> & {
    readonly expiresAt?: Date | undefined
  },
): Caller {
  const { accessKeyId, accountId, policyName, expiresAt } = principal
  const arn = `arn:aws:iam::${accountId}:user/${accessKeyId}`
  return { accessKeyId, accountId, arn, isAdmin: policyName === 'admin', expiresAt }
}

function invalidToken(): ApiError {
  return new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.')
}
