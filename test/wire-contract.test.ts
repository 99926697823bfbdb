// Every operation against AWS's own model: method, path, status, errors, and every member of the input, also of its
// inner structures. What the answers hold is compared in wire-answers.test.ts.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errorStatus, type ErrorName } from '../src/api/errors.ts'
import { extensions } from '../src/api/extensions/index.ts'
import type { Operation } from '../src/api/operation.ts'
import { operations } from '../src/api/operations/index.ts'
import { modelledErrors, modelOf, operationNames, type Shape } from './aws-model.ts'

/** What AWS requires and we do not: our decisions, each for clients in the field. */
const optionalHere = new Set([
  // SDKs and the CLI make one up where it is not given; so does the server.
  'CreateAllowList clientToken',
  'CreateClassificationJob clientToken',
])

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
}

function inputOf({ input }: Operation): JsonSchema {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
}

/** Every member with its path, e.g. `s3JobDefinition.bucketDefinitions.buckets`. Maps have members of their users. */
function memberPaths(shape: Shape, at: string): string[] {
  if (shape.kind === 'list') return memberPaths(shape.of, at)
  if (shape.kind !== 'structure') return [at]
  return [at, ...[...shape.members].flatMap(([name, inner]) => memberPaths(inner, `${at}.${name}`))]
}

function propertyPaths({ properties = {}, items }: JsonSchema, at: string): string[] {
  if (items !== undefined) return propertyPaths(items, at)
  return [at, ...Object.entries(properties).flatMap(([name, inner]) => propertyPaths(inner, `${at}.${name}`))]
}

describe.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, operation) => {
    const model = modelOf(name)

    test('has AWS’s method, path and status', () => {
      const { method, path: route, success = 200 } = operation
      const { status } = model
      expect({ method, path: route, status: success }).toEqual({
        method: model.method,
        path: model.path,
        status,
      })
    })

    test('takes AWS’s members and no others, to the innermost', () => {
      const ours = Object.entries(inputOf(operation).properties ?? {})
      const theirs = model.input.flatMap((member) => memberPaths(member.shape, member.name))
      expect(ours.flatMap(([member, schema]) => propertyPaths(schema, member)).sort()).toEqual(theirs.sort())
    })

    test('reads each member where AWS’s clients put it', () => {
      const named = (place: string) =>
        model.input.filter((member) => member.place === place).map((m) => m.name)
      expect(Object.keys(operation.query ?? {}).sort()).toEqual(named('query').sort())
      const labels = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, label]) => label)
      expect(labels.sort()).toEqual(named('label').sort())
    })

    test('requires what AWS requires', () => {
      const required = model.input.filter((member) => member.required).map((member) => member.name)
      const wanted = required.filter((member) => !optionalHere.has(`${name} ${member}`))
      expect([...(inputOf(operation).required ?? [])].sort()).toEqual(wanted.sort())
    })

    test('declares AWS’s errors', () => {
      expect(operation.errors.toSorted()).toEqual(model.errors)
    })

    test('shares its route with no other', () => {
      const routes = [...operations, ...extensions].map(({ method, path: route }) => `${method} ${route}`)
      expect(routes.filter((route) => route === `${operation.method} ${operation.path}`)).toHaveLength(1)
    })
  },
)

test('the errors of AWS’s model have its names and statuses', () => {
  expect(modelledErrors).toHaveLength(8)
  expect(modelledErrors).toEqual(modelledErrors.map(([error]) => [error, errorStatus[error as ErrorName]]))
})

test('the whole of AWS’s model is read: 81 operations', () => {
  expect(operationNames).toHaveLength(81)
})
