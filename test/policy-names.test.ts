// What policies may name, compared with what there is: AWS's model and our own routes.
import { expect, test } from 'vitest'
import { knownActions } from '../src/access/actions.ts'
import { extensions } from '../src/api/extensions/index.ts'
import { operations } from '../src/api/operations/index.ts'
import { tagging } from '../src/api/request-facts.ts'
import { modelOf, operationNames } from './aws-model.ts'

test('actions are all operations of AWS and all of Magpie’s own', () => {
  const ours = extensions.map(({ name }) => `magpie:${name}`)
  const named = [...operationNames.map((name) => `macie2:${name}`), ...ours]
  expect(knownActions.toSorted()).toEqual(named.toSorted())
})

test('tags of a request are read where AWS’s operations take some', () => {
  const taking = operationNames.filter((name) => modelOf(name).input.some((member) => member.name === 'tags'))
  expect(taking.toSorted()).toEqual(tagging.toSorted())
})

test('what makes a tagged thing, and what names one by its id, is asked about its ARN', () => {
  const kinds = /^\/(allow-lists|custom-data-identifiers|findingsfilters|jobs)(\/\{\w+\})?$/
  const named = operations.filter(
    ({ name, path }) => kinds.test(path) && (path.includes('{') || tagging.includes(name)),
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(({ resource }) => resource === undefined).map(({ name }) => name)).toEqual([])
})
