// Policies against requests, over the real API: each pair says whether the request gets past authorisation. What comes
// after it (200, 400 or 404) is not what is asked here; that a 403 comes before these is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parsePolicy } from '../access/parse-policy.ts'
import { builtInPolicies, type Policy } from '../access/policy.ts'
import { startTestApi, testAccountId, type TestApi } from './test-api.ts'
import { send, type TestAnswer } from './test-request.ts'

const keysByPolicy = new Map<unknown, TestApi['key']>()
const ids = { red: '', blue: '', plain: '', spare: '' }
const missing = '0123456789abcdef0123456789abcdef'
let api: TestApi

beforeAll(async () => {
  api = await startTestApi()
  for (const name of ['red', 'blue', 'plain', 'spare'] as const) {
    const tags = name === 'plain' || name === 'spare' ? {} : { team: name, Cost: '7' }
    const body = JSON.stringify({ name, regex: 'x{3}', tags })
    const created = await send({
      url: api.url,
      method: 'POST',
      target: '/custom-data-identifiers',
      body,
      key: api.key,
    })
    ids[name] = String(created.json['customDataIdentifierId'])
  }
})
afterAll(() => api.close())

function policyOf(given: unknown): Policy {
  if (typeof given === 'string') return builtInPolicies.get(given) ?? { Statement: [] }
  const parsed = parsePolicy({ Version: '2012-10-17', Statement: given })
  if ('refused' in parsed) throw new Error(parsed.refused)
  return parsed.policy
}

async function keyOf(policy: unknown): Promise<TestApi['key']> {
  const known = keysByPolicy.get(policy)
  if (known !== undefined) return known
  const policyName = typeof policy === 'string' ? policy : 'custom'
  const request = { accountId: testAccountId, policyName, policy: policyOf(policy) }
  const key = await api.context.accessKeys.create(request, new Date())
  keysByPolicy.set(policy, key)
  return key
}

/** `METHOD path body`; ids in the path by their names: `{red}`, and its ARN `{arn:red}`. */
async function ask(policy: unknown, request: string): Promise<TestAnswer> {
  const [, method = '', target = '', body = ''] = /^(\S+) (\S+) ?(.*)$/.exec(request) ?? []
  const arn = (region: string, id: string) =>
    encodeURIComponent(`arn:aws:macie2:${region}:${testAccountId}:custom-data-identifier/${id}`)
  const path = target
    .replace(/\{arn:(\w+)(?:@([\w-]+))?\}/, (_, name: keyof typeof ids, region = 'us-east-1') =>
      arn(String(region), ids[name]),
    )
    .replace(/\{(\w+)\}/, (_, name: keyof typeof ids) => ids[name])
  return await send({ url: api.url, method, target: path, body, key: await keyOf(policy) })
}

const statement = (Effect: 'Allow' | 'Deny', Action: unknown, more: Record<string, unknown> = {}) => ({
  Effect,
  Action,
  ...('NotResource' in more ? {} : { Resource: '*' }),
  ...more,
})
const allow = (Action: unknown, more?: Record<string, unknown>) => statement('Allow', Action, more)
const deny = (Action: unknown, more?: Record<string, unknown>) => statement('Deny', Action, more)
const when = (Condition: unknown) => ({ Condition })
const all = allow('*')

const identifiers = `arn:aws:macie2:*:${testAccountId}:custom-data-identifier/*`
const get = (name: string) => `GET /custom-data-identifiers/{${name}}`
const create = (tags: unknown) =>
  `POST /custom-data-identifiers ${JSON.stringify({ name: 'n', regex: 'x{3}', tags })}`
const list = 'POST /jobs/list {}'
const describeJob = `GET /jobs/${missing}`
const newKey = 'POST /magpie/access-keys {"policy":"read-only"}'

