// Thousands of requests with right and wrong shapes from a fixed seed: each is answered, and never with a 5xx.
//
// Shapes come from AWS's model. JSON is written by hand, because what must be sent is also what JSON.stringify would
// not write: duplicate members, numbers beyond every type, halves of characters.
import { Agent, request as httpRequest } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { extensions } from '../src/api/extensions/index.ts'
import type { Operation } from '../src/api/operation.ts'
import { operations } from '../src/api/operations/index.ts'
import { startTestApi, testAccountId, type TestApi } from '../src/api/test-api.ts'
import { openTestDatabases } from '../src/database/test-database.ts'
import { saveSession } from '../src/store/accounts.ts'
import { modelOf, operationNames, type Shape } from './aws-model.ts'
import {
  labels,
  mapKeys,
  numbers,
  queryValues,
  rawBodies,
  rightBodies,
  strangeValues,
  strings,
  words,
} from './malformed-values.ts'
import { seededRandom, type Random } from './seeded-random.ts'

const requestsPerOperation = 180

describe.each(openTestDatabases())('malformed requests over the $name store', (databases) => {
  let api: TestApi
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  let names: readonly string[] = labels
  beforeAll(async () => {
    api = await startTestApi({ databases, context: { noAuth: true } })
    const body = Buffer.from(JSON.stringify(rightBodies['CreateClassificationJob']?.[1]))
    const { text } = (await sendRaw(api, agent, { method: 'POST', target: '/jobs', body })).answer
    const { jobId, jobArn } = JSON.parse(text) as { jobId: string; jobArn: string }
    names = [jobId, encodeURIComponent(jobArn), jobId, encodeURIComponent(jobArn), ...labels]
  })
  // Some of the requests are right, and end the session that the others need.
  beforeEach(async () => {
    const session = {
      accountId: testAccountId,
      status: 'ENABLED',
      findingPublishingFrequency: 'ONE_HOUR',
    } as const
    const at = new Date()
    await saveSession(api.database.interactive, { ...session, createdAt: at, updatedAt: at })
    api.context.sessions.forget(testAccountId)
  })
  afterAll(async () => {
    agent.destroy()
    await api.close()
  })

  test.each([...operations, ...extensions].map((operation) => [operation.name, operation] as const))(
    '%s answers each of them',
    async (name, operation) => {
      const random = seededRandom(name)
      const outcomes = new Map<number, number>()
      for (let sent = 0; sent < requestsPerOperation; sent += 8) {
        const batch = Array.from({ length: 8 }, () => malformed(operation, { random, names }))
        for (const { asked, answer } of await Promise.all(batch.map((each) => sendRaw(api, agent, each)))) {
          const { status } = answer
          outcomes.set(status, (outcomes.get(status) ?? 0) + 1)
          expect(
            status,
            `${operation.method} ${asked.target} ${asked.body.toString().slice(0, 2_000)}`,
          ).toBeLessThan(500)
          expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/)
          if (status >= 400)
            expect(answer).toMatchObject({ errorType: expect.any(String), message: expect.any(String) })
          if (status >= 400) expect(answer.message.length).toBeLessThan(2_000)
        }
      }
      expect(
        [...outcomes.keys()].some((status) => status >= 400 && status < 500),
        'nothing was refused',
      ).toBe(true)
    },
  )

  test('leave a server that answers, and a log without failures', async () => {
    const { answer } = await sendRaw(api, agent, {
      method: 'POST',
      target: '/jobs/list',
      body: Buffer.from('{}'),
    })
    expect(answer.status).toBeLessThan(404)
    expect(api.log.filter((line) => line['msg'] === 'Cannot answer a request')).toEqual([])
  })
})

interface Asked {
  readonly method: string
  readonly target: string
  readonly body: Buffer
}

interface Source {
  readonly random: Random
  /** Path labels, some of resources that are there. */
  readonly names: readonly string[]
}

function malformed(operation: Operation, source: Source): Asked {
  const { method } = operation
  return { method, target: targetOf(operation, source), body: bodyOf(operation, source.random) }
}

function targetOf({ path, query = {} }: Operation, { random, names }: Source): string {
  const route = path.replaceAll(/\{\w+\}/g, () => random.of(names))
  const members = Object.keys(query).flatMap((name) =>
    random.chance(0.6) ? [`${name}=${random.of(queryValues)}`] : [],
  )
  if (random.chance(0.1)) members.push(random.of(['%', '=', 'a=%ff', '%00=%00', '&&', 'nextToken=a.b', 'x']))
  return members.length === 0 ? route : `${route}?${members.join('&')}`
}

