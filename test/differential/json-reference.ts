// What the reader should give for a document of JSON, by walking it; and what JSON.parse should.
import { jsonPath } from '../../src/content/json-path.ts'
import { looksSensitive, type Reading } from '../readings.ts'
import type { JsonTree } from './random-json.ts'

export function jsonReadings(tree: JsonTree, recordIndex: number): Reading[] {
  const readings: Reading[] = []
  const add = (
    text: string,
    path: readonly (string | number)[] | undefined,
    names: readonly string[],
  ): void => {
    if (text === '') return
    const isTold = path !== undefined && !names.some((name) => looksSensitive(Buffer.from(name)))
    const location = { kind: 'record' as const, recordIndex, ...(isTold ? { jsonPath: jsonPath(path) } : {}) }
    readings.push({ text: asRead(text), names, location })
  }
  const walk = (value: JsonTree, path: readonly (string | number)[]): void => {
    const names = path.filter((element) => typeof element === 'string')
    switch (value.kind) {
      case 'string':
        add(value.value, path, names)
        break
      case 'bare':
        add(value.source, path, names)
        break
      case 'array':
        value.elements.forEach((element, index) => walk(element, [...path, index]))
        break
      case 'object':
        for (const [name, member] of value.members) {
          add(name, undefined, names)
          walk(member, [...path, nameOf(name)])
        }
        break
      default:
        value satisfies never
    }
  }
  walk(tree, [])
  return readings
}

/** Our own separators become blanks, and what is no character U+FFFD. */
function asRead(text: string): string {
  return text.replaceAll('\u001e', ' ').replaceAll('\u001f', ' ').toWellFormed()
}

/** Longer names lose their beginning. */
const longestNameBytes = 4_096

function nameOf(name: string): string {
  return Buffer.from(asRead(name)).subarray(-longestNameBytes).toString()
}

/** The value that JSON.parse gives. */
export function jsonValue(tree: JsonTree): unknown {
  switch (tree.kind) {
    case 'string':
      return tree.value
    case 'bare':
      return JSON.parse(tree.source)
    case 'array':
      return tree.elements.map(jsonValue)
    case 'object':
      return Object.fromEntries(tree.members.map(([name, member]) => [name, jsonValue(member)]))
    default:
      return tree satisfies never
  }
}
