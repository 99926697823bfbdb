// An account that no other test works in: its admin's client, with Macie enabled.
import { randomInt } from 'node:crypto'
import { EnableMacieCommand, type Macie2Client } from '@aws-sdk/client-macie2'
import { expect } from 'vitest'
import { rawJson } from './raw-request.ts'
import { clientOf, server } from './world.ts'

export interface NewAccount {
  readonly accountId: string
  readonly client: Macie2Client
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

export async function newAccount(): Promise<NewAccount> {
  const accountId = String(300_000_000_000 + randomInt(200_000_000_000))
  const { status, body } = await rawJson('POST', '/magpie/access-keys', {
    body: JSON.stringify({ policy: 'admin', accountId }),
  })
  expect(status).toBe(200)
  const { accessKeyId, secretAccessKey } = body as unknown as NewAccount['keys']
  const keys = { accessKeyId, secretAccessKey }
  const client = clientOf({ ...server, ...keys })
  await client.send(new EnableMacieCommand({}))
  return { accountId, client, keys }
}
