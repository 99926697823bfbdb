// New findings on their way out: real queues and stores, and receivers that refuse as real ones do.
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addTestFinding } from '../api/test-findings.ts'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { announceFindings, wakePublishers } from '../jobs/announce-findings.ts'
import type { PublicationQueue } from '../queue/message.ts'
import { openQueue, type Queue } from '../queue/queue.ts'
import { until } from '../runs/test-runs.ts'
import { startPublication } from './publish.ts'
import { syslogTarget } from './syslog.ts'
import type { Target } from './target.ts'
import { receiveSyslog, receiveWebhooks, type Answer, type ReceivedPost } from './test-receivers.ts'
import { webhookTarget } from './webhook.ts'

const accountId = '123456789012'
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const taken: Answer = { status: 204 }
const idOf = ({ body }: ReceivedPost): string => (JSON.parse(body) as { detail: { id: string } }).detail.id

describe.each(openTestDatabases())('new findings on the $name store', (store) => {
  let database: Database
  let queue: Queue
  let parts: AsyncDisposableStack
  let lines: { level: string; facts: unknown }[]
  beforeAll(async () => {
    database = await store.open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    parts = new AsyncDisposableStack()
    lines = []
    queue = await openQueue(database, { warn: () => undefined })
    parts.defer(() => queue.stop())
    // What the test before left for a target that never came back.
    await sql`delete from pgboss.job where name like 'publish-%'`.execute(database.background)
  })
  afterEach(() => parts.disposeAsync())

  async function publishTo(targets: [PublicationQueue, Target][]): Promise<void> {
    const logger = {
      info: (facts: unknown) => void lines.push({ level: 'info', facts }),
      warn: (facts: unknown) => void lines.push({ level: 'warn', facts }),
    }
    const context = { database, queue, targets: new Map(targets), logger, now: () => new Date() }
    parts.defer(await startPublication({ ...context, waitMs: () => 0 }))
  }

  async function receive(answerOf: (post: ReceivedPost) => Answer, timeoutMs = 10_000) {
    const receiver = await receiveWebhooks(answerOf)
    parts.defer(() => receiver.close())
    await publishTo([['publish-webhook', webhookTarget({ url: receiver.url, secret }, { timeoutMs })]])
    return receiver
  }

  const findings = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => addTestFinding(database, accountId)))

  async function announce(
    ids: readonly string[],
    { to = ['publish-webhook'] as readonly PublicationQueue[], archived = false } = {},
  ): Promise<void> {
    const announcer = { queue, publishTo: to }
    await database.background.transaction().execute((trx) =>
      announceFindings(
        announcer,
        trx,
        ids.map((id) => ({ id, archived })),
      ),
    )
    wakePublishers(announcer)
  }

  const untilQuiet = (): Promise<void> =>
    until('nothing left to publish', async () => {
      queue.notify('publish-webhook')
      const { rows } = await sql<{ left: number }>`select count(*) as "left" from pgboss.job
        where name like 'publish-%' and state < 'completed'`.execute(database.background)
      return rows[0]?.left === 0
    })

  test('are posted once each, in the envelope of AWS, and signed', async () => {
    const { posts } = await receive(() => taken)
    const ids = await findings(70)
    await announce(ids)
    await untilQuiet()
    expect(posts.map(idOf).toSorted()).toEqual(ids.toSorted())
    const { headers, body } = posts[0]!
    const event = JSON.parse(body) as { id: string; detail: Record<string, unknown> }
    expect(event).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      'detail-type': 'Macie Finding',
      source: 'aws.macie',
      account: accountId,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: 'us-east-1',
      resources: [],
      detail: expect.objectContaining({
        schemaVersion: '1.0',
        policyDetails: null,
        category: 'CLASSIFICATION',
      }),
    })
    const timestamp = String(headers['webhook-timestamp'])
    const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${event.id}.${timestamp}.${body}`)
      .digest('base64')
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': event.id,
      'webhook-signature': `v1,${signature}`,
    })
    expect(Math.abs(Date.now() / 1_000 - Number(timestamp))).toBeLessThan(60)
    expect(new Set(posts.map((post) => post.headers['webhook-id'])).size).toBe(70)
  })

  test('are not announced where their transaction is rolled back, nor where they are suppressed', async () => {
    const { posts } = await receive(() => taken)
    const [lost, suppressed, kept] = (await findings(3)) as [string, string, string]
    const rolledBack = database.background.transaction().execute(async (trx) => {
      await announceFindings({ queue, publishTo: ['publish-webhook'] }, trx, [{ id: lost, archived: false }])
      throw new Error('rolled back')
    })
    await expect(rolledBack).rejects.toThrow('rolled back')
    await announce([suppressed], { archived: true })
    await announce([kept])
    await untilQuiet()
    expect(posts.map(idOf)).toEqual([kept])
  })

  test('are posted again until they are taken, those that were taken not once more', async () => {
    const refusals = new Map<string, Answer[]>()
    const { posts } = await receive((post) => refusals.get(idOf(post))?.shift() ?? taken)
    const ids = await findings(12)
    const refused = ids[5]!
    refusals.set(refused, [{ status: 500 }, { status: 404 }, { status: 429 }])
    await announce(ids)
    await untilQuiet()
    const count = (id: string): number => posts.filter((post) => idOf(post) === id).length
    expect(ids.map(count)).toEqual(ids.map((id) => (id === refused ? 4 : 1)))
    const tries = posts.filter((post) => idOf(post) === refused).map(({ headers }) => headers['webhook-id'])
    expect(new Set(tries).size).toBe(1)
    const levels = lines.map(({ level }) => level)
    expect(levels[0]).toBe('warn')
    expect(levels.at(-1)).toBe('info')
    expect(JSON.stringify(lines)).toContain('it answered with status 500')
  })

  test('do not follow a redirect', async () => {
    let redirected = false
    const elsewhere = await receiveWebhooks(() => taken)
    parts.defer(() => elsewhere.close())
    const { posts } = await receive(() => {
      if (redirected) return taken
      redirected = true
      return { status: 307, location: elsewhere.url }
    })
    await announce(await findings(1))
    await untilQuiet()
    expect(posts).toHaveLength(2)
    expect(elsewhere.posts).toEqual([])
  })

  test('do not wait for ever for an answer', async () => {
    let silent = true
    const { posts } = await receive(() => {
      if (!silent) return taken
      silent = false
      return 'none'
    }, 200)
    await announce(await findings(1))
    await untilQuiet()
    expect(posts).toHaveLength(2)
  })

  test('that are deleted before they could be sent are not', async () => {
    const { posts } = await receive(() => taken)
    const [deleted, kept] = (await findings(2)) as [string, string]
    await database.background.deleteFrom('findings').where('id', '=', deleted).execute()
    await announce([deleted, kept])
    await untilQuiet()
    expect(posts.map(idOf)).toEqual([kept])
  })

  test('go to a syslog server, whether or not the webhook takes them', async () => {
    const syslog = await receiveSyslog()
    parts.defer(() => syslog.close())
    const away = webhookTarget({ url: 'http://127.0.0.1:1/', secret })
    await publishTo([
      ['publish-webhook', away],
      ['publish-syslog', syslogTarget({ host: '127.0.0.1', port: syslog.port })],
    ])
    const ids = await findings(3)
    await announce(ids, { to: ['publish-webhook', 'publish-syslog'] })
    await until('three messages', () => syslog.messages.length === 3)
    const [header = '', json = ''] = syslog.messages[0]?.split(' \u{feff}') ?? []
    expect(header).toMatch(/^<132>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S+ magpie \d+ MacieFinding -$/)
    expect(JSON.parse(json)).toMatchObject({ 'detail-type': 'Macie Finding', account: accountId })
    const sent = syslog.messages.map(
      (message) => JSON.parse(message.split('\u{feff}')[1] ?? '') as { detail: { id: string } },
    )
    expect(sent.map(({ detail }) => detail.id).toSorted()).toEqual(ids.toSorted())
    await until('the outage told', () => lines.length > 0)
    expect(JSON.stringify(lines)).not.toContain(secret)
  })

  test('wait for a syslog server that is away', async () => {
    const gone = await receiveSyslog()
    await gone.close()
    const target = syslogTarget({ host: '127.0.0.1', port: gone.port })
    const event = { id: 'x', severity: 'High', time: new Date(), json: '{}' } as const
    await expect(target.deliver(event, new AbortController().signal)).rejects.toThrow('ECONNREFUSED')
  })
})
