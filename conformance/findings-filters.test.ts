// Saved filters over findings, their members, refusals, order and pages. What rules archive is in suppression.test.ts.
import { randomUUID } from 'node:crypto'
import {
  CreateFindingsFilterCommand,
  DeleteFindingsFilterCommand,
  DisableMacieCommand,
  EnableMacieCommand,
  GetFindingsFilterCommand,
  ListFindingsFiltersCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFindingsFilterCommand,
  type CreateFindingsFilterCommandInput,
  type FindingCriteria,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { beforeEach, describe, expect, test } from 'vitest'
import { newAccount, type NewAccount } from './new-account.ts'
import { rawJson } from './raw-request.ts'
import { refusal } from './world.ts'

type Input = Partial<CreateFindingsFilterCommandInput>

let account: NewAccount
let client: Macie2Client
beforeEach(async () => {
  account = await newAccount()
  client = account.client
})

async function create(changes: Input = {}, by = client): Promise<string> {
  const answer = await by.send(new CreateFindingsFilterCommand(filter(changes)))
  return answer.id ?? ''
}

function filter(changes: Input): CreateFindingsFilterCommandInput {
  return { name: `filter ${randomUUID()}`, action: 'NOOP', findingCriteria: { criterion: {} }, ...changes }
}

const get = (id: string, by = client) => by.send(new GetFindingsFilterCommand({ id }))
const update = (id: string, changes: Input) =>
  client.send(new UpdateFindingsFilterCommand({ id, ...changes }))
const remove = (id: string) => client.send(new DeleteFindingsFilterCommand({ id }))

/** Names in the list's order, with their positions. */
async function order(): Promise<string> {
  const { findingsFilterListItems = [] } = await client.send(new ListFindingsFiltersCommand({}))
  const read = await Promise.all(findingsFilterListItems.map(({ id }) => get(id ?? '')))
  return read.map(({ name, position }) => `${name}@${position}`).join(' ')
}

const every: FindingCriteria = {
  criterion: {
    type: { eq: ['SensitiveData:S3Object/Personal'], neq: [''] },
    updatedAt: { gte: 0, lt: 4_000_000_000_000 },
    'sensitiveData.category': { eqExactMatch: ['PERSONAL_INFORMATION'] },
    'policyDetails.action.apiCallDetails.api': { neq: ['PutBucketAcl'] },
  },
}

describe('a filter', () => {
  test('comes back as it was given', async () => {
    const given = {
      name: ' Ünïcode 🐦',
      action: 'ARCHIVE',
      description: '',
      findingCriteria: every,
      position: 3,
      tags: { team: 'red' },
    } as const
    const { id, arn } = await client.send(new CreateFindingsFilterCommand(given))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(arn).toBe(`arn:aws:macie2:us-east-1:${account.accountId}:findings-filter/${id}`)
    const { $metadata: _, ...found } = await get(id ?? '')
    expect(found).toEqual({ ...given, id, arn })
  })

  test('has no description, no tags and the last position unless they are given', async () => {
    await create()
    const found = await get(await create({ findingCriteria: {} }))
    expect(found).toMatchObject({ position: 2, tags: {}, findingCriteria: {} })
    expect(found.description).toBeUndefined()
  })

  test('changes in what an update gives, and in nothing else', async () => {
    const id = await create({ name: 'before', description: 'd', findingCriteria: every, tags: { a: 'b' } })
    const before = await get(id)
    const answer = await update(id, {})
    expect(answer).toMatchObject({ id, arn: before.arn })
    const same = { ...before, $metadata: expect.anything() }
    expect(await get(id)).toEqual(same)
    await update(id, { name: 'after' })
    expect(await get(id)).toEqual({ ...same, name: 'after' })
    await update(id, { action: 'ARCHIVE', description: '', findingCriteria: {}, position: 9 })
    expect(await get(id)).toEqual({
      ...same,
      name: 'after',
      action: 'ARCHIVE',
      description: '',
      findingCriteria: {},
      position: 9,
    })
  })

  test('is gone once it is deleted, and its name is free', async () => {
    const id = await create({ name: 'short-lived' })
    await remove(id)
    for (const request of [() => get(id), () => update(id, {}), () => remove(id), () => get('no id')])
      await refusal(request(), 'ResourceNotFoundException', 404)
    expect(await order()).toBe('')
    await create({ name: 'short-lived' })
  })

  test('has tags that can be listed, added and removed', async () => {
    const { arn: resourceArn } = await get(await create({ tags: { a: 'b' } }))
    await client.send(new TagResourceCommand({ resourceArn, tags: { c: 'd' } }))
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }))
    expect(tags).toEqual({ c: 'd' })
    const { findingsFilterListItems } = await client.send(new ListFindingsFiltersCommand({}))
    expect(findingsFilterListItems).toMatchObject([{ arn: resourceArn, action: 'NOOP', tags: { c: 'd' } }])
  })

  test('is its account’s alone', async () => {
    const id = await create({ name: 'mine' })
    const other = await newAccount()
    await refusal(get(id, other.client), 'ResourceNotFoundException', 404)
    await refusal(
      other.client.send(new DeleteFindingsFilterCommand({ id })),
      'ResourceNotFoundException',
      404,
    )
    expect((await other.client.send(new ListFindingsFiltersCommand({}))).findingsFilterListItems).toEqual([])
    await create({ name: 'mine' }, other.client)
  })
})

