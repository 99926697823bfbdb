// Who may see samples of sensitive data, how often, and what is written down of it. What the samples are is the business
// of src/reveal/.
import {
  DisableMacieCommand,
  EnableMacieCommand,
  GetRevealConfigurationCommand,
  GetSensitiveDataOccurrencesAvailabilityCommand,
  GetSensitiveDataOccurrencesCommand,
  UpdateRevealConfigurationCommand,
  type UpdateRevealConfigurationCommandInput,
} from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Policy } from '../access/policy.ts'
import { readOnlyPolicy } from '../access/policy.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { Retrieval, Reveal } from './context.ts'
import { startTestApi, type TestAccount, type TestApi } from './test-api.ts'
import { addTestFinding } from './test-findings.ts'

const text = '536-22-1234'
const success: Retrieval = { status: 'SUCCESS', samples: new Map([['SSN', [text]]]) }

describe.each(openTestDatabases())('samples of sensitive data on the $name store', (databases) => {
  let api: TestApi
  let account: TestAccount
  let findingId = ''
  let now = new Date()
  /** What the retrieval of a finding comes to. */
  let answers: Map<string, Retrieval>
  let reasons: readonly string[]
  let read: string[]

  beforeAll(async () => {
    const reveal: Reveal = {
      unavailability: async () => reasons,
      current: (id) => answers.get(id),
      retrieve: async ({ id }) => {
        read.push(id)
        answers.set(id, success)
        return { status: 'PROCESSING' }
      },
    }
    api = await startTestApi({ databases, context: { reveal, now: () => now } })
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    now = new Date()
    answers = new Map()
    reasons = []
    read = []
    account = await api.newAccount()
    findingId = await addTestFinding(api.database, account.accountId, { key: 'hr/people.csv' })
  })

  const configure = (
    input: Partial<UpdateRevealConfigurationCommandInput>,
    by = account.client,
  ): Promise<unknown> =>
    by.send(
      new UpdateRevealConfigurationCommand({
        configuration: { status: 'ENABLED', kmsKeyId: 'alias/key' },
        ...input,
      }),
    )
  const configuration = async (): Promise<unknown> => {
    const { $metadata: _, ...told } = await account.client.send(new GetRevealConfigurationCommand({}))
    return told
  }
  /** A request is good for a quarter of an hour, and the client goes by the times of the answers. */
  const inClock = <T>(ask: () => T): T => {
    account.client.config.systemClockOffset = now.getTime() - Date.now()
    return ask()
  }
  const samples = (id = findingId, by = account.client) =>
    inClock(() => by.send(new GetSensitiveDataOccurrencesCommand({ findingId: id })))
  const availability = (id = findingId) =>
    account.client.send(new GetSensitiveDataOccurrencesAvailabilityCommand({ findingId: id }))
  const refused = (name: string, status: number, message: RegExp) => ({
    name,
    message: expect.stringMatching(message),
    $metadata: expect.objectContaining({ httpStatusCode: status }),
  })
  const audit = () =>
    api.database.interactive
      .selectFrom('reveal_requests')
      .select(['finding_id', 'access_key_id', 'caller_arn', 'asked_at', 'started', 'outcome'])
      .where('account_id', '=', account.accountId)
      .orderBy('id')
      .execute()
  async function clientWith(policy: Policy) {
    const request = { accountId: account.accountId, policyName: 'custom', policy }
    return api.client(await api.context.accessKeys.create(request, now))
  }

  describe('the configuration', () => {
    test('is off at first, and in the caller’s name', async () => {
      expect(await configuration()).toEqual({
        configuration: { status: 'DISABLED' },
        retrievalConfiguration: { retrievalMode: 'CALLER_CREDENTIALS' },
      })
    })

    test('needs a key to be enabled for the first time, and keeps it', async () => {
      const withoutKey = { configuration: { status: 'ENABLED' } } as const
      await expect(configure(withoutKey)).rejects.toMatchObject(
        refused('ValidationException', 400, /^Input validation failed, configuration.kmsKeyId: is required/),
      )
      await configure({})
      await configure({ configuration: { status: 'DISABLED' } })
      await configure(withoutKey)
      expect(await configuration()).toMatchObject({
        configuration: { status: 'ENABLED', kmsKeyId: 'alias/key' },
      })
    })

    test('makes an external id for a role, keeps it with another role, and forgets both when it is disabled', async () => {
      const role = (roleName: string) =>
        configure({ retrievalConfiguration: { retrievalMode: 'ASSUME_ROLE', roleName } })
      const asked = await role('reader')
      const told = await configuration()
      expect(told).toEqual({
        configuration: { status: 'ENABLED', kmsKeyId: 'alias/key' },
        retrievalConfiguration: {
          retrievalMode: 'ASSUME_ROLE',
          roleName: 'reader',
          externalId: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      })
      expect(asked).toMatchObject(told as object)
      await role('other')
      const { externalId } = (told as { retrievalConfiguration: { externalId: string } })
        .retrievalConfiguration
      expect(await configuration()).toMatchObject({
        retrievalConfiguration: { roleName: 'other', externalId },
      })
      await configure({ configuration: { status: 'DISABLED' } })
      expect(await configuration()).toMatchObject({
        retrievalConfiguration: { retrievalMode: 'CALLER_CREDENTIALS' },
      })
      await role('reader')
      expect(await configuration()).not.toMatchObject({ retrievalConfiguration: { externalId } })
    })

    test.each<[string, Partial<UpdateRevealConfigurationCommandInput>, RegExp]>([
      ['no status', { configuration: { status: undefined } }, /configuration.status: is required/],
      [
        'another status',
        { configuration: { status: 'ON' as 'ENABLED' } },
        /configuration.status: must be one of/,
      ],
      ['no configuration', { configuration: undefined }, /configuration: is required/],
      [
        'an empty key',
        { configuration: { status: 'ENABLED', kmsKeyId: '' } },
        /kmsKeyId: must have 1 to 2048/,
      ],
      [
        'a longer key',
        { configuration: { status: 'ENABLED', kmsKeyId: 'k'.repeat(2_049) } },
        /kmsKeyId: must have 1 to 2048/,
      ],
      [
        'a role without a name',
        { retrievalConfiguration: { retrievalMode: 'ASSUME_ROLE' } },
        /roleName: is required/,
      ],
      [
        'a name that no role has',
        { retrievalConfiguration: { retrievalMode: 'ASSUME_ROLE', roleName: 'a b' } },
        /roleName: must be 1 to 64/,
      ],
      [
        'a role without its mode',
        { retrievalConfiguration: { retrievalMode: 'CALLER_CREDENTIALS', roleName: 'a' } },
        /roleName: goes with/,
      ],
      [
        'a role of no mode',
        { retrievalConfiguration: { retrievalMode: undefined } },
        /retrievalMode: is required/,
      ],
    ])('refuses %s', async (_case, input, message) => {
      await expect(configure(input)).rejects.toMatchObject(refused('ValidationException', 400, message))
      expect(await configuration()).toMatchObject({ configuration: { status: 'DISABLED' } })
    })

    test('goes with the account’s session; the audit stays', async () => {
      await configure({})
      await samples()
      await account.client.send(new DisableMacieCommand({}))
      await account.client.send(new EnableMacieCommand({}))
      expect(await configuration()).toMatchObject({ configuration: { status: 'DISABLED' } })
      expect(await audit()).toHaveLength(1)
    })
  })

  test('are refused while they are not enabled', async () => {
    const message = /^Revealing samples of sensitive data is not enabled/
    await expect(samples()).rejects.toMatchObject(refused('AccessDeniedException', 403, message))
    await expect(availability()).rejects.toMatchObject(refused('AccessDeniedException', 403, message))
    expect(read).toEqual([])
  })

  test('come once they are there; every call is in the audit and in the log, the text in neither', async () => {
    await configure({})
    const processing = await samples()
    expect(processing).toMatchObject({ status: 'PROCESSING' })
    expect(processing).not.toHaveProperty('sensitiveDataOccurrences')
    expect(await samples()).toMatchObject({
      status: 'SUCCESS',
      sensitiveDataOccurrences: { SSN: [{ value: text }] },
    })
    expect(read).toEqual([findingId])
    const { accessKeyId } = account.key
    const call = {
      finding_id: findingId,
      access_key_id: accessKeyId,
      caller_arn: `arn:aws:iam::${account.accountId}:user/${accessKeyId}`,
      asked_at: now,
    }
    expect(await audit()).toEqual([
      { ...call, started: true, outcome: 'PROCESSING' },
      { ...call, started: false, outcome: 'SUCCESS' },
    ])
    const lines = api.log.filter((line) => 'reveal' in line)
    expect(lines.slice(-2)).toMatchObject(
      ['PROCESSING', 'SUCCESS'].map((outcome) => ({
        msg: 'samples of sensitive data were asked for',
        reveal: { accountId: account.accountId, findingId, accessKeyId, outcome },
      })),
    )
    expect(JSON.stringify([api.log, await audit()])).not.toContain(text)
  })

  test('that could not be had say why', async () => {
    await configure({})
    answers.set(findingId, { status: 'ERROR', error: 'It is gone.' })
    expect(await samples()).toMatchObject({ status: 'ERROR', error: 'It is gone.' })
  })

  test('that cannot be had are refused with AWS’s code, and counted towards nothing', async () => {
    await configure({})
    expect(await availability()).toMatchObject({ code: 'AVAILABLE', reasons: [] })
    reasons = ['OBJECT_EXCEEDS_SIZE_QUOTA', 'OBJECT_UNAVAILABLE']
    expect(await availability()).toMatchObject({ code: 'UNAVAILABLE', reasons })
    await expect(samples()).rejects.toMatchObject(
      refused('UnprocessableEntityException', 422, /^OBJECT_EXCEEDS_SIZE_QUOTA$/),
    )
    expect(await audit()).toMatchObject([
      { started: false, outcome: 'UnprocessableEntityException OBJECT_EXCEEDS_SIZE_QUOTA' },
    ])
  })

  test('of findings that the account has not are not there', async () => {
    await configure({})
    const other = await addTestFinding(api.database, (await api.newAccount()).accountId)
    for (const id of [other, '0'.repeat(32), 'no-id']) {
      await expect(samples(id)).rejects.toMatchObject(refused('ResourceNotFoundException', 404, /finding/))
      await expect(availability(id)).rejects.toMatchObject(
        refused('ResourceNotFoundException', 404, /finding/),
      )
    }
    expect(read).toEqual([])
  })

  test('are not for who may only read, though they may ask whether there are any', async () => {
    await configure({})
    const reader = await clientWith(readOnlyPolicy)
    await expect(samples(findingId, reader)).rejects.toMatchObject(
      refused('AccessDeniedException', 403, /macie2:GetSensitiveDataOccurrences/),
    )
    const asked = new GetSensitiveDataOccurrencesAvailabilityCommand({ findingId })
    expect(await reader.send(asked)).toMatchObject({ code: 'AVAILABLE' })
    await expect(configure({}, reader)).rejects.toMatchObject(
      refused('AccessDeniedException', 403, /macie2:UpdateRevealConfiguration/),
    )
  })

  test('are for whom the policy lets', async () => {
    await configure({})
    const operation = {
      Effect: 'Allow',
      Action: ['macie2:GetSensitiveDataOccurrences'],
      Resource: ['*'],
    } as const
    expect(await samples(findingId, await clientWith({ Statement: [operation] }))).toMatchObject({
      status: 'PROCESSING',
    })
    const other = { ...operation, Action: ['macie2:GetSensitiveDataOccurrencesAvailability'] }
    await expect(samples(findingId, await clientWith({ Statement: [other] }))).rejects.toMatchObject(
      refused('AccessDeniedException', 403, /macie2:GetSensitiveDataOccurrences/),
    )
  })

  test('may be had of a hundred findings a day; the day begins a second after midnight', async () => {
    now = new Date('2026-11-20T23:59:00Z')
    await inClock(() => configure({}))
    const ids = await Promise.all(
      Array.from({ length: 101 }, () => addTestFinding(api.database, account.accountId)),
    )
    for (const id of ids.slice(0, 100)) await samples(id)
    // Asking on is no new request, not even where the answer is another process's.
    answers.clear()
    await samples(ids[0])
    const last = ids[100]!
    const message = /100 findings today/
    await expect(samples(last)).rejects.toMatchObject(refused('ServiceQuotaExceededException', 402, message))
    now = new Date('2026-11-21T00:00:00.900Z')
    await expect(samples(last)).rejects.toMatchObject(refused('ServiceQuotaExceededException', 402, message))
    now = new Date('2026-11-21T00:00:01Z')
    expect(await samples(last)).toMatchObject({ status: 'PROCESSING' })
  })
})
