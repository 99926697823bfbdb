// Policy documents: what is refused and in which words, and the rules of judging. What requests make of policies is in
// src/api/authorise.test.ts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arnProblem, matchesArn } from './arn-pattern.ts'
import { hold, type Conditions } from './conditions.ts'
import { parsePolicy } from './parse-policy.ts'
import { builtInPolicies, judge, type Policy } from './policy.ts'
import { matches } from './wildcards.ts'

const job = 'arn:aws:macie2:us-east-1:111122223333:classification-job/0a'
const allow = { Effect: 'Allow', Action: 'macie2:*', Resource: '*' }

describe('a policy document', () => {
  const under = (Condition: unknown) => ({ Statement: { ...allow, Condition } })

  test.each<[unknown, RegExp]>([
    ['admin', /^must be a JSON object$/],
    [{ Version: '2012-10-17' }, /^Statement\[0\]: must be an object$/],
    [{ Statement: [] }, /^must have at least one Statement$/],
    [{ Statement: [allow], Extra: 1 }, /^has the element Extra, which is not known$/],
    [{ Statements: [allow] }, /Statements, which is not known: did you mean Statement\?$/],
    [{ Version: '2026-01-01', Statement: allow }, /^must have one of 2012-10-17, 2008-10-17 as Version$/],
    [{ Id: 7, Statement: allow }, /text as Id$/],
    [{ Statement: { ...allow, Principal: '*' } }, /Principal, which policies of keys do not have$/],
    [{ Statement: { ...allow, Effect: 'allow' } }, /^Statement\[0\]\.Effect: must be Allow or Deny$/],
    [{ Statement: { ...allow, Sid: 'no spaces' } }, /^Statement\[0\]\.Sid: must be letters and digits$/],
    [
      {
        Statement: [
          { ...allow, Sid: 'A' },
          { ...allow, Sid: 'A' },
        ],
      },
      /^Statement\[1\]\.Sid: A is that of/,
    ],
    [{ Statement: { Effect: 'Allow', Resource: '*' } }, /either Action or NotAction$/],
    [{ Statement: { ...allow, NotAction: '*' } }, /either Action or NotAction$/],
    [{ Statement: { ...allow, NotResource: '*' } }, /either Resource or NotResource$/],
    [{ Statement: { ...allow, Action: 7 } }, /^Statement\[0\]\.Action: must be a text or a list of texts$/],
    [{ Statement: { ...allow, Action: [] } }, /\.Action: must be a text or a list of texts$/],
    [
      { Statement: { ...allow, Action: 'macie2:DescribeClasificationJob' } },
      /"macie2:DescribeClasificationJob" is no action: did you mean macie2:DescribeClassificationJob\?$/,
    ],
    [{ Statement: { ...allow, Action: 'macie2:Gett*' } }, /"macie2:Gett\*" is no action, and matches none$/],
    [{ Statement: { ...allow, Action: 's3:GetObject' } }, /they begin with macie2: or magpie:$/],
    [{ Statement: { ...allow, Resource: 'jobs' } }, /\.Resource: "jobs" must be "\*" or have the form arn:/],
    [{ Statement: { ...allow, Resource: 'arn:aws:s3:::bucket' } }, /must be a resource of macie2/],
    [{ Statement: { ...allow, Resource: job.replace('aws', 'aws-cn') } }, /must be of the partition aws$/],
    [
      { Statement: { ...allow, Resource: job.replace('1111', '') } },
      /an account of 12 digits, or a wildcard/,
    ],
    [{ Statement: { ...allow, Resource: job.replace('0a', '${aws:username}') } }, /policy variable/],
    [under([]), /^Statement\[0\]\.Condition: must be an object of operators$/],
    [under({ StringEqual: {} }), /^Statement\[0\]\.Condition\.StringEqual: .* did you mean StringEquals\?$/],
    [under({ NullIfExists: { 'aws:TagKeys': true } }), /NullIfExists: is no operator/],
    [under({ StringEquals: 'x' }), /must be an object of condition keys$/],
    [under({ StringEquals: { 'aws:RequestTags/a': 'x' } }), /did you mean aws:RequestTag\/…\?$/],
    [under({ StringEquals: { 's3:prefix': 'x' } }), /there are aws:RequestTag\/…, /],
    [
      under({ StringEquals: { 'aws:TagKeys': 'x' } }),
      /write ForAllValues: or ForAnyValue: before the operator$/,
    ],
    [under({ StringEquals: { 'aws:RequestTag/a': [] } }), /must have texts as values$/],
    [under({ StringEquals: { 'aws:RequestTag/a': '${aws:username}' } }), /policy variable/],
    [under({ StringEquals: { 'aws:SourceIp': '10.0.0.0/8' } }), /is tested with IpAddress, NotIpAddress$/],
    [under({ IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }), /no address, and no block such as/],
    [under({ DateLessThan: { 'aws:CurrentTime': 'tomorrow' } }), /no date such as/],
    [under({ Bool: { 'aws:SecureTransport': 'yes' } }), /neither true nor false$/],
    [under({ Null: { 'aws:TagKeys': 'yes' } }), /neither true nor false$/],
    [
      { Statement: [allow], Id: 'x'.repeat(6_144) },
      /^must have at most 6144 characters without white space, but has/,
    ],
  ])('%j is refused', (document, message) => {
    const parsed = parsePolicy(document)
    expect('refused' in parsed ? parsed.refused : 'accepted').toMatch(message)
  })

  test('is kept as it was written, single texts as lists', () => {
    const Condition = { StringEquals: { 'aws:RequestTag/a': 'x' }, Bool: { 'aws:SecureTransport': true } }
    expect(
      parsePolicy({ Version: '2012-10-17', Id: 'mine', Statement: { ...allow, Sid: 'One', Condition } }),
    ).toEqual({
      policy: {
        Version: '2012-10-17',
        Id: 'mine',
        Statement: [
          {
            Sid: 'One',
            Effect: 'Allow',
            Action: ['macie2:*'],
            Resource: ['*'],
            Condition: {
              StringEquals: { 'aws:RequestTag/a': ['x'] },
              Bool: { 'aws:SecureTransport': ['true'] },
            },
          },
        ],
      },
    })
  })

  test.each([...builtInPolicies])('%s would be accepted as a document', (_name, policy) => {
    expect(parsePolicy(policy)).toEqual({ policy })
  })

  test('white space does not count against its size', () => {
    const Action = Array.from({ length: 150 }, () => 'macie2:GetFindings')
    const text = JSON.stringify({ Statement: { ...allow, Action } }, null, 40)
    expect(text.length).toBeGreaterThan(6_144)
    expect(parsePolicy(JSON.parse(text))).toHaveProperty('policy')
  })
})

