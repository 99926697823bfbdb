// Findings on their way out of the server: once each, signed, and later where the receiver is away.
import { createHmac } from 'node:crypto'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import {
  CreateClassificationJobCommand,
  CreateFindingsFilterCommand,
  CreateSampleFindingsCommand,
  GetFindingsPublicationConfigurationCommand,
  PutFindingsPublicationConfigurationCommand,
} from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { install, type Installation, type MagpieProcess } from './magpie-process.ts'
import { rawJson } from './raw-request.ts'
import {
  bucketWith,
  client,
  clientOf,
  findingsOf,
  jobInput,
  refusal,
  server,
  ssnLine,
  stage,
  untilStatus,
} from './world.ts'

describe('the publication configuration', () => {
  const configuration = async () =>
    (await client.send(new GetFindingsPublicationConfigurationCommand({}))).securityHubConfiguration
  const atFirst = { publishClassificationFindings: false, publishPolicyFindings: true }

  test('has AWS’s defaults, and is kept', async () => {
    expect(await configuration()).toEqual(atFirst)
    const wanted = { publishClassificationFindings: true, publishPolicyFindings: false }
    await client.send(new PutFindingsPublicationConfigurationCommand({ securityHubConfiguration: wanted }))
    expect(await configuration()).toEqual(wanted)
    await client.send(new PutFindingsPublicationConfigurationCommand({ clientToken: 'a' }))
    expect(await configuration()).toEqual(wanted)
    await client.send(new PutFindingsPublicationConfigurationCommand({ securityHubConfiguration: atFirst }))
    expect(await configuration()).toEqual(atFirst)
  })

  test.each([
    [
      { securityHubConfiguration: { publishPolicyFindings: true } },
      'publishClassificationFindings: is required',
    ],
    [
      { securityHubConfiguration: { publishClassificationFindings: true } },
      'publishPolicyFindings: is required',
    ],
    [{ securityHubConfiguration: true }, 'securityHubConfiguration: must be an object'],
    [
      { securityHubConfiguration: { publishClassificationFindings: 'true', publishPolicyFindings: true } },
      'publishClassificationFindings: must be true or false',
    ],
    [{ clientToken: '' }, 'clientToken: must have 1 to 512 characters'],
  ])('refuses %j', async (body, message) => {
    const put = rawJson('PUT', '/findings-publication-configuration', { body: JSON.stringify(body) })
    const answer = await put
    expect(answer.status).toBe(400)
    expect(answer.headers.get('x-amzn-errortype')).toBe('ValidationException')
    expect(answer.body['message']).toContain(message)
  })

  test('is not changed by who may only read', async () => {
    const { body } = await rawJson('POST', '/magpie/access-keys', {
      body: JSON.stringify({ policy: 'read-only' }),
    })
    const { accessKeyId, secretAccessKey } = body as { accessKeyId: string; secretAccessKey: string }
    const reader = clientOf({ ...server, accessKeyId, secretAccessKey })
    await reader.send(new GetFindingsPublicationConfigurationCommand({}))
    const put = new PutFindingsPublicationConfigurationCommand({})
    await refusal(reader.send(put), 'AccessDeniedException', 403)
  })
})

