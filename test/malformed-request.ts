// One malformed request of an operation: its route with wrong labels, its query, and a body with right and wrong shapes.
//
// Shapes come from AWS's model. JSON is written by hand, because what must be sent is also what JSON.stringify would
// not write: duplicate members, numbers beyond every type, halves of characters.
import type { Operation } from '../src/api/operation.ts'
import { modelOf, operationNames, type Shape } from './aws-model.ts'
import {
  mapKeys,
  numbers,
  queryValues,
  rawBodies,
  rightBodies,
  strangeValues,
  strings,
  words,
} from './malformed-values.ts'
import type { Random } from './seeded-random.ts'

export function malformed(operation: Operation, source: Source): Asked {
  const { method } = operation
  return { method, target: targetOf(operation, source), body: bodyOf(operation, source.random) }
}

export interface Asked {
  readonly method: string
  readonly target: string
  readonly body: Buffer
}

export interface Source {
  readonly random: Random
  /** Path labels, some of resources that are there. */
  readonly names: readonly string[]
}

function targetOf({ path, query = {} }: Operation, { random, names }: Source): string {
  const route = path.replaceAll(/\{\w+\}/g, () => random.of(names))
  const members = Object.keys(query).flatMap((name) =>
    random.chance(0.6) ? [`${name}=${random.of(queryValues)}`] : [],
  )
  if (random.chance(0.1)) members.push(random.of(['%', '=', 'a=%ff', '%00=%00', '&&', 'nextToken=a.b', 'x']))
  return members.length === 0 ? route : `${route}?${members.join('&')}`
}

function bodyOf(operation: Operation, random: Random): Buffer {
  if (random.chance(0.12)) return random.of(rawBodies)
  const wrongness = random.of([0, 0.02, 0.05, 0.1, 0.4])
  const mood = { random, wrongness, depth: 0 }
  const right = rightBodies[operation.name]
  if (right !== undefined && random.chance(0.6)) return Buffer.from(alteredText(random.of(right), mood))
  const isExtension = !operationNames.includes(operation.name)
  const members = isExtension ? [] : modelOf(operation.name).input.filter(({ place }) => place === 'body')
  return Buffer.from(objectText(new Map(members.map(({ name, shape }) => [name, shape])), mood))
}

/** A right body in which some of the values, or whole branches, are not what they should be. */
function alteredText(value: unknown, mood: Mood): string {
  const { random, wrongness } = mood
  if (random.chance(wrongness)) return random.of(strangeValues)
  if (Array.isArray(value)) return `[${value.map((element) => alteredText(element, mood)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, member]) => `"${name}":${alteredText(member, mood)}`)
  if (random.chance(wrongness)) members.push(`${random.of(mapKeys)}:${random.of(strangeValues)}`)
  return `{${members.join(',')}}`
}

interface Mood {
  readonly random: Random
  readonly wrongness: number
  readonly depth: number
}

function valueText(name: string, shape: Shape, mood: Mood): string {
  const { random, wrongness } = mood
  if (random.chance(wrongness)) return random.of(strangeValues)
  const deeper = { ...mood, depth: mood.depth + 1 }
  if (shape.kind === 'list') {
    const length = random.of([0, 1, 1, 1, 2, 3])
    return `[${Array.from({ length }, () => valueText(name, shape.of, deeper)).join(',')}]`
  }
  if (shape.kind === 'map') {
    const keys = random.several(mapKeys, random.of([0, 1, 1, 2]))
    return `{${keys.map((key) => `${key}:${valueText(name, shape.of, deeper)}`).join(',')}}`
  }
  if (shape.kind === 'structure') return objectText(shape.members, deeper)
  if (shape.kind === 'boolean') return random.of(['true', 'false'])
  if (shape.kind === 'number') return random.of(numbers)
  return random.of(words[name] ?? strings)
}

function objectText(members: ReadonlyMap<string, Shape>, mood: Mood): string {
  const { random, wrongness } = mood
  const parts = [...members]
    // Members that exclude each other are many: often one only, or a few.
    .filter(() => random.chance(mood.depth === 0 ? 0.75 : 0.6))
    .flatMap(([name, shape]) => {
      const text = () => `"${name}":${valueText(name, shape, mood)}`
      return random.chance(wrongness / 4) ? [text(), text()] : [text()]
    })
  if (random.chance(wrongness)) parts.push(`${random.of(mapKeys)}:${random.of(strangeValues)}`)
  return `{${parts.join(',')}}`
}