describe('conditions', () => {
  const given: Readonly<Record<string, readonly string[]>> = {
    'aws:requesttag/team': ['red'],
    'aws:tagkeys': ['team', 'cost'],
    'aws:sourceip': ['10.1.2.3'],
    'aws:currenttime': ['2026-06-01T12:00:00.000Z'],
    'aws:securetransport': ['true'],
  }
  const team = 'aws:requesttag/team'
  const none = 'aws:requesttag/none'
  const keys = 'aws:tagkeys'

  test.each<[Conditions, boolean]>([
    [{ StringEquals: { [team]: ['blue', 'red'] } }, true],
    [{ StringEquals: { [team]: ['Red'] } }, false],
    [{ StringEquals: { [none]: ['red'] } }, false],
    [{ StringNotEquals: { [team]: ['blue', 'red'] } }, false],
    [{ StringNotEquals: { [team]: ['blue', 'green'] } }, true],
    [{ StringNotEquals: { [none]: ['red'] } }, true],
    [{ StringEqualsIgnoreCase: { [team]: ['RED'] } }, true],
    [{ StringNotEqualsIgnoreCase: { [team]: ['RED'] } }, false],
    [{ StringLike: { [team]: ['r?d', 'x*'] } }, true],
    [{ StringEquals: { [team]: ['r?d'] } }, false],
    [{ StringNotLike: { [team]: ['r*'] } }, false],
    [{ StringEqualsIfExists: { [none]: ['red'] } }, true],
    [{ StringEqualsIfExists: { [team]: ['blue'] } }, false],
    [{ Null: { [none]: ['true'] } }, true],
    [{ Null: { [none]: ['false'] } }, false],
    [{ Null: { [team]: ['false'] } }, true],
    [{ 'ForAllValues:StringEquals': { [keys]: ['team', 'cost', 'env'] } }, true],
    [{ 'ForAllValues:StringEquals': { [keys]: ['team'] } }, false],
    [{ 'ForAllValues:StringEquals': { [none]: ['team'] } }, true],
    [{ 'ForAllValues:StringNotEquals': { [keys]: ['cost'] } }, false],
    [{ 'ForAnyValue:StringEquals': { [keys]: ['cost', 'env'] } }, true],
    [{ 'ForAnyValue:StringEquals': { [none]: ['cost'] } }, false],
    [{ 'ForAnyValue:StringNotEquals': { [keys]: ['cost'] } }, true],
    [{ 'ForAnyValue:StringNotEquals': { [none]: ['cost'] } }, false],
    [{ 'ForAnyValue:StringLikeIfExists': { [none]: ['c*'] } }, true],
    [{ IpAddress: { 'aws:sourceip': ['10.0.0.0/8'] } }, true],
    [{ IpAddress: { 'aws:sourceip': ['10.1.2.4', '::1/128', '::ffff:0:0/96'] } }, false],
    [{ NotIpAddress: { 'aws:sourceip': ['10.0.0.0/8'] } }, false],
    [{ DateLessThan: { 'aws:currenttime': ['2026-06-01T12:00:01Z'] } }, true],
    [{ DateLessThan: { 'aws:currenttime': ['2026-06-01T12:00:00Z'] } }, false],
    [{ DateLessThanEquals: { 'aws:currenttime': ['2026-06-01T14:00:00+02:00'] } }, true],
    [{ DateGreaterThan: { 'aws:currenttime': ['2026-06-01'] } }, true],
    [{ DateGreaterThanEquals: { 'aws:currenttime': ['1780315201'] } }, false],
    [{ DateEquals: { 'aws:currenttime': ['1780315200'] } }, true],
    [{ DateNotEquals: { 'aws:currenttime': ['1780315200'] } }, false],
    [{ Bool: { 'aws:securetransport': ['false'] } }, false],
    [{ Bool: { 'aws:securetransport': ['true'] }, StringEquals: { [team]: ['red'] } }, true],
    [{ Bool: { 'aws:securetransport': ['true'] }, StringEquals: { [team]: ['blue'] } }, false],
    [{ StringEquals: { [team]: ['red'], [none]: ['red'] } }, false],
    [{}, true],
  ])('%j: %s', (conditions, expected) => {
    expect(hold(conditions, (key) => given[key])).toBe(expected)
  })

  test('with an operator that is not known let nothing through', () => {
    const policy: Policy = {
      Statement: [
        { Effect: 'Allow', Action: ['*'], Resource: ['*'], Condition: { Later: { [team]: ['red'] } } },
      ],
    }
    expect(() => judge(policy, { action: 'macie2:X', resource: job, values: () => undefined })).toThrow(
      /Later/,
    )
  })
})

describe('ARNs in policies', () => {
  test.each<[string, string, boolean]>([
    ['*', job, true],
    [job, job, true],
    ['arn:aws:macie2:*:*:*', job, true],
    ['arn:aws:macie2:eu-west-3:111122223333:classification-job/*', job, true],
    ['arn:aws:macie2:*:111122223333:classification-job/?a', job, true],
    ['arn:*:macie2:*:1111*:*/0a', job, true],
    ['arn:aws:macie2:*:111122223333:custom-data-identifier/*', job, false],
    ['arn:aws:macie2:*:999922223333:*', job, false],
    ['arn:aws:macie2:*:111122223333:classification-job', job, false],
    ['arn:aws:macie2:*:*:*', 'nonsense', false],
  ])('%s over %s: %s', (pattern, resource, expected) => {
    expect(arnProblem(pattern)).toBeUndefined()
    expect(matchesArn(pattern, resource)).toBe(expected)
  })

  test('have wildcards that stay within their part', () => {
    expect(matchesArn('arn:aws:macie2:*:1*3:x', 'arn:aws:macie2:r:1:3:x')).toBe(false)
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
