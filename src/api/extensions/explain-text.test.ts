// POST /magpie/explain: what it tells, whose lists and identifiers it reads, what it refuses, what it leaves no trace of.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readOnlyPolicy, type Policy } from '../../access/policy.ts'
import type { IssuedAccessKey } from '../../access/access-keys.ts'
import { selectManagedIdentifiers } from '../../detection/select-identifiers.ts'
import { startTestApi, type TestAccount, type TestApi } from '../test-api.ts'
import { send, type TestAnswer } from '../test-request.ts'

const ssn = 'USA_SOCIAL_SECURITY_NUMBER'
let api: TestApi
let account: TestAccount

beforeAll(async () => {
  api = await startTestApi()
  account = await api.newAccount()
})
afterAll(() => api.close())

function post(target: string, body: unknown, key: IssuedAccessKey = account.key): Promise<TestAnswer> {
  return send({ url: api.url, method: 'POST', target, body: JSON.stringify(body), key })
}

function explain(body: unknown, key?: IssuedAccessKey): Promise<TestAnswer> {
  return post('/magpie/explain', body, key)
}

async function keyWith(policyName: string, policy: Policy): Promise<IssuedAccessKey> {
  const { accountId } = account
  return await api.context.accessKeys.create({ accountId, policyName, policy }, new Date())
}

test('what is found is told with its keyword, its check and its place', async () => {
  const { json, status } = await explain({ text: 'hello\nmy ssn is 536-22-1234' })
  expect(status).toBe(200)
  expect(json).toEqual({
    truncated: false,
    explanations: [
      {
        identifier: ssn,
        found: true,
        text: '536-22-1234',
        location: { kind: 'lines', start: 2, end: 2, startColumn: 11 },
        reasons: [],
        keyword: { kind: 'near', keyword: 'ssn', side: 'before', distance: 4 },
        check: { name: 'isIssuable', passes: true },
        pattern: expect.stringContaining(String.raw`\d{3}-\d{2}-\d{4}`),
        coveredBy: null,
      },
    ],
  })
})

describe('what one thing kept from counting is told of all identifiers, and of those that are named, all', () => {
  test.each<[body: object, reasons: readonly string[][]]>([
    [{ text: 'ssn 000-22-1234' }, [['check-refused']]],
    [{ text: 'order 536-22-1234' }, []],
    [{ text: 'order 536-22-1234', managedDataIdentifierIds: [ssn] }, [['no-keyword']]],
    [{ text: 'ssn', managedDataIdentifierIds: [ssn] }, [['no-shape']]],
    [{ text: 'ssn 536-22-1234', managedDataIdentifierIds: [] }, []],
  ])('%j', async (body, reasons) => {
    expect(reasonsIn(await explain(body))).toEqual(reasons)
  })
})

test('cells are one row: a keyword in the name of another is none', async () => {
  const cells = [
    { names: ['note'], text: '536-22-1234' },
    { names: ['people', 'ssn'], text: '219-09-9998' },
  ]
  expect((await explain({ cells })).json).toMatchObject({
    explanations: [
      {
        found: false,
        reasons: [{ reason: 'keyword-elsewhere', description: expect.any(String) }],
        location: { kind: 'cell', row: 1, column: 1, columnName: 'note' },
      },
      { found: true, keyword: { kind: 'in-name', keyword: 'ssn', name: 'ssn' } },
    ],
  })
})

test('custom identifiers and allow lists are those of the account', async () => {
  const badge = { name: 'badge', regex: String.raw`E-\d{4}`, keywords: ['employee'] }
  const { json: custom } = await post('/custom-data-identifiers', badge)
  const { json: list } = await post('/allow-lists', { name: 'tests', criteria: { regex: '536-.*' } })
  const body = {
    text: 'employee E-1234, ssn 536-22-1234',
    customDataIdentifierIds: [custom['customDataIdentifierId']],
    allowListIds: [list['id']],
  }
  expect((await explain(body)).json).toMatchObject({
    explanations: [
      {
        identifier: custom['customDataIdentifierId'],
        found: true,
        keyword: { kind: 'before', keyword: 'employee' },
        pattern: null,
        check: null,
      },
      { identifier: ssn, found: false, reasons: [{ reason: 'allowed' }] },
    ],
  })
  const other = await api.newAccount()
  expect((await explain({ ...body, allowListIds: [] }, other.key)).status).toBe(404)
  expect((await explain({ ...body, customDataIdentifierIds: [] }, other.key)).status).toBe(404)
})

test('a list whose words are in an object is refused', async () => {
  const criteria = { s3WordsList: { bucketName: 'lists', objectKey: 'known.txt' } }
  const { json } = await post('/allow-lists', { name: 'words', criteria })
  const answer = await explain({ text: 'x', allowListIds: [json['id']] })
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('must name lists with an expression')
})

test.each<[body: object, message: string]>([
  [{}, 'must have either text or cells'],
  [{ text: 'a', cells: [{ text: 'b' }] }, 'must have either text or cells'],
  [{ text: '' }, 'must have 1 to 4000 characters'],
  [{ text: 'é'.repeat(4_001) }, 'must have 1 to 4000 characters'],
  [{ cells: [{ text: 'a'.repeat(2_001) }, { text: 'a'.repeat(2_000) }] }, 'at most 4000 characters together'],
  [{ cells: [] }, 'must have 1 to 100 elements'],
  [{ text: 'a', managedDataIdentifierIds: ['NONE_SUCH'] }, 'must name identifiers that exist: NONE_SUCH'],
])('a request of %j is refused', async (body, message) => {
  const answer = await explain(body)
  expect(answer.status).toBe(400)
  expect(answer.text).toContain(message)
})

test('an answer has an end', async () => {
  const managedDataIdentifierIds = selectManagedIdentifiers('ALL', [])
  const { json } = await explain({ text: '123456789 '.repeat(400), managedDataIdentifierIds })
  expect(json['truncated']).toBe(true)
  expect(json['explanations']).toHaveLength(500)
})

test('who may only read may ask, and who may nothing may not', async () => {
  const reader = await keyWith('read-only', readOnlyPolicy)
  expect((await explain({ text: 'x' }, reader)).status).toBe(200)
  const nobody = await keyWith('nobody', {
    Statement: [{ Effect: 'Allow', Action: ['macie2:*'], Resource: ['*'] }],
  })
  expect((await explain({ text: 'x' }, nobody)).status).toBe(403)
})

test('nothing of the text is logged', async () => {
  await explain({ text: 'ssn 219-09-9998' })
  await explain({ text: 'ssn 219-09-9998', cells: [] })
  expect(JSON.stringify(api.log)).not.toContain('219-09-9998')
  expect(JSON.stringify(api.log)).toContain('ExplainText')
})

function reasonsIn({ json }: TestAnswer): unknown {
  const { explanations } = json as {
    explanations: readonly { readonly reasons: readonly { readonly reason: string }[] }[]
  }
  return explanations.map(({ reasons }) => reasons.map(({ reason }) => reason))
}