const findings = [allow(['macie2:ListFindings', 'macie2:GetFindings'])]
const anyCase = [allow('MACIE2:listfindings')]
const butDisable = [{ Effect: 'Allow', NotAction: ['macie2:Disable*', 'magpie:*'], Resource: '*' }]
const onlyIdentifiers = [allow('macie2:*', { Resource: identifiers })]
const notIdentifiers = [allow('macie2:*', { NotResource: identifiers })]
const elsewhere = [allow('macie2:*', { Resource: 'arn:aws:macie2:*:999922223333:*' })]
const denyOtherRegion = [all, deny('macie2:Get*', { Resource: identifiers.replace(':*:', ':eu-west-3:') })]
const redOnly = [allow('macie2:*', when({ StringEquals: { 'aws:ResourceTag/team': 'red' } }))]
const notBlue = [all, deny('*', when({ StringEquals: { 'aws:ResourceTag/team': 'blue' } }))]
const redOrNone = [allow('macie2:*', when({ StringEqualsIfExists: { 'aws:ResourceTag/team': ['red'] } }))]
const untagged = [allow('macie2:*', when({ Null: { 'aws:ResourceTag/team': 'true' } }))]
const costCase = [allow('macie2:*', when({ StringLike: { 'AWS:resourcetag/cost': '?' } }))]
const mustTag = [all, deny('macie2:Create*', when({ Null: { 'aws:RequestTag/team': true } }))]
const createRed = [allow('macie2:*', when({ StringLike: { 'aws:RequestTag/team': 'r*' } }))]
const knownTags = [
  all,
  deny(
    ['macie2:Create*', 'macie2:*Tag*'],
    when({ 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['team', 'cost'] } }),
  ),
]
const keepTeam = [
  all,
  deny('macie2:UntagResource', when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } })),
]
const local = [allow('*', when({ IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '::1'] } }))]
const remote = [allow('*', when({ NotIpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }))]
const encrypted = [all, deny('*', when({ Bool: { 'aws:SecureTransport': 'false' } }))]
const past = [allow('*', when({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }))]
const paris = [all, deny('*', when({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-3' } }))]
const own = [allow('*', when({ StringEquals: { 'aws:PrincipalAccount': testAccountId } }))]
const mayMakeKeys = [all, allow('magpie:CreateAccessKey')]

const pairs: readonly (readonly [string, unknown, string, 'passes' | 'refused'])[] = [
  ['admin reads', 'admin', list, 'passes'],
  ['admin makes keys', 'admin', newKey, 'passes'],
  ['read-only lists', 'read-only', list, 'passes'],
  ['read-only describes', 'read-only', describeJob, 'passes'],
  ['read-only sees metrics', 'read-only', 'GET /metrics', 'passes'],
  ['read-only follows progress', 'read-only', `GET /magpie/jobs/${missing}/progress`, 'passes'],
  ['read-only creates nothing', 'read-only', create({}), 'refused'],
  ['read-only changes nothing', 'read-only', `PATCH /jobs/${missing} {"jobStatus":"CANCELLED"}`, 'refused'],
  ['read-only tags nothing', 'read-only', 'POST /tags/{arn:red} {"tags":{"a":"b"}}', 'refused'],
  ['read-only untags nothing', 'read-only', 'DELETE /tags/{arn:red}?tagKeys=a', 'refused'],
  ['read-only does not disable', 'read-only', 'DELETE /macie', 'refused'],
  ['read-only makes no keys', 'read-only', newKey, 'refused'],
  ['read-only revokes no keys', 'read-only', 'DELETE /magpie/access-keys/AKIA', 'refused'],
  ['what is named', findings, 'POST /findings {}', 'passes'],
  ['what is named second', findings, 'POST /findings/describe {"findingIds":[]}', 'passes'],
  ['what is not named', findings, list, 'refused'],
  ['what only begins alike', findings, 'POST /findings/statistics {"groupBy":"type"}', 'refused'],
  ['a malformed request to what is not named', findings, 'POST /jobs {', 'refused'],
  ['an invalid one', findings, 'POST /jobs {"name":7}', 'refused'],
  ['an id that is none', findings, 'GET /jobs/x', 'refused'],
  ['a resource that is not there', findings, describeJob, 'refused'],
  ['the action in any case', anyCase, 'POST /findings {}', 'passes'],
  ['NotAction: others', butDisable, list, 'passes'],
  ['NotAction: these', butDisable, 'DELETE /macie', 'refused'],
  ['NotAction: other prefix', butDisable, 'GET /metrics', 'refused'],
  ['a kind of resource: one of it', onlyIdentifiers, get('plain'), 'passes'],
  ['a kind of resource: making one', onlyIdentifiers, create({}), 'passes'],
  ['a kind of resource: its tags', onlyIdentifiers, 'GET /tags/{arn:red}', 'passes'],
  ['a kind of resource: another kind', onlyIdentifiers, describeJob, 'refused'],
  ['a kind of resource: what is about none', onlyIdentifiers, list, 'refused'],
  ['NotResource: these', notIdentifiers, get('plain'), 'refused'],
  ['NotResource: others', notIdentifiers, describeJob, 'passes'],
  ['NotResource: what is about none', notIdentifiers, list, 'passes'],
  ['another account’s resources', elsewhere, get('plain'), 'refused'],
  ['a Deny that names another region', denyOtherRegion, get('plain'), 'refused'],
  ['a Deny that names another region, of another action', denyOtherRegion, describeJob, 'passes'],
  ['ResourceTag: equal', redOnly, get('red'), 'passes'],
  ['ResourceTag: another value', redOnly, get('blue'), 'refused'],
  ['ResourceTag: no such tag', redOnly, get('plain'), 'refused'],
  ['ResourceTag: no such resource', redOnly, 'GET /custom-data-identifiers/none', 'refused'],
  ['ResourceTag: by its ARN', redOnly, 'GET /tags/{arn:red}', 'passes'],
  ['ResourceTag: about no resource', redOnly, list, 'refused'],
  ['ResourceTag: denied', notBlue, get('blue'), 'refused'],
  ['ResourceTag: denied, also under another region', notBlue, 'GET /tags/{arn:blue@eu-west-3}', 'refused'],
  ['ResourceTag: not denied', notBlue, get('red'), 'passes'],
  ['ResourceTag: not denied without the tag', notBlue, get('plain'), 'passes'],
  ['IfExists: equal', redOrNone, get('red'), 'passes'],
  ['IfExists: another value', redOrNone, get('blue'), 'refused'],
  ['IfExists: no such tag', redOrNone, get('plain'), 'passes'],
  ['Null true: no such tag', untagged, get('plain'), 'passes'],
  ['Null true: the tag', untagged, get('red'), 'refused'],
  ['names of condition keys in any case', costCase, get('red'), 'passes'],
  ['RequestTag: missing', mustTag, create({ other: 'x' }), 'refused'],
  ['RequestTag: given', mustTag, create({ team: 'x' }), 'passes'],
  ['RequestTag: needed by what takes none', createRed, list, 'refused'],
  ['RequestTag: a member that is ignored', createRed, 'POST /jobs/list {"tags":{"team":"red"}}', 'refused'],
  ['RequestTag: like', createRed, create({ team: 'rose' }), 'passes'],
  ['RequestTag: unlike', createRed, create({ team: 'blue' }), 'refused'],
  ['RequestTag: both spellings', createRed, create({ TEAM: 'red', team: 'blue' }), 'refused'],
  ['RequestTag: no text', createRed, create({ team: ['red'] }), 'refused'],
  ['RequestTag: of TagResource', createRed, 'POST /tags/{arn:spare} {"tags":{"team":"red"}}', 'passes'],
  ['RequestTag: a body that is none', createRed, 'POST /custom-data-identifiers {"tags"', 'refused'],
  ['TagKeys: all known', knownTags, create({ team: 'x', cost: 'y' }), 'passes'],
  ['TagKeys: one unknown', knownTags, create({ team: 'x', owner: 'y' }), 'refused'],
  ['TagKeys: none', knownTags, create({}), 'passes'],
  ['TagKeys: of UntagResource', keepTeam, 'DELETE /tags/{arn:blue}?tagKeys=other&tagKeys=team', 'refused'],
  ['TagKeys: others of UntagResource', keepTeam, 'DELETE /tags/{arn:blue}?tagKeys=other', 'passes'],
  ['SourceIp: within', local, list, 'passes'],
  ['SourceIp: not outside', remote, list, 'refused'],
  ['SecureTransport', encrypted, list, 'refused'],
  ['CurrentTime: over', past, list, 'refused'],
  ['RequestedRegion: another', paris, list, 'refused'],
  ['PrincipalAccount: the own', own, list, 'passes'],
  ['a policy that would make its own admin', mayMakeKeys, newKey, 'refused'],
  ['the same, malformed', mayMakeKeys, 'POST /magpie/access-keys {"policy":7', 'refused'],
]

describe('a policy and a request', () => {
  test.each(pairs)('%s', async (_case, policy, request, expected) => {
    const { status, errorType, json } = await ask(policy, request)
    expect({ verdict: status === 403 ? 'refused' : 'passes', json }).toMatchObject({ verdict: expected })
    if (status === 403) expect(errorType).toBe('AccessDeniedException')
    else expect([200, 204, 400, 404]).toContain(status)
  })

  test('there are pairs enough', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60)
  })
})

describe('the message of a refusal', () => {
  const whole = async (policy: unknown, request: string) => (await ask(policy, request)).json['message']

  test('names caller, action, resource and why', async () => {
    const { accessKeyId } = await keyOf(findings)
    const user = `User: arn:aws:iam::${testAccountId}:user/${accessKeyId}`
    expect(await whole(findings, describeJob)).toBe(
      `${user} is not authorized to perform: macie2:DescribeClassificationJob on resource: ` +
        `arn:aws:macie2:us-east-1:${testAccountId}:classification-job/${missing} because no identity-based policy ` +
        'allows the macie2:DescribeClassificationJob action',
    )
    expect(await whole(findings, list)).toContain(
      `on resource: arn:aws:macie2:us-east-1:${testAccountId}:* because`,
    )
  })

  test('tells a Deny from what is only not allowed', async () => {
    expect(await whole(notBlue, get('blue'))).toMatch(/ with an explicit deny in an identity-based policy$/)
  })

  test('says no more of a resource of another account than of one that is not there', async () => {
    const account = await api.newAccount()
    const other = { url: api.url, method: 'GET', key: account.key }
    const theirs = await send({ ...other, target: `/custom-data-identifiers/${ids.red}` })
    const none = await send({
      ...other,
      target: '/custom-data-identifiers/00000000-0000-4000-8000-000000000000',
    })
    expect(theirs).toMatchObject({ status: 404, errorType: 'ResourceNotFoundException' })
    expect(theirs.json).toEqual(none.json)
  })
})
