// What a bucket's policy says, as far as its inventory asks: who is let in, to read or to write, and whether uploads
// must be encrypted.
import type { PublicAccess } from '../../model/bucket.ts'

export interface PolicyStatement {
  readonly allows: boolean
  readonly principals: readonly Principal[]
  readonly actions: readonly string[]
  /** The statement is about all actions but these. */
  readonly exceptActions: boolean
  readonly resources: readonly string[]
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** `everyone` also where the statement names those whom it is not about. */
export type Principal =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'aws' | 'canonical-user' | 'service' | 'federated'; readonly name: string }

/** undefined: it is no policy. */
export function parsePolicy(text: string): readonly PolicyStatement[] | undefined {
  let policy: unknown
  try {
    policy = JSON.parse(text)
  } catch {
    return undefined
  }
  const statement = members(policy)['Statement']
  if (statement === undefined) return undefined
  return listOf(statement).map((each) => toStatement(members(each)))
}

/** Some statement is for everybody; conditions may still leave few. */
export function letsEverybodyIn(statements: readonly PolicyStatement[]): boolean {
  return statements.some(isOpen)
}

/** What the statements give to everybody, if the store says that they give something. */
export function publicAccessBy(statements: readonly PolicyStatement[]): PublicAccess {
  const open = statements.filter(isOpen)
  const allowsAny = (actions: readonly string[]): boolean =>
    open.some((statement) => actions.some((action) => isAbout(statement, action)))
  return { allowsPublicReadAccess: allowsAny(reading), allowsPublicWriteAccess: allowsAny(writing) }
}

/** A statement denies every upload that names no encryption. */
export function requiresEncryption(statements: readonly PolicyStatement[], bucket: string): boolean {
  return statements.some(
    (statement) =>
      !statement.allows &&
      statement.principals.some(isEveryone) &&
      isAbout(statement, 's3:PutObject') &&
      statement.resources.some((resource) => coversObjects(resource, bucket)) &&
      deniesWithoutEncryption(statement.conditions),
  )
}

function isOpen({ allows, principals }: PolicyStatement): boolean {
  return allows && principals.some(isEveryone)
}

export function isEveryone({ kind }: Principal): boolean {
  return kind === 'everyone'
}

const reading = ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions']
const writing = [
  's3:PutObject',
  's3:DeleteObject',
  's3:PutObjectAcl',
  's3:PutBucketAcl',
  's3:PutBucketPolicy',
  's3:DeleteBucket',
]

function isAbout({ actions, exceptActions }: PolicyStatement, action: string): boolean {
  return actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) !== exceptActions
}

function coversObjects(resource: string, bucket: string): boolean {
  return resource === '*' || resource.endsWith(`:::${bucket}/*`) || resource.endsWith(':::*')
}

/** One condition alone: several hold together, and leave uploads that meet one of them. */
function deniesWithoutEncryption(conditions: PolicyStatement['conditions']): boolean {
  const asked = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      value: String(listOf(value)[0]),
    })),
  )
  const [only] = asked
  if (only === undefined || asked.length > 1 || !encryptionHeaders.has(only.key)) return false
  // A missing header is not equal to anything, unless the operator passes it over.
  return only.operator === 'null' ? only.value === 'true' : only.operator === 'stringnotequals'
}

const encryptionHeaders = new Set([
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-customer-algorithm',
])

function toStatement(given: Record<string, unknown>): PolicyStatement {
  const { Effect, Principal: principal, Action, NotAction, Resource, Condition } = given
  const conditions = Object.entries(members(Condition)).map(
    ([operator, keys]) => [operator, members(keys)] as const,
  )
  return {
    allows: Effect === 'Allow',
    principals: given['NotPrincipal'] === undefined ? principalsOf(principal) : [{ kind: 'everyone' }],
    actions: listOf(NotAction ?? Action).map(String),
    exceptActions: NotAction !== undefined,
    resources: listOf(Resource).map(String),
    conditions: Object.fromEntries(conditions),
  }
}

const kinds = {
  AWS: 'aws',
  CanonicalUser: 'canonical-user',
  Service: 'service',
  Federated: 'federated',
} as const

function principalsOf(given: unknown): Principal[] {
  if (typeof given === 'string') return [toPrincipal('aws', given)]
  return Object.entries(kinds).flatMap(([member, kind]) =>
    listOf(members(given)[member]).map((name) => toPrincipal(kind, String(name))),
  )
}

function toPrincipal(kind: Exclude<Principal['kind'], 'everyone'>, name: string): Principal {
  return name === '*' ? { kind: 'everyone' } : { kind, name }
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as unknown[]) : [value]
}

/** `*` is any text, `?` any character. Goes back to the last `*` only: short actions, whatever the pattern. */
function matches(pattern: string, text: string): boolean {
  let [at, from, star, resume] = [0, 0, -1, 0]
  while (from < text.length) {
    if (pattern[at] === '*') [star, resume, at] = [at, from, at + 1]
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[from]))
      [at, from] = [at + 1, from + 1]
    else if (star >= 0) [at, from, resume] = [star + 1, resume + 1, resume + 1]
    else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}
