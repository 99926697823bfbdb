// CreateCustomDataIdentifier and GetCustomDataIdentifier: every limit, default and refusal.
import { randomUUID } from 'node:crypto'
import {
  CreateCustomDataIdentifierCommand,
  GetCustomDataIdentifierCommand,
  Macie2ServiceException,
  type CreateCustomDataIdentifierCommandInput,
} from '@aws-sdk/client-macie2'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestAccount, type TestApi } from './test-api.ts'

let api: TestApi
let account: TestAccount
beforeAll(async () => {
  api = await startTestApi()
  account = await api.newAccount()
})
afterAll(() => api.close())

type Input = Partial<CreateCustomDataIdentifierCommandInput>

async function create(changes: Input = {}, by = account): Promise<string> {
  const input = { name: 'n', regex: 'A[0-9]{3}', ...changes }
  return (await by.client.send(new CreateCustomDataIdentifierCommand(input))).customDataIdentifierId ?? ''
}

const get = (id: string, by = account) => by.client.send(new GetCustomDataIdentifierCommand({ id }))

async function refusal(request: Promise<unknown>): Promise<string> {
  const error = await request.then(
    () => undefined,
    (refused: unknown) => refused,
  )
  if (!(error instanceof Macie2ServiceException)) throw new Error('The request was accepted.')
  return `${error.$metadata.httpStatusCode} ${error.name}: ${error.message}`
}

