// The policies of docs/guides/access.md, each tried: what the guide says they let through passes, and the rest does not.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IssuedAccessKey } from '../src/access/access-keys.ts'
import { parsePolicy } from '../src/access/parse-policy.ts'
import { judge } from '../src/access/policy.ts'
import { startTestApi, testAccountId, type TestApi } from '../src/api/test-api.ts'
import { send } from '../src/api/test-request.ts'

const guide = readFileSync(path.join(import.meta.dirname, '../docs/guides/access.md'), 'utf8')
const policies = new Map(
  [...guide.matchAll(/^### ([^\n]+)\n[^#]*?^```json\n(.*?)^```$/gms)].map(([, title = '', json = '']) => [
    title,
    json,
  ]),
)
const keys = new Map<string, IssuedAccessKey>()
const jobs = { theirs: '', others: '' }
let api: TestApi

const createJob = (tags: object) =>
  `POST /jobs ${JSON.stringify({
    name: 'n',
    jobType: 'SCHEDULED',
    scheduleFrequency: { dailySchedule: {} },
    s3JobDefinition: { bucketDefinitions: [{ accountId: testAccountId, buckets: ['bucket'] }] },
    tags,
  })}`

beforeAll(async () => {
  api = await startTestApi()
  for (const [name, team] of [
    ['theirs', 'payments'],
    ['others', 'shipping'],
  ] as const)
    jobs[name] = String((await ask(createJob({ team }), api.key)).json['jobId'])
  for (const [title, json] of policies) {
    const made = await ask(`POST /magpie/access-keys {"policy":${json}}`, api.key)
    expect({ title, ...made.json }).toHaveProperty('secretAccessKey')
    keys.set(title, made.json as unknown as IssuedAccessKey)
  }
})
afterAll(() => api.close())

async function ask(request: string, key: IssuedAccessKey | undefined) {
  const filled = request.replace(/\{(arn:)?(theirs|others)\}/, (_, arn?: string, name = '') => {
    const id = jobs[name as keyof typeof jobs]
    return arn ? encodeURIComponent(`arn:aws:macie2:us-east-1:${testAccountId}:classification-job/${id}`) : id
  })
  const [, method = '', target = '', body = ''] = /^(\S+) (\S+) ?(.*)$/s.exec(filled) ?? []
  return await send({ url: api.url, method, target, body, key })
}

const list = 'POST /jobs/list {}'
const findings = 'POST /findings {}'
const stop = (job: string) => `PATCH /jobs/{${job}} {"jobStatus":"CANCELLED"}`
const identifier = 'POST /custom-data-identifiers {"name":"n","regex":"x{3}"}'
const progress = 'GET /magpie/jobs/{theirs}/progress'

test('the guide has five policies', () => {
  expect([...policies.keys()]).toEqual([
    'An auditor',
    'An operator',
    'A team with jobs of its own',
    'A build pipeline',
    'An investigator',
  ])
})

test.each<[string, string, 'passes' | 'refused']>([
  ['An auditor', list, 'passes'],
  ['An auditor', findings, 'passes'],
  ['An auditor', 'GET /jobs/{theirs}', 'passes'],
  ['An auditor', progress, 'passes'],
  ['An auditor', stop('theirs'), 'refused'],
  ['An auditor', identifier, 'refused'],
  ['An auditor', 'GET /magpie/access-keys', 'refused'],
  ['An operator', createJob({}), 'passes'],
  ['An operator', identifier, 'passes'],
  ['An operator', stop('others'), 'passes'],
  ['An operator', 'GET /macie', 'passes'],
  ['An operator', 'PATCH /macie {"status":"PAUSED"}', 'refused'],
  ['An operator', 'DELETE /macie', 'refused'],
  ['An operator', 'GET /magpie/access-keys', 'refused'],
  ['A team with jobs of its own', createJob({ team: 'payments', cost: '7' }), 'passes'],
  ['A team with jobs of its own', createJob({ team: 'shipping' }), 'refused'],
  ['A team with jobs of its own', createJob({}), 'refused'],
  ['A team with jobs of its own', list, 'passes'],
  ['A team with jobs of its own', 'GET /jobs/{theirs}', 'passes'],
  ['A team with jobs of its own', progress, 'passes'],
  ['A team with jobs of its own', stop('theirs'), 'passes'],
  ['A team with jobs of its own', 'GET /jobs/{others}', 'refused'],
  ['A team with jobs of its own', stop('others'), 'refused'],
  ['A team with jobs of its own', 'POST /tags/{arn:theirs} {"tags":{"cost":"8"}}', 'passes'],
  ['A team with jobs of its own', 'POST /tags/{arn:theirs} {"tags":{"Team":"x"}}', 'refused'],
  ['A team with jobs of its own', 'DELETE /tags/{arn:theirs}?tagKeys=team', 'refused'],
  ['A team with jobs of its own', 'POST /tags/{arn:others} {"tags":{"team":"payments"}}', 'refused'],
  ['A team with jobs of its own', findings, 'refused'],
  ['A build pipeline', createJob({}), 'passes'],
  ['A build pipeline', 'GET /jobs/{theirs}', 'passes'],
  ['A build pipeline', findings, 'passes'],
  ['A build pipeline', stop('theirs'), 'refused'],
  ['A build pipeline', list, 'refused'],
  // The server of the test speaks no TLS.
  ['An investigator', findings, 'refused'],
  ['An investigator', list, 'refused'],
])('%s: %s %s', async (title, request, expected) => {
  const { status, errorType } = await ask(request, keys.get(title))
  expect(status === 403 ? 'refused' : 'passes').toBe(expected)
  if (status === 403) expect(errorType).toBe('AccessDeniedException')
})

test.each<[string, Record<string, string>, string]>([
  ['A build pipeline', { 'aws:SourceIp': '127.0.0.1' }, 'allowed'],
  ['A build pipeline', { 'aws:SourceIp': '10.0.0.1' }, 'not allowed'],
  [
    'An investigator',
    { 'aws:SecureTransport': 'true', 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
    'allowed',
  ],
  [
    'An investigator',
    { 'aws:SecureTransport': 'false', 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
    'not allowed',
  ],
  [
    'An investigator',
    { 'aws:SecureTransport': 'true', 'aws:CurrentTime': '2100-01-01T00:00:00Z' },
    'not allowed',
  ],
])('%s under %j is %s', (title, facts, verdict) => {
  const parsed = parsePolicy(JSON.parse(policies.get(title) ?? ''))
  if ('refused' in parsed) throw new Error(parsed.refused)
  const values = (key: string) => (facts[key] === undefined ? undefined : [facts[key]])
  const resource = `arn:aws:macie2:us-east-1:${testAccountId}:*`
  expect(judge(parsed.policy, { action: 'macie2:GetFindings', resource, values })).toBe(verdict)
})
