// Policies in the IAM JSON grammar: what an access key may do.
//
// Deny beats Allow, and what nothing allows is denied. A policy with an element that is not understood is refused
// when it is given (parse-policy.ts), never ignored: an unread Condition would grant more than was written.
import { matchesArn } from './arn-pattern.ts'
import { hold, type Conditions, type ConditionValues } from './conditions.ts'
import { matches } from './wildcards.ts'

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
  readonly Condition?: Conditions
}

export interface PolicyRequest {
  /** E.g. `macie2:GetFindings`. */
  readonly action: string
  /** Its ARN. What is about no single resource is about `arn:aws:macie2:REGION:ACCOUNT:*`. */
  readonly resource: string
  readonly values: ConditionValues
}

export type Verdict = 'allowed' | 'denied' | 'not allowed'

export function judge(policy: Policy, request: PolicyRequest): Verdict {
  const applying = policy.Statement.filter((statement) => applies(statement, request))
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'denied'
  return applying.length > 0 ? 'allowed' : 'not allowed'
}

/** Whether the tags of the resource have to be known to judge by this policy. */
export function asksForResourceTags(policy: Policy): boolean {
  return policy.Statement.some(({ Condition = {} }) =>
    Object.values(Condition).some((tests) =>
      Object.keys(tests).some((key) => key.toLowerCase().startsWith('aws:resourcetag/')),
    ),
  )
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
      Action: [
        ...['BatchGet', 'Describe', 'Get', 'List', 'Search'].map((verb) => `macie2:${verb}*`),
        ...['Explain', 'Get', 'List'].map((verb) => `magpie:${verb}*`),
      ],
      Resource: ['*'],
    },
    { Effect: 'Deny', Action: ['macie2:GetSensitiveDataOccurrences'], Resource: ['*'] },
  ],
}

export const builtInPolicies: ReadonlyMap<string, Policy> = new Map([
  ['admin', adminPolicy],
  ['read-only', readOnlyPolicy],
])

function applies(statement: Statement, { action, resource, values }: PolicyRequest): boolean {
  // Names of actions do not differ by case; ARNs do.
  const named = (patterns: readonly string[]) =>
    patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))
  const about = (patterns: readonly string[]) => patterns.some((pattern) => matchesArn(pattern, resource))
  const actionFits = statement.Action ? named(statement.Action) : !named(statement.NotAction ?? [])
  const resourceFits = statement.Resource ? about(statement.Resource) : !about(statement.NotResource ?? [])
  return actionFits && resourceFits && hold(statement.Condition ?? {}, values)
}
