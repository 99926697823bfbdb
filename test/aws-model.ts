// AWS's own model of its API, as the SDK for JavaScript carries it: schemas say methods, paths, statuses and members;
// the declarations say which errors an operation may answer with.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as sdk from '@aws-sdk/client-macie2'

export interface OperationModel {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly input: readonly Member[]
  readonly output: Shape
  readonly errors: readonly string[]
}

export interface Member {
  readonly name: string
  readonly place: 'label' | 'query' | 'body'
  readonly required: boolean
  readonly shape: Shape
}

export type Shape =
  | { readonly kind: 'string' | 'boolean' | 'number' | 'timestamp' }
  | { readonly kind: 'list' | 'map'; readonly of: Shape }
  | { readonly kind: 'structure'; readonly members: ReadonlyMap<string, Shape> }

/** Tuples: kind, namespace, name, traits, member names, member schemas, how many of them are required. */
type Schema = readonly unknown[]

const exported = sdk as unknown as Record<string, Schema | undefined>
const schemas = Object.values(exported).filter((schema): schema is Schema => Array.isArray(schema))

export const operationNames = schemas.filter((schema) => schema[0] === 9).map((schema) => String(schema[2]))

/** Name and status of every error but the one that stands for all. */
export const modelledErrors = schemas
  .filter((schema) => schema[0] === -3 && schema[2] !== 'Macie2ServiceException')
  .map((schema) => [String(schema[2]), (schema[3] as { httpError: number }).httpError] as const)

export function modelOf(name: string): OperationModel {
  const schema = exported[`${name}$`]
  if (schema?.[0] !== 9) throw new Error(`Cannot find ${name} among AWS's operations`)
  const [method, target, status] = (schema[3] as { http: readonly [string, string, number] }).http
  return {
    method,
    path: target.split('?')[0] ?? '',
    status,
    input: membersOf(schema[4]),
    output: shapeOf(schema[5]),
    errors: declaredErrors(name),
  }
}

function membersOf(reference: unknown): Member[] {
  const structure = resolved(reference)
  if (typeof structure === 'string') return []
  const members = structure[5] as readonly unknown[]
  const required = Number(structure[6] ?? 0)
  return (structure[4] as readonly string[]).map((name, at) => {
    const traits = traitsOf(members[at])
    const place = traits['httpQuery'] === undefined ? (traits['httpLabel'] ? 'label' : 'body') : 'query'
    const { jsonName, httpQuery } = traits as { jsonName?: string; httpQuery?: string }
    const wireName = jsonName ?? httpQuery ?? name
    return { name: wireName, place, required: at < required, shape: shapeOf(memberSchema(members[at])) }
  })
}

function shapeOf(reference: unknown): Shape {
  if (typeof reference === 'number') return shapeOfNumber(reference)
  const schema = resolved(reference)
  if (typeof schema === 'string') return { kind: 'structure', members: new Map() }
  if (schema[0] === 1) return { kind: 'list', of: shapeOf(memberSchema(schema[4])) }
  if (schema[0] === 2) return { kind: 'map', of: shapeOf(memberSchema(schema[5])) }
  return { kind: 'structure', members: new Map(membersOf(schema).map(({ name, shape }) => [name, shape])) }
}

/** Simple schemas are numbers: 0 text, 1 number, 2 boolean, 5 timestamp; 64 is a list of them, 128 a map. */
function shapeOfNumber(schema: number): Shape {
  if (schema >= 128) return { kind: 'map', of: shapeOfNumber(schema - 128) }
  if (schema >= 64) return { kind: 'list', of: shapeOfNumber(schema - 64) }
  const kind = ({ 0: 'string', 1: 'number', 2: 'boolean', 5: 'timestamp' } as const)[schema]
  if (kind === undefined) throw new Error(`Cannot read AWS's model: no kind of number ${schema}`)
  return { kind }
}

/** A member is its schema, or a pair of the schema and traits. */
function memberSchema(member: unknown): unknown {
  return Array.isArray(member) && typeof (member as unknown[])[1] !== 'string'
    ? (member as unknown[])[0]
    : member
}

function resolved(reference: unknown): Schema | string {
  return (typeof reference === 'function' ? (reference as () => unknown)() : reference) as Schema | string
}

function traitsOf(member: unknown): Record<string, unknown> {
  const traits = Array.isArray(member) ? (member as unknown[])[1] : undefined
  // A number packs the traits that have no value: bit 0 is httpLabel.
  if (typeof traits === 'number') return { httpLabel: (traits & 1) === 1 }
  return (traits ?? {}) as Record<string, unknown>
}

function declaredErrors(name: string): string[] {
  const main = createRequire(import.meta.url).resolve('@aws-sdk/client-macie2')
  const root = main.slice(0, main.lastIndexOf(`${path.sep}dist-cjs`))
  const declaration = readFileSync(path.join(root, 'dist-types', 'commands', `${name}Command.d.ts`), 'utf8')
  const thrown = [...declaration.matchAll(/@throws \{@link (\w+)\}/g)].map(([, error]) => error ?? '')
  return thrown.filter((error) => error !== 'Macie2ServiceException').sort()
}
