// Thousands of requests with right and wrong shapes from a fixed seed: each is answered, and never with a 5xx.
import { Agent } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { extensions } from '../src/api/extensions/index.ts'
import { operations } from '../src/api/operations/index.ts'
import { startTestApi, testAccountId, type TestApi } from '../src/api/test-api.ts'
import { openTestDatabases } from '../src/database/test-database.ts'
import { saveSession } from '../src/store/accounts.ts'
import { malformed } from './malformed-request.ts'
import { labels, rightBodies } from './malformed-values.ts'
import { seededRandom } from './seeded-random.ts'
import { sendRaw } from './send-raw.ts'

const requestsPerOperation = 180

describe.each(openTestDatabases())('malformed requests over the $name store', (databases) => {
  let api: TestApi
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  let names: readonly string[] = labels
  beforeAll(async () => {
    // Whatever a key may send a second is not what is tried: each request is to be looked at.
    const mostOfKey = { requestsPerSecond: Infinity, requestsUnderWay: 100 }
    api = await startTestApi({ databases, context: { noAuth: true }, server: { mostOfKey } })
    const body = Buffer.from(JSON.stringify(rightBodies['CreateClassificationJob']?.[1]))
    const { text } = (await sendRaw(api.url, agent, { method: 'POST', target: '/jobs', body })).answer
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
        for (const { asked, answer } of await Promise.all(
          batch.map((each) => sendRaw(api.url, agent, each)),
        )) {
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
    const { answer } = await sendRaw(api.url, agent, {
      method: 'POST',
      target: '/jobs/list',
      body: Buffer.from('{}'),
    })
    expect(answer.status).toBeLessThan(404)
    expect(api.log.filter((line) => line['msg'] === 'Cannot answer a request')).toEqual([])
  })
})
