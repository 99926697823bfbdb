// Path labels, query and body of a request -> the operation's typed input, or a 400 that names the member.
//
// Null is absent, unknown members are dropped, nothing is coerced. Walks without recursion: a body may be nested
// a hundred thousand deep.
import type { z } from 'zod'
import { ApiError, invalid } from './errors.ts'
import type { Operation } from './operation.ts'

export interface RawInput {
  readonly labels: Readonly<Record<string, string>>
  readonly query: readonly (readonly [key: string, value: string])[]
  readonly body: Buffer
}

/** @throws ApiError SerializationException for a body that is no JSON object, ValidationException for the rest. */
export function readInput(operation: Operation, raw: RawInput): unknown {
  const body = operation.method === 'GET' || operation.method === 'DELETE' ? {} : parseBody(raw.body)
  const given = { ...body, ...readQuery(operation, raw.query), ...raw.labels }
  clean(given)
  const result = operation.input.safeParse(given)
  if (result.success) return result.data
  throw invalid(firstProblem(result.error, given))
}

function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {}
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    // The parser's own message quotes the body.
    throw new ApiError('SerializationException', 'The body is not valid JSON in UTF-8.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('SerializationException', 'The body is not a JSON object.')
  }
  return value as Record<string, unknown>
}

function readQuery(operation: Operation, query: RawInput['query']): Record<string, unknown> {
  const members: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(operation.query ?? {})) {
    const values = query.filter(([key]) => key === name).map(([, value]) => value)
    const first = values[0]
    if (first === undefined) continue
    if (type === 'list') members[name] = values
    else if (values.length > 1) throw invalid(`${name}: must be given once`)
    else members[name] = readQueryValue(name, type, first)
  }
  return members
}

function readQueryValue(name: string, type: 'string' | 'integer' | 'boolean', value: string): unknown {
  if (type === 'string') return value
  if (type === 'integer') {
    if (!/^-?\d{1,15}$/.test(value)) throw invalid(`${name}: must be a whole number`)
    return Number(value)
  }
  if (value !== 'true' && value !== 'false') throw invalid(`${name}: must be true or false`)
  return value === 'true'
}

/** Drops null members in place and refuses what no store could keep. */
function clean(root: Record<string, unknown>): void {
  const pending: [value: object, member: string][] = [[root, '']]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [container, member] = next
    for (const [key, value] of Object.entries(container)) {
      const name = member === '' ? key : member
      refuseUnstorable(key, name)
      if (value === null && !Array.isArray(container)) Reflect.deleteProperty(container, key)
      else if (typeof value === 'string') refuseUnstorable(value, name)
      else if (typeof value === 'object' && value !== null) pending.push([value, name])
    }
  }
}

function refuseUnstorable(value: string, member: string): void {
  if (!value.includes('\0') && value.isWellFormed()) return
  throw invalid(`${printable(member)}: must not contain U+0000 or lone surrogates`)
}

function printable(member: string): string {
  return member.replaceAll('\0', '').toWellFormed()
}

function firstProblem(error: z.ZodError, given: unknown): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'the input is not valid'
  const name = memberName(issue.path)
  if (issue.code === 'unrecognized_keys') return `${name || 'input'}: has no member ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_type' && valueAt(given, issue.path) === undefined) return `${name}: is required`
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) {
    return `${name || 'input'}: must be ${typeWords[issue.expected] ?? issue.expected}`
  }
  if (issue.code === 'invalid_value' && valueAt(given, issue.path) === undefined)
    return `${name}: is required`
  return name === '' ? issue.message : `${name}: ${issue.message}`
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

function memberName(path: readonly PropertyKey[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`))
    .join('')
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
    root,
  )
}
