// The shape of an operation: declared once, and routing, authorisation, validation, limits and the comparison
// with AWS's model are derived from it.
//
// A handler translates and delegates: no SQL, no headers, no status codes. It throws an ApiError for a refusal.
import type { z } from 'zod'
import type { Session } from '../store/accounts.ts'
import type { ApiContext } from './context.ts'
import type { ErrorName } from './errors.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a handler is given. */
export interface Call<Input> {
  /** Path labels, query and body, merged and validated. */
  readonly input: Input
  readonly context: ApiContext
  readonly caller: Caller
  /** The region the request was signed for: it becomes part of the ARN of what the request creates. */
  readonly region: string
  /** The moment of the request. */
  readonly now: Date
  /** The account's session; undefined only where the operation's `session` is 'not needed'. */
  readonly session: Session | undefined
}

/** Who calls. */
export interface Caller {
  /** 12 digits. Everything a caller sees belongs to this account. */
  readonly accountId: string
  readonly arn: string
  readonly accessKeyId: string
  /** Holds the built-in policy `admin`. */
  readonly isAdmin: boolean
  /** When a temporary key ends; undefined for lasting keys. */
  readonly expiresAt: Date | undefined
}

export interface Operation<Input = unknown, Output = unknown> {
  /** AWS's name. The action that policies name is `macie2:<name>`, of extensions `magpie:<name>`. */
  readonly name: string
  readonly method: Method
  /** Labels in braces: `/jobs/{jobId}`. A label is one segment, however many slashes it has percent-encoded. */
  readonly path: string
  /** Members that come from the query, by the type they are read as. */
  readonly query?: Readonly<Record<string, 'string' | 'list' | 'integer' | 'boolean'>>
  /** Unknown members are dropped, null is absent before the schema sees it. See members.ts for the pieces. */
  readonly input: z.ZodType<Input>
  /** 200 unless said otherwise; 204 has no body. */
  readonly success?: 200 | 204
  readonly errors: readonly ErrorName[]
  /** 'not needed': answers also while Macie is not enabled for the account. */
  readonly session?: 'not needed'
  /** The message of the 403 while Macie is not enabled; clients compare it. */
  readonly notEnabledMessage?: string
  /** The ARN tail of the resource that policies may name, e.g. `classification-job/…`, with `*` as id of what is created; none: `*`. */
  readonly resource?: (labels: Readonly<Record<string, string>>) => string
  /** Whatever a policy says, only keys with the built-in `admin` may do this; a verb and what: `make access keys`. */
  readonly adminsOnly?: string
  /** With `--rate-limits aws`: one call in so many seconds for an account. */
  readonly rateLimit?: { readonly seconds: number }
  /** The answer is text, not JSON (extensions only). */
  readonly textAnswer?: true
  handle(call: Call<Input>): Output | Promise<Output>
}

/** Declares an operation. What comes back fits in a list with all others. */
export function operation<Input, Output>(declaration: Operation<Input, Output>): Operation {
  return declaration
}
