// Who reaches a bucket: the verdict over its grants, its policy and its block of public access.
//
// The one fact to know: a verdict with a part that is not known is not known. Only sharing is different: one grant that
// is seen is enough to say that the bucket is shared, whatever else there is.
import type {
  BlockPublicAccess,
  EffectivePermission,
  PublicAccess,
  SharedAccess,
} from '../../model/bucket.ts'
import { isEveryone, type PolicyStatement, type Principal } from './bucket-policy.ts'

export interface AccessFacts {
  readonly accountId: string
  /** undefined: not known. */
  readonly acl: Acl | undefined
  readonly policy: PolicyFacts | undefined
  readonly block: BlockPublicAccess | undefined
  /** AWS has a block for the whole account, which no call of S3 tells. */
  readonly hasAccountBlock: boolean
}

export interface Acl {
  readonly owner: string
  readonly grants: readonly Grant[]
}

export interface Grant {
  /** A canonical user's id, or a group's URI. */
  readonly grantee: string
  readonly permission: string
}

export interface PolicyFacts {
  readonly statements: readonly PolicyStatement[]
  /** By the store's own judgement; undefined: it does not say. */
  readonly isPublic: boolean | undefined
}

export function effectivePermission(facts: AccessFacts): EffectivePermission {
  const { acl, policy, block } = facts
  if (acl === undefined || policy?.isPublic === undefined || block === undefined) return 'UNKNOWN'
  const byAcl = publicGrants(acl).length > 0 && !block.ignorePublicAcls
  const byPolicy = policy.isPublic && !block.restrictPublicBuckets
  if (!byAcl && !byPolicy) return 'NOT_PUBLIC'
  return facts.hasAccountBlock ? 'UNKNOWN' : 'PUBLIC'
}

export function sharedAccess(facts: AccessFacts): SharedAccess {
  const { acl, policy, block } = facts
  const permission = effectivePermission(facts)
  const parts = [
    acl === undefined ? 'UNKNOWN' : isGrantedToOthers(acl) ? 'EXTERNAL' : 'NOT_SHARED',
    policy === undefined ? 'UNKNOWN' : sharedByPolicy(policy, facts),
    block === undefined || permission === 'UNKNOWN' ? 'UNKNOWN' : 'NOT_SHARED',
    permission === 'PUBLIC' ? 'EXTERNAL' : 'NOT_SHARED',
  ] as const
  if (parts.includes('EXTERNAL')) return 'EXTERNAL'
  return parts.includes('UNKNOWN') ? 'UNKNOWN' : 'NOT_SHARED'
}

/** What everybody may do by the grants alone. Who may write the grants may give himself the rest. */
export function publicAccessByAcl(acl: Acl): PublicAccess {
  const permissions = publicGrants(acl).map(({ permission }) => permission)
  const has = (...wanted: readonly string[]): boolean =>
    permissions.some((permission) => permission === 'FULL_CONTROL' || wanted.includes(permission))
  return {
    allowsPublicReadAccess: has('READ', 'READ_ACP'),
    allowsPublicWriteAccess: has('WRITE', 'WRITE_ACP'),
  }
}

const everybody = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/

function publicGrants({ grants }: Acl): readonly Grant[] {
  return grants.filter(({ grantee }) => everybody.test(grantee))
}

/** Groups that are not everybody are the store's own, such as the one that delivers logs. */
function isGrantedToOthers({ owner, grants }: Acl): boolean {
  return grants.some(({ grantee }) => grantee !== owner && !/^https?:\/\//.test(grantee))
}

function sharedByPolicy(policy: PolicyFacts, facts: AccessFacts): SharedAccess {
  // A public policy under this block lets the owner's account in and nobody else.
  if (policy.isPublic && facts.block?.restrictPublicBuckets === true) return 'NOT_SHARED'
  const shares = policy.statements
    .filter(({ allows }) => allows)
    .flatMap((statement) =>
      statement.principals.map((principal) =>
        sharedWith(principal, { facts, isPublic: policy.isPublic, statement }),
      ),
    )
  if (shares.includes('EXTERNAL')) return 'EXTERNAL'
  return shares.includes('UNKNOWN') ? 'UNKNOWN' : 'NOT_SHARED'
}

function sharedWith(
  principal: Principal,
  {
    facts,
    isPublic,
    statement,
  }: {
    readonly facts: AccessFacts
    readonly isPublic: boolean | undefined
    readonly statement: PolicyStatement
  },
): SharedAccess {
  if (isEveryone(principal)) {
    // Conditions leave some of everybody, and only AWS could say whom.
    return isPublic === true || Object.keys(statement.conditions).length === 0 ? 'EXTERNAL' : 'UNKNOWN'
  }
  if (!('name' in principal)) return 'UNKNOWN'
  const { kind, name } = principal
  if (kind === 'service') return name === 'cloudfront.amazonaws.com' ? 'EXTERNAL' : 'NOT_SHARED'
  if (kind === 'federated') return 'EXTERNAL'
  if (facts.acl !== undefined && ownNames(facts.acl.owner, facts.accountId).some((own) => own.test(name)))
    return 'NOT_SHARED'
  if (kind === 'canonical-user') return facts.acl === undefined ? 'UNKNOWN' : 'EXTERNAL'
  return accountOf(name) === facts.accountId
    ? 'NOT_SHARED'
    : accountOf(name) === undefined
      ? 'UNKNOWN'
      : 'EXTERNAL'
}

/** The account in 12 digits or in an ARN; '' in the ARNs of stores that have users and no accounts. */
function accountOf(name: string): string | undefined {
  if (/^\d{12}$/.test(name)) return name
  return /^arn:[^:]*:(?:iam|sts)::([^:]*):/.exec(name)?.[1]
}

/** Stores other than AWS know owners by their user's name. */
function ownNames(owner: string, accountId: string): readonly RegExp[] {
  const user = owner.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return [new RegExp(`^${user}$`), new RegExp(`^arn:[^:]*:iam::(?:${accountId})?:user/${user}$`)]
}