describe('what is given', () => {
  test('comes back as it was sent', async () => {
    const given = {
      name: ' Ünïcode 🐦\n',
      description: '',
      regex: '(?i)b-[0-9]{4}',
      keywords: ['badge', 'Ausweis-№'],
      ignoreWords: ['B-0000'],
      maximumMatchDistance: 300,
      severityLevels: [
        { occurrencesThreshold: 100, severity: 'HIGH' as const },
        { occurrencesThreshold: 1, severity: 'LOW' as const },
      ],
      tags: { team: 'red' },
    }
    const id = await create(given)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await get(id)).toMatchObject({
      ...given,
      id,
      arn: `arn:aws:macie2:us-east-1:${account.accountId}:custom-data-identifier/${id}`,
      deleted: false,
      createdAt: expect.any(Date),
    })
  })

  test('little has the documented defaults', async () => {
    const found = await get(await create())
    expect(found).toMatchObject({ keywords: [], ignoreWords: [], maximumMatchDistance: 50, tags: {} })
    expect(found.description).toBeUndefined()
    expect(found.severityLevels).toBeUndefined()
  })

  test.each<[string, Input]>([
    ['a name of 128 characters', { name: '🐦'.repeat(128) }],
    ['an expression of 512 characters', { regex: 'a'.repeat(512) }],
    ['a description of 512 characters', { description: 'd'.repeat(512) }],
    [
      '50 keywords of 3 and 90 characters',
      { keywords: Array.from({ length: 50 }, (_, n) => 'k'.repeat(n % 2 ? 3 : 90)) },
    ],
    ['10 ignore words of 4 characters', { ignoreWords: Array.from({ length: 10 }, () => 'word') }],
    ['the distance 1', { maximumMatchDistance: 1 }],
    ['50 tags', { tags: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, ''])) }],
    ['an open repeat of many', { regex: String.raw`\d{100,}` }],
    ['the threshold 2^53', { severityLevels: [{ occurrencesThreshold: 2 ** 53, severity: 'LOW' }] }],
  ])('may be %s', async (_case, changes) => {
    expect(await create(changes)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

const levels = (...given: readonly (readonly [number, string])[]): Input => ({
  severityLevels: given.map(([occurrencesThreshold, severity]) => ({
    occurrencesThreshold,
    severity: severity as 'LOW',
  })),
})

describe('refused with 400', () => {
  test.each<[string, Input, string]>([
    ['an empty name', { name: '' }, 'name'],
    ['a name of 129 characters', { name: 'n'.repeat(129) }, 'name'],
    ['no name', { name: undefined }, 'name: is required'],
    ['an empty expression', { regex: '' }, 'regex'],
    ['an expression of 513 characters', { regex: 'a'.repeat(513) }, 'regex'],
    ['a description of 513 characters', { description: 'd'.repeat(513) }, 'description'],
    ['51 keywords', { keywords: Array.from({ length: 51 }, () => 'key') }, 'keywords'],
    ['a keyword of 2 characters', { keywords: ['ok!', 'no'] }, 'keywords[1]'],
    ['a keyword of 91 characters', { keywords: ['k'.repeat(91)] }, 'keywords[0]'],
    ['11 ignore words', { ignoreWords: Array.from({ length: 11 }, () => 'word') }, 'ignoreWords'],
    ['an ignore word of 3 characters', { ignoreWords: ['abc'] }, 'ignoreWords[0]'],
    ['an ignore word of 91 characters', { ignoreWords: ['w'.repeat(91)] }, 'ignoreWords[0]'],
    ['the distance 0', { maximumMatchDistance: 0 }, 'maximumMatchDistance'],
    ['the distance 301', { maximumMatchDistance: 301 }, 'maximumMatchDistance'],
    ['a reserved tag', { tags: { 'aws:x': 'y' } }, 'tags'],
    ['four levels', levels([1, 'LOW'], [2, 'MEDIUM'], [3, 'HIGH'], [4, 'HIGH']), 'severityLevels'],
    ['one severity twice', levels([1, 'LOW'], [2, 'LOW']), 'severityLevels'],
    ['thresholds that fall', levels([5, 'LOW'], [4, 'HIGH']), 'severityLevels'],
    ['equal thresholds', levels([5, 'LOW'], [5, 'HIGH']), 'severityLevels'],
    ['the threshold 0', levels([0, 'LOW']), 'severityLevels'],
    ['an unknown severity', levels([1, 'FATAL']), 'severity'],
    ['an unclosed class', { regex: '[a-' }, 'regex'],
    ['a back-reference', { regex: String.raw`(a)\1` }, 'regex'],
    ['a look-ahead', { regex: 'a(?=b)' }, 'regex'],
    ['a look-behind', { regex: '(?<!a)b' }, 'regex'],
    ['an atomic group', { regex: '(?>a)b' }, 'regex'],
    ['a possessive repeat', { regex: 'a++b' }, 'regex'],
    ['a wide bounded repeat', { regex: String.raw`\d{100,1000}` }, 'regex'],
    ['a chain of open wildcards', { regex: 'a*b*a*' }, 'regex'],
  ])('%s', async (_case, changes, member) => {
    const message = await refusal(create(changes))
    expect(message).toMatch(/^400 ValidationException: Input validation failed, /)
    expect(message).toContain(member)
  })
})

describe('the same token', () => {
  test('with the same request answers the first identifier; with another it is a conflict', async () => {
    const clientToken = randomUUID()
    const id = await create({ clientToken })
    // The defaults, given or not, are the same request.
    expect(await create({ clientToken, keywords: [], maximumMatchDistance: 50 })).toBe(id)
    expect(await refusal(create({ clientToken, name: 'other' }))).toMatch(/^409 ConflictException/)
    expect(await create({ clientToken: clientToken.toUpperCase() })).not.toBe(id)
    expect(await create({ clientToken }, await api.newAccount())).not.toBe(id)
  })

  test('in two requests of one moment makes one identifier', async () => {
    const clientToken = randomUUID()
    const ids = await Promise.all([create({ clientToken }), create({ clientToken })])
    expect(new Set(ids).size).toBe(1)
  })
})

describe('other refusals', () => {
  test('an unknown id, whatever its form, and one of another account are not found', async () => {
    const id = await create()
    for (const wrong of ['x', randomUUID(), id.toUpperCase()])
      expect(await refusal(get(wrong))).toMatch(/^404 ResourceNotFoundException/)
    expect(await refusal(get(id, await api.newAccount()))).toMatch(/^404 ResourceNotFoundException/)
  })

  test('more than 10,000 of an account are over its quota; deleted ones do not count', async () => {
    const full = await api.newAccount()
    const id = await create({}, full)
    await sql`
      insert into custom_data_identifiers (id, account_id, region, client_token, request_digest, name, regex, keywords,
        ignore_words, maximum_match_distance, tags, deleted, created_at)
      select id || n, account_id, region, id || n, request_digest, name, regex, keywords, ignore_words,
        maximum_match_distance, tags, n > 9999, created_at
      from custom_data_identifiers, generate_series(1, 10100) as n where id = ${id}`.execute(
      api.database.interactive,
    )
    expect(await refusal(create({}, full))).toMatch(/^402 ServiceQuotaExceededException: .*10,000/)
    await sql`update custom_data_identifiers set deleted = true where id = ${id}`.execute(
      api.database.interactive,
    )
    expect(await create({}, full)).toMatch(/^[0-9a-f-]{36}$/)
    expect((await get(id, full)).deleted).toBe(true)
  })
})
