// Reads a policy document. A refusal says where it stands and, for a name, which one was meant: a misspelt Deny would
// let through what it was written against.
import { nearestName } from '../model/nearest-name.ts'
import { knownActions } from './actions.ts'
import { arnProblem } from './arn-pattern.ts'
import { parseCondition } from './parse-condition.ts'
import type { Policy, Statement } from './policy.ts'
import { matches } from './wildcards.ts'

/** IAM's limit of a managed policy, white space not counted. It bounds what judging a request costs. */
const mostCharacters = 6_144

export type ParsedPolicy = { readonly policy: Policy } | { readonly refused: string }

/** Single strings stand for lists of one. A refusal begins with a verb: "must …", or with where: "Statement[0] …". */
export function parsePolicy(document: unknown): ParsedPolicy {
  if (!isRecord(document)) return { refused: 'must be a JSON object' }
  const size = JSON.stringify(document).length
  if (size > mostCharacters)
    return { refused: `must have at most ${mostCharacters} characters without white space, but has ${size}` }
  const { Version, Id, Statement: given } = document
  const refused =
    unknownElement(document, ['Version', 'Id', 'Statement']) ??
    (Version === undefined || versions.includes(Version as string)
      ? undefined
      : `must have one of ${versions.join(', ')} as Version`) ??
    (Id === undefined || typeof Id === 'string' ? undefined : 'must have a text as Id')
  if (refused !== undefined) return { refused }
  const statements = parseStatements(Array.isArray(given) ? given : [given])
  if (typeof statements === 'string') return { refused: statements }
  return {
    policy: {
      ...(Version === undefined ? {} : { Version: Version as string }),
      ...(Id === undefined ? {} : { Id: Id as string }),
      Statement: statements,
    },
  }
}

const versions = ['2012-10-17', '2008-10-17']

function parseStatements(given: readonly unknown[]): readonly Statement[] | string {
  if (given.length === 0) return 'must have at least one Statement'
  const statements: Statement[] = []
  for (const [at, one] of given.entries()) {
    const parsed = parseStatement(one)
    if (typeof parsed === 'string') return `Statement[${at}]${parsed}`
    if (parsed.Sid !== undefined && statements.some(({ Sid }) => Sid === parsed.Sid))
      return `Statement[${at}].Sid: ${parsed.Sid} is that of another statement`
    statements.push(parsed)
  }
  return statements
}

const lists = ['Action', 'NotAction', 'Resource', 'NotResource'] as const

function parseStatement(given: unknown): Statement | string {
  if (!isRecord(given)) return ': must be an object'
  const { Sid, Effect, Condition } = given
  const unknown = unknownElement(given, ['Sid', 'Effect', ...lists, 'Condition'])
  if (unknown !== undefined) return `: ${unknown}`
  if (Sid !== undefined && (typeof Sid !== 'string' || !/^[A-Za-z0-9]*$/.test(Sid)))
    return '.Sid: must be letters and digits'
  if (Effect !== 'Allow' && Effect !== 'Deny') return '.Effect: must be Allow or Deny'
  const read = parseLists(given)
  if (typeof read === 'string') return read
  const conditions = Condition === undefined ? undefined : parseCondition(Condition)
  if (typeof conditions === 'string') return `.Condition${conditions}`
  return {
    ...(Sid === undefined ? {} : { Sid }),
    Effect,
    ...read,
    ...(conditions === undefined ? {} : { Condition: conditions }),
  }
}

type Lists = Partial<Record<(typeof lists)[number], readonly string[]>>

function parseLists(given: Readonly<Record<string, unknown>>): Lists | string {
  const read: Lists = {}
  for (const name of lists) {
    if (given[name] === undefined) continue
    const list: unknown[] = Array.isArray(given[name]) ? given[name] : [given[name]]
    if (list.length === 0 || !list.every((value) => typeof value === 'string'))
      return `.${name}: must be a text or a list of texts`
    const problemOf = name.endsWith('Action') ? actionProblem : resourceProblem
    for (const one of list) {
      const problem = problemOf(one)
      if (problem !== undefined) return `.${name}: ${JSON.stringify(one)} ${problem}`
    }
    read[name] = list
  }
  if ((read.Action === undefined) === (read.NotAction === undefined))
    return ': must have either Action or NotAction'
  if ((read.Resource === undefined) === (read.NotResource === undefined))
    return ': must have either Resource or NotResource'
  return read
}

function actionProblem(action: string): string | undefined {
  const pattern = action.toLowerCase()
  if (knownActions.some((known) => matches(pattern, known.toLowerCase()))) return undefined
  const meant = nearestName(action, knownActions)
  if (meant !== undefined) return `is no action: did you mean ${meant}?`
  return /^(macie2|magpie):/.test(pattern)
    ? 'is no action, and matches none'
    : 'is no action: they begin with macie2: or magpie:'
}

function resourceProblem(resource: string): string | undefined {
  if (resource.includes('${')) return 'has a policy variable, which is not supported'
  return arnProblem(resource)
}

function unknownElement(given: object, known: readonly string[]): string | undefined {
  const unknown = Object.keys(given).find((key) => !known.includes(key))
  if (unknown === undefined) return undefined
  if (unknown === 'Principal' || unknown === 'NotPrincipal')
    return `has the element ${unknown}, which policies of keys do not have`
  const meant = nearestName(unknown, known)
  return `has the element ${unknown}, which is not known${meant === undefined ? '' : `: did you mean ${meant}?`}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
