// The command line as a client of a running server: where it is, who calls, and one signed request at a time.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CommandFailure } from './command-failure.ts'
import { requestUrl, signRequest, type Credentials } from './sign-request.ts'

/** Flags of every verb that talks to a server. */
export interface ServerOptions {
  readonly endpointUrl?: string
  /** The server's data folder, for the key that its first start wrote there. */
  readonly data?: string
}

type Environment = Readonly<Record<string, string | undefined>>

export interface ServerClient {
  /** @returns the answer's JSON. @throws CommandFailure with the server's own message where it refuses. */
  request(
    method: 'GET' | 'POST' | 'DELETE',
    segments: readonly string[],
    more?: RequestMore,
  ): Promise<unknown>
}

interface RequestMore {
  readonly query?: Record<string, string>
  readonly body?: unknown
}

export function connectToServer(options: ServerOptions, environment: Environment): ServerClient {
  const endpoint = options.endpointUrl ?? environment['AWS_ENDPOINT_URL_MACIE2'] ?? 'http://127.0.0.1:8080'
  if (!URL.canParse(endpoint)) throw new CommandFailure(`Cannot use the endpoint "${endpoint}": not a URL`)
  const credentials = findCredentials(options, environment)
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1'
  return {
    async request(method, segments, { query = {}, body } = {}) {
      const unsigned = {
        method,
        url: requestUrl(endpoint, segments, query),
        body: body === undefined ? '' : JSON.stringify(body),
      }
      const headers = signRequest(unsigned, { credentials, region, now: new Date() })
      const response = await fetch(unsigned.url, {
        method,
        headers,
        ...(unsigned.body === '' ? {} : { body: unsigned.body }),
      }).catch((cause: unknown) => {
        throw new CommandFailure(`Cannot reach ${endpoint}: no answer`, {
          next: 'Is "magpie serve" running? Name its address with --endpoint-url or AWS_ENDPOINT_URL_MACIE2.',
          cause,
        })
      })
      return await answerOf(response, `${method} ${unsigned.url.pathname}`)
    },
  }
}

async function answerOf(response: Response, what: string): Promise<unknown> {
  const text = await response.text()
  let answer: unknown
  try {
    answer = text === '' ? {} : JSON.parse(text)
  } catch (cause) {
    throw new CommandFailure(`Cannot understand the answer to ${what}: status ${response.status}, not JSON`, {
      cause,
    })
  }
  if (response.ok) return answer
  const message = (answer as { message?: string }).message ?? `status ${response.status}`
  throw new CommandFailure(`Cannot ${what}: ${message}`)
}

function findCredentials(options: ServerOptions, environment: Environment): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment
  const sessionToken = environment['AWS_SESSION_TOKEN']
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
  }
  const file = path.resolve(options.data ?? environment['MAGPIE_DATA'] ?? 'magpie-data', 'credentials')
  try {
    return parseCredentials(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new CommandFailure(
      `Cannot find credentials: AWS_ACCESS_KEY_ID is not set, and ${file} cannot be read`,
      {
        next: "Name the server's data folder with --data, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        cause,
      },
    )
  }
}

/** AWS's shared-credentials format, one profile. */
export function parseCredentials(text: string): Credentials {
  const member = (name: string): string => {
    const [, value] = new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)\\s*$`, 'm').exec(text) ?? []
    if (value === undefined) throw new Error(`no ${name}`)
    return value
  }
  return { accessKeyId: member('aws_access_key_id'), secretAccessKey: member('aws_secret_access_key') }
}
