// What a policy allows: Deny over Allow, wildcards, and documents that are refused rather than half understood.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adminPolicy, isAllowed, matches, parsePolicy, readOnlyPolicy, type Policy } from './policy.ts'

const job = 'arn:aws:macie2:us-east-1:111122223333:classification-job/0a'

function policyOf(...statements: readonly Record<string, unknown>[]): Policy {
  const parsed = parsePolicy({ Version: '2012-10-17', Statement: statements })
  if ('refused' in parsed) throw new Error(parsed.refused)
  return parsed.policy
}

describe('a policy', () => {
  const allow = { Effect: 'Allow', Action: 'macie2:*', Resource: '*' }
  const jobs = 'arn:aws:macie2:*:111122223333:classification-job/*'

  test.each<[string, Policy, string, string, boolean]>([
    ['allows what it names', policyOf(allow), 'macie2:GetFindings', '*', true],
    ['does not allow what nothing names', policyOf(allow), 'magpie:GetMetrics', '*', false],
    [
      'lets Deny beat Allow',
      policyOf(allow, { ...allow, Effect: 'Deny', Resource: job }),
      'macie2:X',
      job,
      false,
    ],
    [
      'lets a Deny be about one resource',
      policyOf(allow, { ...allow, Effect: 'Deny', Resource: job }),
      'macie2:X',
      `${job}1`,
      true,
    ],
    [
      'takes names of actions in any case',
      policyOf({ ...allow, Action: 'MACIE2:getFINDINGS' }),
      'macie2:GetFindings',
      '*',
      true,
    ],
    [
      'knows ? as one character',
      policyOf({ ...allow, Action: 'macie2:Get?indings' }),
      'macie2:GetFindings',
      '*',
      true,
    ],
    ['knows resources by wildcards', policyOf({ ...allow, Resource: jobs }), 'macie2:X', job, true],
    [
      'keeps resources of other accounts apart',
      policyOf({ ...allow, Resource: jobs }),
      'macie2:X',
      job.replace('1111', '9999'),
      false,
    ],
    [
      'is not got round by another region',
      policyOf(allow, { ...allow, Effect: 'Deny', Resource: job }),
      'macie2:X',
      job.replace('us-east-1', 'eu-west-3'),
      false,
    ],
    [
      'knows all actions but some',
      policyOf({ Effect: 'Allow', NotAction: ['macie2:Disable*'], Resource: '*' }),
      'macie2:DisableMacie',
      '*',
      false,
    ],
    [
      'knows all resources but some',
      policyOf({ Effect: 'Deny', Action: '*', NotResource: job }, allow),
      'macie2:X',
      job,
      true,
    ],
    ['admin allows all', adminPolicy, 'magpie:CreateAccessKey', '*', true],
    ['read-only reads', readOnlyPolicy, 'macie2:DescribeClassificationJob', job, true],
    ['read-only changes nothing', readOnlyPolicy, 'macie2:UpdateClassificationJob', job, false],
    ['read-only reveals nothing', readOnlyPolicy, 'macie2:GetSensitiveDataOccurrences', '*', false],
  ])('%s', (_case, policy, action, resource, allowed) => {
    expect(isAllowed(policy, action, resource)).toBe(allowed)
  })

  test.each<[string, unknown]>([
    ['no object', 'admin'],
    ['no Statement', { Version: '2012-10-17' }],
    ['an empty list of Statements', { Statement: [] }],
    ['an element that is not known', { Statement: [allow], Extra: 1 }],
    ['a Condition, which would be passed over', { Statement: [{ ...allow, Condition: {} }] }],
    ['a Principal', { Statement: [{ ...allow, Principal: '*' }] }],
    ['another Effect', { Statement: [{ ...allow, Effect: 'allow' }] }],
    ['neither Action nor NotAction', { Statement: [{ Effect: 'Allow', Resource: '*' }] }],
    ['both Resource and NotResource', { Statement: [{ ...allow, NotResource: '*' }] }],
    ['an action that is a number', { Statement: [{ ...allow, Action: 7 }] }],
    ['an empty list of actions', { Statement: [{ ...allow, Action: [] }] }],
  ])('is refused with %s', (_case, document) => {
    expect(parsePolicy(document)).toEqual({ refused: expect.any(String) })
  })
})

describe('wildcards', () => {
  test('match as the expression of the same meaning does', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 })
    fc.assert(
      fc.property(pattern, text, (given, candidate) => {
        const expression = new RegExp(`^${given.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's')
        return matches(given, candidate) === expression.test(candidate)
      }),
      { numRuns: 2_000 },
    )
  })
})
