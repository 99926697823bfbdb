// Custom data identifiers: made, read, listed, tried and deleted; every default and every refusal.
import { randomUUID } from 'node:crypto'
import {
  BatchGetCustomDataIdentifiersCommand,
  CreateClassificationJobCommand,
  CreateCustomDataIdentifierCommand,
  DeleteCustomDataIdentifierCommand,
  GetCustomDataIdentifierCommand,
  ListCustomDataIdentifiersCommand,
  TestCustomDataIdentifierCommand,
  type CreateCustomDataIdentifierCommandInput,
  type CustomDataIdentifierSummary,
  type TestCustomDataIdentifierCommandInput,
} from '@aws-sdk/client-macie2'
import { describe, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import {
  accountId,
  bucketWith,
  client,
  createCustomIdentifier,
  createJob,
  findingsOf,
  jobInput,
  refusal,
  untilStatus,
} from './world.ts'

const get = (id: string) => client.send(new GetCustomDataIdentifierCommand({ id }))
const remove = (id: string) => client.send(new DeleteCustomDataIdentifierCommand({ id }))
const many = (count: number, text: string): string[] => Array.from({ length: count }, () => text)

async function listAll(maxResults?: number): Promise<CustomDataIdentifierSummary[]> {
  const items: CustomDataIdentifierSummary[] = []
  let nextToken: string | undefined
  do {
    const page = await client.send(new ListCustomDataIdentifiersCommand({ maxResults, nextToken }))
    if (maxResults !== undefined) expect(page.items?.length).toBeLessThanOrEqual(maxResults)
    items.push(...(page.items ?? []))
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return items
}

describe('creating and reading', () => {
  test('little has the documented defaults', async () => {
    const id = await createCustomIdentifier('E-[0-9]{6}')
    const { $metadata: _, createdAt, ...found } = await get(id)
    expect(createdAt?.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect(found).toEqual({
      arn: `arn:aws:macie2:us-east-1:${accountId}:custom-data-identifier/${id}`,
      deleted: false,
      id,
      ignoreWords: [],
      keywords: [],
      maximumMatchDistance: 50,
      name: 'conformance',
      regex: 'E-[0-9]{6}',
      tags: {},
    })
  })

  test('all that is given comes back', async () => {
    const given = {
      name: 'Ausweis № 7',
      description: 'd',
      regex: '(?i)b-[0-9]{4}',
      keywords: ['badge'],
      ignoreWords: ['B-0000'],
      maximumMatchDistance: 300,
      severityLevels: [{ occurrencesThreshold: 2, severity: 'HIGH' as const }],
      tags: { team: 'red' },
    }
    const { customDataIdentifierId: id = '' } = await client.send(
      new CreateCustomDataIdentifierCommand(given),
    )
    expect(await get(id)).toMatchObject(given)
  })

  test('the same token answers the same identifier, and is a conflict with another request', async () => {
    const clientToken = randomUUID()
    const create = async (name: string) =>
      client.send(new CreateCustomDataIdentifierCommand({ clientToken, name, regex: 'x{3}' }))
    const first = await create('n')
    expect((await create('n')).customDataIdentifierId).toBe(first.customDataIdentifierId)
    await refusal(create('m'), 'ConflictException', 409)
  })
})

describe('listing', () => {
  test('is by creation, page by page, without deleted ones', async () => {
    const made = [
      await createCustomIdentifier('one'),
      await createCustomIdentifier('two'),
      await createCustomIdentifier('three'),
    ]
    const listed = async () => (await listAll(2)).map(({ id = '' }) => id).filter((id) => made.includes(id))
    expect(await listed()).toEqual(made)
    await remove(made[1] ?? '')
    expect(await listed()).toEqual([made[0], made[2]])
    const shown = (await listAll()).find(({ id }) => id === made[0])
    expect(Object.keys(shown ?? {}).sort()).toEqual(['arn', 'createdAt', 'id', 'name'])
  })

  test.each([0, 201])('refuses a page of %i', async (maxResults) => {
    const message = await refusal(
      client.send(new ListCustomDataIdentifiersCommand({ maxResults })),
      'ValidationException',
      400,
    )
    expect(message).toContain('maxResults')
  })

  test('refuses a token that it did not give', async () => {
    await refusal(
      client.send(new ListCustomDataIdentifiersCommand({ nextToken: 'a.b' })),
      'ValidationException',
      400,
    )
  })
})

describe('several at once', () => {
  test('come in the order that was asked for, once each, with deleted and unknown ones told apart', async () => {
    const [live, gone] = [await createCustomIdentifier('one'), await createCustomIdentifier('two')]
    await remove(gone)
    const unknown = randomUUID()
    const ids = [gone, unknown, live, gone, 'no id']
    const answer = await client.send(new BatchGetCustomDataIdentifiersCommand({ ids }))
    expect(answer.customDataIdentifiers?.map(({ id, deleted }) => [id, deleted])).toEqual([
      [gone, true],
      [live, false],
    ])
    expect(answer.notFoundIdentifierIds).toEqual([unknown, 'no id'])
  })

  test('are none where none is asked for', async () => {
    for (const body of ['{}', '{"ids":[]}', '{"ids":null}']) {
      const answer = await rawJson('POST', '/custom-data-identifiers/get', { body })
      expect(answer.body).toEqual({ customDataIdentifiers: [], notFoundIdentifierIds: [] })
    }
  })

  test('refuse what is no list of strings', async () => {
    for (const body of ['{"ids":"x"}', '{"ids":[1]}', '{"ids":[null]}']) {
      const answer = await rawJson('POST', '/custom-data-identifiers/get', { body })
      expect(answer.status).toBe(400)
    }
  })
})

describe('a deleted identifier', () => {
  test('stays readable as deleted, and is not deleted twice', async () => {
    const id = await createCustomIdentifier('E-[0-9]{6}')
    const answer = await remove(id)
    expect(answer.$metadata.httpStatusCode).toBe(200)
    expect((await get(id)).deleted).toBe(true)
    await refusal(remove(id), 'ResourceNotFoundException', 404)
    await refusal(remove(randomUUID()), 'ResourceNotFoundException', 404)
    await refusal(get(randomUUID()), 'ResourceNotFoundException', 404)
  })

  test('is refused for new jobs, and goes on being found by those that have it', async () => {
    const bucket = await bucketWith({ 'a.txt': 'E-123456\n' })
    const id = await createCustomIdentifier('E-[0-9]{6}')
    const custom = { customDataIdentifierIds: [id], managedDataIdentifierSelector: 'NONE' as const }
    const scheduled = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
    const jobId = await createJob([bucket], { ...custom, ...scheduled, initialRun: true })
    await remove(id)
    await untilStatus(jobId, 'IDLE')
    const detections = (await findingsOf(jobId)).map(
      ({ classificationDetails }) => classificationDetails?.result?.customDataIdentifiers?.detections?.[0],
    )
    expect(detections).toMatchObject([{ arn: id, name: 'conformance', count: 1 }])
    await refusal(
      client.send(new CreateClassificationJobCommand(jobInput([bucket], custom))),
      'ResourceNotFoundException',
      404,
    )
  })
})

type Trial = Partial<TestCustomDataIdentifierCommandInput>

const trial = (changes: Trial) =>
  client.send(new TestCustomDataIdentifierCommand({ regex: '[0-9]{10}', sampleText: 'x', ...changes }))

describe('trying an identifier', () => {
  const sampleText = 'badge no: 1234567890, then 0987654321'
  test.each<[string, Trial, number]>([
    ['counts every match', { sampleText }, 2],
    ['counts none', { sampleText: 'nothing' }, 0],
    ['counts only after a keyword', { sampleText, keywords: ['BADGE'], maximumMatchDistance: 15 }, 1],
    ['counts only within the distance', { sampleText, keywords: ['badge'], maximumMatchDistance: 10 }, 0],
    ['has a distance of 50 unless told', { sampleText, keywords: ['badge'] }, 2],
    ['leaves out what has an ignore word', { sampleText, ignoreWords: ['0987'] }, 1],
    ['takes ^ for the start of the sample', { regex: '^a', sampleText: 'a\na' }, 1],
    ['takes 1,000 characters, of whatever bytes', { regex: '🐦', sampleText: '🐦'.repeat(1_000) }, 1_000],
  ])('%s', async (_title, changes, matchCount) => {
    expect((await trial(changes)).matchCount).toBe(matchCount)
  })

  test.each<[string, Trial, string]>([
    ['no expression', { regex: undefined }, 'regex: is required'],
    ['no sample', { sampleText: undefined }, 'sampleText: is required'],
    ['an empty sample', { sampleText: '' }, 'sampleText'],
    ['a sample of 1,001 characters', { sampleText: 'x'.repeat(1_001) }, 'sampleText'],
    ['a look-ahead', { regex: 'a(?=b)' }, 'regex'],
    ['a short keyword', { keywords: ['ab'] }, 'keywords[0]'],
    ['a short ignore word', { ignoreWords: ['abc'] }, 'ignoreWords[0]'],
    ['a distance of 301', { maximumMatchDistance: 301 }, 'maximumMatchDistance'],
  ])('refuses %s', async (_title, changes, member) => {
    expect(await refusal(trial(changes), 'ValidationException', 400)).toContain(member)
  })

  test.each([
    ['(a|b|ab)*c', 'ab'.repeat(500)],
    ['(x+x+)+y', 'x'.repeat(1_000)],
    ['(a?){100}a{100}', 'a'.repeat(1_000)],
    [String.raw`(?i)(.|\s){0,60}(.|\s){0,60}q`, 'ab'.repeat(500)],
  ])(
    'answers soon whatever the expression: %s',
    async (regex, text) => {
      // A search that tries every way to match would still be at it when the sun goes out.
      const answer = await trial({ regex, sampleText: text })
      expect(answer.matchCount).toBeGreaterThanOrEqual(0)
    },
    5_000,
  )
})

type Input = Partial<CreateCustomDataIdentifierCommandInput>

const levels = (...given: readonly (readonly [number, string])[]): Input => ({
  severityLevels: given.map(([occurrencesThreshold, severity]) => ({
    occurrencesThreshold,
    severity: severity as 'LOW',
  })),
})

describe('creating refuses', () => {
  test.each<[string, Input, string]>([
    ['no name', { name: undefined }, 'name: is required'],
    ['an empty name', { name: '' }, 'name'],
    ['a name of 129 characters', { name: 'n'.repeat(129) }, 'name'],
    ['no expression', { regex: undefined }, 'regex: is required'],
    ['an empty expression', { regex: '' }, 'regex'],
    ['an expression of 513 characters', { regex: 'a'.repeat(513) }, 'regex'],
    ['a description of 513 characters', { description: 'd'.repeat(513) }, 'description'],
    ['51 keywords', { keywords: many(51, 'key') }, 'keywords'],
    ['a keyword of 2 characters', { keywords: ['no'] }, 'keywords[0]'],
    ['a keyword of 91 characters', { keywords: ['k'.repeat(91)] }, 'keywords[0]'],
    ['11 ignore words', { ignoreWords: many(11, 'word') }, 'ignoreWords'],
    ['an ignore word of 3 characters', { ignoreWords: ['abc'] }, 'ignoreWords[0]'],
    ['an ignore word of 91 characters', { ignoreWords: ['w'.repeat(91)] }, 'ignoreWords[0]'],
    ['the distance 0', { maximumMatchDistance: 0 }, 'maximumMatchDistance'],
    ['the distance 301', { maximumMatchDistance: 301 }, 'maximumMatchDistance'],
    ['51 tags', { tags: Object.fromEntries(many(51, 'k').map((k, n) => [`${k}${n}`, ''])) }, 'tags'],
    ['a reserved tag', { tags: { 'aws:x': '' } }, 'tags'],
    ['four levels', levels([1, 'LOW'], [2, 'MEDIUM'], [3, 'HIGH'], [4, 'HIGH']), 'severityLevels'],
    ['one severity twice', levels([1, 'LOW'], [2, 'LOW']), 'severityLevels'],
    ['thresholds that fall', levels([5, 'LOW'], [4, 'HIGH']), 'severityLevels'],
    ['the threshold 0', levels([0, 'LOW']), 'severityLevels'],
    ['a back-reference', { regex: String.raw`(a)\1` }, 'regex'],
    ['a look-ahead', { regex: 'a(?=b)' }, 'regex'],
    ['a look-behind', { regex: '(?<!a)b' }, 'regex'],
    ['a condition', { regex: '(a)(?(1)b|c)' }, 'regex'],
    ['recursion', { regex: 'a(?R)?b' }, 'regex'],
    ['an atomic group', { regex: '(?>a)b' }, 'regex'],
    ['a possessive repeat', { regex: 'a++b' }, 'regex'],
    ['a wide bounded repeat', { regex: String.raw`\d{100,1000}` }, 'regex'],
    ['a chain of open wildcards', { regex: 'a*b*a*' }, 'regex'],
    ['repeats that multiply', { regex: '((a{0,255}){0,255}){0,255}b' }, 'regex'],
    ['an unclosed class', { regex: '[a-' }, 'regex'],
  ])('%s', async (_title, changes, member) => {
    const input = { name: 'n', regex: 'A[0-9]{3}', ...changes }
    const request = client.send(new CreateCustomDataIdentifierCommand(input))
    expect(await refusal(request, 'ValidationException', 400)).toContain(member)
  })
})
