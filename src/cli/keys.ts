// `magpie keys`: access keys of a running server, made and revoked by its admins. A secret is shown once, when its
// key is made; no server can show it again.
import { readFileSync } from 'node:fs'
import { parseSeconds } from './amounts.ts'
import { CommandFailure } from './command-failure.ts'
import { renderTable } from './render-report.ts'
import { connectToServer, type ServerOptions } from './server-client.ts'
import { nearestName } from '../model/nearest-name.ts'
import { systemReason } from './system-reason.ts'
import { terminalText } from './terminal-text.ts'

export interface CreateKeyOptions extends ServerOptions {
  readonly account?: string
  readonly policy?: string
  readonly expiresIn?: string
  readonly json?: boolean
}

interface CreatedKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

interface ListedKey {
  readonly accessKeyId: string
  readonly accountId: string
  readonly policy: string
  readonly expiresAt?: string | null
  readonly createdAt: string
}

export async function createKey(options: CreateKeyOptions): Promise<void> {
  const body = {
    accountId: options.account,
    policy: policyOf(options.policy ?? 'admin'),
    expiresInSeconds: options.expiresIn === undefined ? undefined : secondsOf(options.expiresIn),
  }
  const server = connectToServer(options, process.env)
  const key = (await server.request('make an access key', ['magpie', 'access-keys'], {
    method: 'POST',
    body,
  })) as CreatedKey
  const { accessKeyId, secretAccessKey, sessionToken } = key
  if (options.json)
    process.stdout.write(`${JSON.stringify({ accessKeyId, secretAccessKey, sessionToken })}\n`)
  else {
    const token = sessionToken === undefined ? '' : `export AWS_SESSION_TOKEN=${sessionToken}\n`
    process.stdout.write(
      `export AWS_ACCESS_KEY_ID=${accessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n${token}`,
    )
  }
}

export async function listKeys(options: ServerOptions & { readonly json?: boolean }): Promise<void> {
  const server = connectToServer(options, process.env)
  const answer = (await server.request('list the access keys', ['magpie', 'access-keys'])) as {
    accessKeys: readonly ListedKey[]
  }
  if (options.json) process.stdout.write(`${JSON.stringify(answer)}\n`)
  else {
    const rows = answer.accessKeys.map((key) =>
      [key.accessKeyId, key.accountId, key.policy, key.createdAt, key.expiresAt ?? 'never'].map(terminalText),
    )
    process.stdout.write(renderTable([['ACCESS KEY', 'ACCOUNT', 'POLICY', 'CREATED', 'EXPIRES'], ...rows]))
  }
}

export async function revokeKey(accessKeyId: string, options: ServerOptions): Promise<void> {
  const server = connectToServer(options, process.env)
  await server.request(`revoke ${accessKeyId}`, ['magpie', 'access-keys', accessKeyId], { method: 'DELETE' })
  process.stdout.write(`${terminalText(accessKeyId)} is revoked\n`)
}

/** The name of a built-in, or the policy in a file. */
function policyOf(policy: string): unknown {
  if (builtIns.includes(policy)) return policy
  try {
    return JSON.parse(readFileSync(policy, 'utf8'))
  } catch (cause) {
    const meant = nearestName(policy, builtIns)
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new CommandFailure(`Cannot use the policy ${policy}: ${systemReason(cause)}`, {
      next:
        isMissing && meant !== undefined
          ? `Did you mean ${meant}?`
          : 'It is "admin", "read-only", or a file with an IAM policy in JSON.',
      cause,
    })
  }
}

const builtIns = ['admin', 'read-only']

function secondsOf(text: string): number {
  const seconds = parseSeconds(text)
  if (seconds !== undefined) return seconds
  throw new CommandFailure(`Cannot use --expires-in ${text}: not a time`, {
    next: 'Write it as 15m, 1h or 7d.',
  })
}