function bodyOf(operation: Operation, random: Random): Buffer {
  if (random.chance(0.12)) return random.of(rawBodies)
  const wrongness = random.of([0, 0.02, 0.05, 0.1, 0.4])
  const mood = { random, wrongness, depth: 0 }
  const right = rightBodies[operation.name]
  if (right !== undefined && random.chance(0.6)) return Buffer.from(alteredText(random.of(right), mood))
  const isExtension = !operationNames.includes(operation.name)
  const members = isExtension ? [] : modelOf(operation.name).input.filter(({ place }) => place === 'body')
  return Buffer.from(objectText(new Map(members.map(({ name, shape }) => [name, shape])), mood))
}

/** A right body in which some of the values, or whole branches, are not what they should be. */
function alteredText(value: unknown, mood: Mood): string {
  const { random, wrongness } = mood
  if (random.chance(wrongness)) return random.of(strangeValues)
  if (Array.isArray(value)) return `[${value.map((element) => alteredText(element, mood)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, member]) => `"${name}":${alteredText(member, mood)}`)
  if (random.chance(wrongness)) members.push(`${random.of(mapKeys)}:${random.of(strangeValues)}`)
  return `{${members.join(',')}}`
}

interface Mood {
  readonly random: Random
  readonly wrongness: number
  readonly depth: number
}

function valueText(name: string, shape: Shape, mood: Mood): string {
  const { random, wrongness } = mood
  if (random.chance(wrongness)) return random.of(strangeValues)
  const deeper = { ...mood, depth: mood.depth + 1 }
  if (shape.kind === 'list') {
    const length = random.of([0, 1, 1, 1, 2, 3])
    return `[${Array.from({ length }, () => valueText(name, shape.of, deeper)).join(',')}]`
  }
  if (shape.kind === 'map') {
    const keys = random.several(mapKeys, random.of([0, 1, 1, 2]))
    return `{${keys.map((key) => `${key}:${valueText(name, shape.of, deeper)}`).join(',')}}`
  }
  if (shape.kind === 'structure') return objectText(shape.members, deeper)
  if (shape.kind === 'boolean') return random.of(['true', 'false'])
  if (shape.kind === 'number') return random.of(numbers)
  return random.of(words[name] ?? strings)
}

function objectText(members: ReadonlyMap<string, Shape>, mood: Mood): string {
  const { random, wrongness } = mood
  const parts = [...members]
    // Members that exclude each other are many: often one only, or a few.
    .filter(() => random.chance(mood.depth === 0 ? 0.75 : 0.6))
    .flatMap(([name, shape]) => {
      const text = () => `"${name}":${valueText(name, shape, mood)}`
      return random.chance(wrongness / 4) ? [text(), text()] : [text()]
    })
  if (random.chance(wrongness)) parts.push(`${random.of(mapKeys)}:${random.of(strangeValues)}`)
  return `{${parts.join(',')}}`
}

interface Response {
  readonly status: number
  readonly errorType: string | undefined
  readonly requestId: string | undefined
  /** Of a refusal. */
  readonly message: string
  readonly text: string
}

function sendRaw(
  api: TestApi,
  agent: Agent,
  asked: Asked,
): Promise<{ readonly asked: Asked; readonly answer: Response }> {
  const { hostname, port } = new URL(api.url)
  // Node leaves it out for GET and DELETE, and the body would be read as the next request.
  const length = { 'content-length': asked.body.length }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, agent, method: asked.method, path: asked.target, timeout: 20_000, headers: length },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const { headers, statusCode: status = 0 } = incoming
          const message = status < 400 ? '' : String((JSON.parse(text) as { message: unknown }).message)
          const header = (name: string) => [headers[name]].flat()[0]
          const answer = {
            status,
            text,
            message,
            errorType: header('x-amzn-errortype'),
            requestId: header('x-amzn-requestid'),
          }
          resolve({ asked, answer })
        })
      },
    )
    outgoing.on('error', reject).on('timeout', () => outgoing.destroy(new Error('no answer in 20 s')))
    outgoing.end(asked.body)
  })
}
