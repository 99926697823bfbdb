// The command line as a client of a running server: where it is, who calls, and one signed request at a time.
import { CommandFailure } from './command-failure.ts'
import { findCredentials, type FoundCredentials } from './credentials.ts'
import { requestUrl, signRequest } from './sign-request.ts'

/** Flags of every verb that talks to a server. */
export interface ServerOptions {
  readonly endpointUrl?: string
  /** The server's data folder, for the key that its first start wrote there. */
  readonly data?: string
}

/** It may be back in a moment: nobody listens, or it cannot answer now. */
export class ServerAway extends CommandFailure {}

export interface ServerClient {
  /**
   * @param task what the person wants, as it follows "Cannot": `list the access keys`
   * @returns the answer's JSON. @throws CommandFailure with the server's own message where it refuses.
   */
  request(task: string, segments: readonly string[], more?: RequestMore): Promise<unknown>
}

interface RequestMore {
  /** GET unless said otherwise. */
  readonly method?: 'POST' | 'PATCH' | 'DELETE'
  readonly query?: Record<string, string>
  readonly body?: unknown
}

export function connectToServer(
  options: ServerOptions,
  environment: Readonly<Record<string, string | undefined>>,
): ServerClient {
  const endpoint = options.endpointUrl ?? environment['AWS_ENDPOINT_URL_MACIE2'] ?? 'http://127.0.0.1:8080'
  if (!/^https?:/.test(endpoint) || !URL.canParse(endpoint)) {
    throw new CommandFailure(`Cannot use the endpoint "${endpoint}": not an http or https URL`, {
      next: 'Write it as http://127.0.0.1:8080, with --endpoint-url or AWS_ENDPOINT_URL_MACIE2.',
    })
  }
  const credentials = findCredentials(options.data, environment)
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1'
  return {
    async request(task, segments, { method = 'GET', query = {}, body } = {}) {
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
      }).catch((error: unknown) => {
        throw notReached(endpoint, error)
      })
      return await answerOf(response, { task, endpoint, credentials })
    },
  }
}

interface Asked {
  readonly task: string
  readonly endpoint: string
  readonly credentials: FoundCredentials
}

async function answerOf(response: Response, { task, endpoint, credentials }: Asked): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw notReached(endpoint, error)
  })
  let answer: unknown
  try {
    answer = text === '' ? {} : JSON.parse(text)
  } catch (cause) {
    // A proxy answers so while the server behind it is away.
    const Failure = response.status >= 500 ? ServerAway : CommandFailure
    throw new Failure(`Cannot ${task}: ${endpoint} answers with status ${response.status}, not JSON`, {
      next: 'Is that address a Magpie server?',
      cause,
    })
  }
  if (response.ok) return answer
  const message = (answer as { message?: string }).message ?? `status ${response.status}`
  const Failure = response.status >= 500 || response.status === 429 ? ServerAway : CommandFailure
  throw new Failure(`Cannot ${task}: ${message}`, { next: nextStep(response.status, credentials) })
}

function nextStep(status: number, { source }: FoundCredentials): string {
  if (status === 403) return `The key is that of ${source}.`
  if (status === 404) return 'See "magpie jobs list" and "magpie keys list" for what there is.'
  if (status === 429) return 'Wait a moment, and repeat the command.'
  if (status >= 500) return 'Repeat the command; the log of the server says what is wrong.'
  return 'See the command with --help.'
}

/** `fetch` hides the reason in the cause: that nobody listens, or that a certificate is not trusted. */
function notReached(endpoint: string, cause: unknown): CommandFailure {
  const reason = (cause as { cause?: NodeJS.ErrnoException }).cause
  const code = reason?.code ?? ''
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return new CommandFailure(`Cannot trust ${endpoint}: ${reason?.message}`, {
      next: 'Name the certificate of whoever signed it: NODE_EXTRA_CA_CERTS=FILE.',
      cause,
    })
  }
  const why = code === 'ECONNREFUSED' ? 'nothing listens there' : reason?.message || 'no answer'
  return new ServerAway(`Cannot reach ${endpoint}: ${why}`, {
    next: 'Is "magpie serve" running? Name its address with --endpoint-url or AWS_ENDPOINT_URL_MACIE2.',
    cause,
  })
}