interface Post {
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

describe('findings', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const posts: Post[] = []
  const messages: string[] = []
  let answer = 500
  let installation: Installation
  let magpie: MagpieProcess
  const webhook = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      posts.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      response.writeHead(answer).end()
    })
  })
  const syslog = net.createServer((socket) => {
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('end', () => messages.push(...wholeMessages(Buffer.concat(parts))))
  })
  let options: { args: string[]; env: NodeJS.ProcessEnv }

  beforeAll(async () => {
    installation = await install(stage)
    options = {
      args: [
        `--publish-webhook=http://127.0.0.1:${await listening(webhook)}/`,
        `--publish-syslog=127.0.0.1:${await listening(syslog)}`,
      ],
      env: { MAGPIE_PUBLISH_WEBHOOK_SECRET: secret },
    }
    magpie = await installation.start(options)
  })
  afterAll(async () => {
    await magpie.stop()
    webhook.closeAllConnections()
    webhook.close()
    syslog.close()
  })

  test('outlive a receiver that is away and a server that is killed, and come signed', async () => {
    const objects = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${n}.txt`, ssnLine(n)]))
    const bucket = await bucketWith({ ...objects, 'clean.txt': 'nothing' }, installation.buckets)
    const command = new CreateClassificationJobCommand(jobInput([bucket]))
    const { jobId = '' } = await clientOf(magpie).send(command)
    // The run does not wait for the receiver.
    await untilStatus(jobId, 'COMPLETE', clientOf(magpie))
    await until('a post refused', () => posts.length > 0)
    const ids = (await findingsOf(jobId, clientOf(magpie))).map(({ id }) => id)
    await magpie.kill()
    answer = 200
    posts.length = 0
    magpie = await installation.start(options)
    await until('every finding posted', () => new Set(posts.map(idOf)).size === 20)
    expect(new Set(posts.map(idOf))).toEqual(new Set(ids))
    for (const post of posts) expect(post.headers['webhook-signature']).toBe(signatureOf(post))
    // Whatever came twice is told by its id.
    expect(new Set(posts.map(({ headers }) => headers['webhook-id'])).size).toBe(20)
  })

  test('that a rule suppresses are not published, and samples are', async () => {
    const by = clientOf(magpie)
    const criterion = { 'resourcesAffected.s3Object.key': { eq: ['quiet.txt'] } }
    await by.send(
      new CreateFindingsFilterCommand({ name: 'quiet', action: 'ARCHIVE', findingCriteria: { criterion } }),
    )
    const bucket = await bucketWith({ 'loud.txt': ssnLine(1), 'quiet.txt': ssnLine(2) }, installation.buckets)
    const { jobId = '' } = await by.send(new CreateClassificationJobCommand(jobInput([bucket])))
    await untilStatus(jobId, 'COMPLETE', by)
    const [loud, quiet] = await findingsOf(jobId, by)
    expect(quiet).toMatchObject({ archived: true })
    await by.send(new CreateSampleFindingsCommand({ findingTypes: ['SensitiveData:S3Object/Credentials'] }))
    const published = (): string[] => posts.map(idOf)
    await until('the other one posted', () => published().includes(loud?.id ?? ''))
    await until('the sample posted', () => posts.some(({ body }) => body.includes('"sample":true')))
    expect(published()).not.toContain(quiet?.id)
  })

  test('come in the envelope of AWS, with the finding as the API tells it', async () => {
    const event = JSON.parse(posts[0]?.body ?? '{}') as { detail: { id: string } }
    expect(event).toMatchObject({
      version: '0',
      id: posts[0]?.headers['webhook-id'],
      'detail-type': 'Macie Finding',
      source: 'aws.macie',
      account: '000000000000',
      region: 'us-east-1',
      resources: [],
      detail: {
        type: 'SensitiveData:S3Object/Personal',
        policyDetails: null,
        archived: false,
        sample: false,
      },
    })
  })

  test('come to the syslog server, too', async () => {
    const told = (): string[] =>
      messages.map((message) => idOf({ body: message.split('\u{feff}')[1] ?? '{}' }))
    await until('every finding told', () => new Set(told()).size === new Set(posts.map(idOf)).size)
    expect(messages[0]).toMatch(/^\d+ <132>1 \S+ \S+ magpie \d+ MacieFinding - \u{feff}\{"version":"0"/u)
    expect(new Set(told())).toEqual(new Set(posts.map(idOf)))
  })

  function signatureOf({ headers, body }: Post): string {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  }
})

/** Each with its length before it: who was killed while it told one tells it again. */
function wholeMessages(bytes: Buffer): string[] {
  const length = /^\d+ /.exec(bytes.toString('latin1'))?.[0] ?? ''
  return length !== '' && bytes.length === length.length + Number(length) ? [bytes.toString()] : []
}

function idOf({ body }: Pick<Post, 'body'>): string {
  return (JSON.parse(body) as { detail: { id: string } }).detail.id
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 45_000; !holds();) {
    if (Date.now() > deadline) throw new Error(`Cannot see ${what}: it did not come about`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function listening(receiver: net.Server): Promise<number> {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  return (receiver.address() as AddressInfo).port
}
