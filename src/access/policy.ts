// Policies in the IAM JSON grammar: what an access key may do.
//
// Deny beats Allow, and what nothing allows is denied. A policy with an element that is not understood is refused
// when it is given, never ignored: an unread Condition would grant more than was written.

export interface Policy {
  readonly Version?: string
  readonly Id?: string
  readonly Statement: readonly Statement[]
}
export interface Statement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
}

export const adminPolicy: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
}

/** Everything that reads, but not the samples of sensitive data that a reveal shows. */
export const readOnlyPolicy: Policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['Describe', 'Get', 'List', 'BatchGet', 'Search'].flatMap((verb) => [
        `macie2:${verb}*`,
        `magpie:${verb}*`,
      ]),
      Resource: ['*'],
    },
    { Effect: 'Deny', Action: ['macie2:GetSensitiveDataOccurrences'], Resource: ['*'] },
  ],
}

export const builtInPolicies: ReadonlyMap<string, Policy> = new Map([
  ['admin', adminPolicy],
  ['read-only', readOnlyPolicy],
])

/** @param action e.g. `macie2:GetFindings` @param resource an ARN, or `*` where the operation is about none. */
export function isAllowed(policy: Policy, action: string, resource: string): boolean {
  const applying = policy.Statement.filter((statement) => applies(statement, action, resource))
  return applying.length > 0 && applying.every((statement) => statement.Effect === 'Allow')
}

/** Reads a policy document; single strings stand for lists of one. */
export function parsePolicy(document: unknown): { readonly policy: Policy } | { readonly refused: string } {
  if (!isRecord(document)) return { refused: 'must be a JSON object' }
  const unknown = Object.keys(document).find((key) => !['Version', 'Id', 'Statement'].includes(key))
  if (unknown !== undefined) return { refused: `has the element ${unknown}, which is not known` }
  const given = Array.isArray(document['Statement']) ? document['Statement'] : [document['Statement']]
  if (given.length === 0) return { refused: 'must have at least one Statement' }
  const statements: Statement[] = []
  for (const one of given) {
    const parsed = parseStatement(one)
    if (typeof parsed === 'string') return { refused: parsed }
    statements.push(parsed)
  }
  const version = document['Version']
  return { policy: { ...(typeof version === 'string' ? { Version: version } : {}), Statement: statements } }
}

function parseStatement(given: unknown): Statement | string {
  if (!isRecord(given)) return 'must have objects as Statement'
  const unknown = Object.keys(given).find((key) => !['Sid', 'Effect', ...lists].includes(key))
  if (unknown !== undefined) return `has the element ${unknown} in a Statement, which is not supported`
  const effect = given['Effect']
  if (effect !== 'Allow' && effect !== 'Deny') return 'must have the Effect Allow or Deny in each Statement'
  const read: Partial<Record<(typeof lists)[number], readonly string[]>> = {}
  for (const name of lists) {
    if (given[name] === undefined) continue
    const list = Array.isArray(given[name]) ? (given[name] as unknown[]) : [given[name]]
    if (list.length === 0 || !list.every((value) => typeof value === 'string'))
      return `must have strings as ${name}`
    read[name] = list
  }
  if ((read.Action === undefined) === (read.NotAction === undefined))
    return 'must have either Action or NotAction'
  if ((read.Resource === undefined) === (read.NotResource === undefined))
    return 'must have either Resource or NotResource'
  return { Effect: effect, ...read }
}

const lists = ['Action', 'NotAction', 'Resource', 'NotResource'] as const

function applies(statement: Statement, action: string, resource: string): boolean {
  // Names of actions do not differ by case; ARNs do.
  const named = (patterns: readonly string[]) =>
    patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))
  const about = (patterns: readonly string[]) =>
    patterns.some((pattern) => matches(withoutRegion(pattern), withoutRegion(resource)))
  const actionFits = statement.Action ? named(statement.Action) : !named(statement.NotAction ?? [])
  const resourceFits = statement.Resource ? about(statement.Resource) : !about(statement.NotResource ?? [])
  return actionFits && resourceFits
}

/**
 * Regions do not divide data here: whoever may sign for one region reaches the resources of all. So a region in a
 * Resource is not looked at; else a Deny could be passed by naming another.
 */
function withoutRegion(arn: string): string {
  return arn.replace(/^(arn:[^:]*:macie2):[^:]*:/, '$1:*:')
}

/** `*` is any run of characters, `?` any one. Linear in both: only the last star is ever gone back to. */
export function matches(pattern: string, text: string): boolean {
  let [at, in_, star, resume] = [0, 0, -1, 0]
  while (in_ < text.length) {
    if (pattern[at] === '*') {
      star = at++
      resume = in_
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[in_])) {
      at++
      in_++
    } else if (star >= 0) {
      at = star + 1
      in_ = ++resume
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