test('disabling Macie deletes the filters', async () => {
  await create({ action: 'ARCHIVE', findingCriteria: {} })
  await client.send(new DisableMacieCommand({}))
  await refusal(create(), 'AccessDeniedException', 403)
  await client.send(new EnableMacieCommand({}))
  expect(await order()).toBe('')
})

describe('refused with 400', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a name of 2 characters', { name: 'ab' }, 'name'],
    ['a name of 65 characters', { name: 'n'.repeat(65) }, 'name'],
    ['no name', { name: null }, 'name: is required'],
    ['no action', { action: null }, 'action: is required'],
    ['an unknown action', { action: 'DELETE' }, 'action'],
    ['no criteria', { findingCriteria: null }, 'findingCriteria: is required'],
    ['a description of 513 characters', { description: 'd'.repeat(513) }, 'description'],
    ['the position 0', { position: 0 }, 'position'],
    ['a position beyond an int', { position: 2 ** 31 }, 'position'],
    ['a reserved tag', { tags: { 'aws:x': 'y' } }, 'tags'],
    ['an unknown field', { findingCriteria: { criterion: { colour: { eq: ['red'] } } } }, 'colour'],
    ['an unknown operator', { findingCriteria: { criterion: { type: { like: ['x'] } } } }, 'like'],
    ['a range of texts', { findingCriteria: { criterion: { type: { gt: 1 } } } }, 'numbers and dates'],
    ['a number in eq', { findingCriteria: { criterion: { count: { eq: [1] } } } }, 'must be a string'],
    [
      '51 values',
      { findingCriteria: { criterion: { type: { eq: Array.from({ length: 51 }, () => 'x') } } } },
      'at most 50',
    ],
    [
      'eqExactMatch where it does not go',
      { findingCriteria: { criterion: { type: { eqExactMatch: ['x'] } } } },
      'eqExactMatch',
    ],
    [
      'eqExactMatch with others',
      { findingCriteria: { criterion: { 'sensitiveData.category': { eqExactMatch: ['x'], eq: ['x'] } } } },
      'eqExactMatch cannot be mixed',
    ],
  ])('%s', async (_case, changes, message) => {
    const asked = await rawJson('POST', '/findingsfilters', {
      body: JSON.stringify({ ...filter({}), ...changes }),
    })
    expect([asked.status, asked.headers.get('x-amzn-errortype')]).toEqual([400, 'ValidationException'])
    expect(asked.body['message']).toContain(message)
  })

  test('an update with criteria, a name or a position that a new filter could not have', async () => {
    const id = await create({ name: 'as it was' })
    for (const changes of [
      { findingCriteria: { criterion: { colour: { eq: ['red'] } } } },
      { name: 'ab' },
      { position: 0 },
    ])
      await refusal(update(id, changes), 'ValidationException', 400)
    expect(await order()).toBe('as it was@1')
  })
})

describe('refused with 409', () => {
  test('a name that is taken, also in an update; its own name is not', async () => {
    const id = await create({ name: 'one name' })
    const other = await create({ name: 'another name' })
    await refusal(create({ name: 'one name' }), 'ConflictException', 409)
    await refusal(update(other, { name: 'one name' }), 'ConflictException', 409)
    await update(id, { name: 'one name' })
    await create({ name: 'One name' })
  })

  test('a token of another request; the same request gets the same filter', async () => {
    const given = { name: 'once', clientToken: randomUUID() }
    const id = await create(given)
    expect(await create({ ...given, tags: {} })).toBe(id)
    await refusal(create({ ...given, name: 'twice' }), 'ConflictException', 409)
    expect(await order()).toBe('once@1')
    const [one, two] = await Promise.all(
      [1, 2].map(() => create({ name: 'at once', clientToken: `${given.clientToken}-` })),
    )
    expect(one).toBe(two)
  })
})

