import { GetMacieSessionCommand } from '@aws-sdk/client-macie2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, testAccountId, type TestApi } from './test-api.ts'

describe('the session', () => {
  let api: TestApi
  beforeAll(async () => void (api = await startTestApi()))
  afterAll(() => api.close())

  test('the server’s own account is enabled at the first start', async () => {
    const session = await api.client().send(new GetMacieSessionCommand({}))
    expect(session.status).toBe('ENABLED')
    expect(session.findingPublishingFrequency).toBe('FIFTEEN_MINUTES')
    expect(session.serviceRole).toContain(`arn:aws:iam::${testAccountId}:role/`)
    expect(session.createdAt).toBeInstanceOf(Date)
  })
})