test('more than 1,000 filters are over the quota: 402', async () => {
  const numbers = Array.from({ length: 1_000 }, (_, n) => n)
  const senders = Array.from({ length: 8 }, async () => {
    for (let n = numbers.pop(); n !== undefined; n = numbers.pop()) await create({ name: `filter ${n}` })
  })
  await Promise.all(senders)
  const message = await refusal(create(), 'ServiceQuotaExceededException', 402)
  expect(message).toContain('1,000')
}, 120_000)

describe('positions', () => {
  let ids: Record<string, string> = {}
  beforeEach(async () => {
    ids = {}
    for (const name of ['aaa', 'bbb', 'ccc']) ids[name] = await create({ name })
  })

  test('of new filters are the last', async () => {
    expect(await order()).toBe('aaa@1 bbb@2 ccc@3')
  })

  test('that are taken move those behind them', async () => {
    await create({ name: 'new', position: 2 })
    expect(await order()).toBe('aaa@1 new@2 bbb@3 ccc@4')
  })

  test('beyond the last stand as they are asked for, and the next comes behind', async () => {
    await create({ name: 'far', position: 7 })
    await create({ name: 'next' })
    expect(await order()).toBe('aaa@1 bbb@2 ccc@3 far@7 next@8')
  })

  test('that a deleted filter had stay free, and are filled without moving others', async () => {
    await remove(ids['bbb'] ?? '')
    expect(await order()).toBe('aaa@1 ccc@3')
    await create({ name: 'new', position: 1 })
    expect(await order()).toBe('new@1 aaa@2 ccc@3')
  })

  test.each<[string, number, string]>([
    ['ccc', 1, 'ccc@1 aaa@2 bbb@3'],
    ['aaa', 3, 'bbb@1 ccc@2 aaa@3'],
    ['bbb', 2, 'aaa@1 bbb@2 ccc@3'],
    ['aaa', 9, 'bbb@2 ccc@3 aaa@9'],
  ])('change by an update: %s to %i', async (name, position, expected) => {
    await update(ids[name] ?? '', { position })
    expect(await order()).toBe(expected)
  })

  test('at the end of all numbers make room before them', async () => {
    await create({ name: 'end', position: 2 ** 31 - 1 })
    await create({ name: 'new' })
    expect(await order()).toBe(`aaa@1 bbb@2 ccc@3 end@${2 ** 31 - 2} new@${2 ** 31 - 1}`)
  })
})

describe('lists', () => {
  test('have pages of 25 unless asked otherwise, at most 25, in order of position', async () => {
    for (let n = 0; n < 27; n++) await create({ name: `f-${n}`, position: 27 - n })
    const expected = Array.from({ length: 27 }, (_, n) => `f-${26 - n}`)
    const first = await client.send(new ListFindingsFiltersCommand({}))
    expect(first.findingsFilterListItems).toHaveLength(25)
    const names: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(new ListFindingsFiltersCommand({ maxResults: 9, nextToken }))
      names.push(...(page.findingsFilterListItems ?? []).map(({ name }) => name ?? ''))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(names).toEqual(expected)
    for (const maxResults of [0, 26])
      await refusal(client.send(new ListFindingsFiltersCommand({ maxResults })), 'ValidationException', 400)
  })

  test('hold while filters are put before them', async () => {
    for (const name of ['aaa', 'bbb', 'ccc']) await create({ name })
    const first = await client.send(new ListFindingsFiltersCommand({ maxResults: 2 }))
    await create({ name: 'new', position: 1 })
    const rest = await client.send(new ListFindingsFiltersCommand({ nextToken: first.nextToken }))
    expect(rest.findingsFilterListItems?.map(({ name }) => name)).toEqual(['ccc'])
    expect(rest.nextToken).toBeUndefined()
  })

  test('refuse a token that is none of theirs, and one of another account', async () => {
    for (let n = 0; n < 2; n++) await create()
    const { nextToken } = await client.send(new ListFindingsFiltersCommand({ maxResults: 1 }))
    const other = await newAccount()
    const commands: [Macie2Client, string | undefined][] = [
      [client, 'a.b'],
      [other.client, nextToken],
    ]
    for (const [by, token] of commands)
      await refusal(by.send(new ListFindingsFiltersCommand({ nextToken: token })), 'ValidationException', 400)
  })
})
