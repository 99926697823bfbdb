// JSON with everything that JSON permits, and what its readers let pass: a document and the text that says it.
import type { Random } from '../seeded-random.ts'

export type JsonTree =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'bare'; readonly source: string }
  | { readonly kind: 'array'; readonly elements: readonly JsonTree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: JsonTree])[] }

export interface JsonDocument {
  readonly tree: JsonTree
  readonly text: string
  /** JSON.parse takes it as well, and rightly. */
  readonly strict: boolean
}

export interface JsonStyle {
  /** Between tokens, one of these. */
  readonly spaces: readonly string[]
  readonly strict: boolean
}

export function randomJson(random: Random, style: JsonStyle): JsonDocument {
  const pieces: string[] = []
  const tree = writeValue({ random, style, pieces }, random.of([0, 1, 2, 3, 4, 6, 12]))
  return { tree, text: pieces.join(''), strict: style.strict && !hasBackslash(tree) }
}

/**
 * In a name: V8 13.6 takes a name of the object before for one that is written with an escape, where both have one
 * length and the earlier one begins as the other is written. `{"x":{"\\":1},"y":{"\t":2}}` has two backslashes.
 */
function hasBackslash(tree: JsonTree): boolean {
  switch (tree.kind) {
    case 'string':
    case 'bare':
      return false
    case 'array':
      return tree.elements.some(hasBackslash)
    case 'object':
      return tree.members.some(([name, value]) => name.includes('\\') || hasBackslash(value))
    default:
      return tree satisfies never
  }
}

interface Writer {
  readonly random: Random
  readonly style: JsonStyle
  readonly pieces: string[]
}

function write({ random, style, pieces }: Writer, token: string): void {
  pieces.push(token, random.of(style.spaces))
}

function writeValue(writer: Writer, depth: number): JsonTree {
  const { random } = writer
  const kind = depth === 0 ? random.of(['string', 'bare'] as const) : random.of(kinds)
  switch (kind) {
    case 'string': {
      const { source, value } = randomString(writer)
      write(writer, source)
      return { kind, value }
    }
    case 'bare': {
      const source = random.of(bareValues)
      write(writer, source)
      return { kind, source }
    }
    case 'array': {
      write(writer, '[')
      const elements = Array.from({ length: random.below(4) }, (_, index) => {
        if (index > 0) write(writer, ',')
        return writeValue(writer, depth - 1)
      })
      write(writer, ']')
      return { kind, elements }
    }
    case 'object': {
      write(writer, '{')
      const members = Array.from({ length: random.below(5) }, (_, index) => {
        if (index > 0) write(writer, ',')
        const { source, value: name } = randomString(writer)
        write(writer, source)
        write(writer, ':')
        return [name, writeValue(writer, depth - 1)] as const
      })
      write(writer, '}')
      return { kind, members }
    }
    default:
      return kind satisfies never
  }
}

const kinds = ['string', 'bare', 'array', 'object', 'object', 'object'] as const
const bareValues = [
  '0',
  '-0',
  '-12',
  '1.0',
  '0.50',
  '1e5',
  '1E+5',
  '-1.5e-10',
  '12345678901234567890123',
  'true',
  'false',
  'null',
]

interface Text {
  readonly source: string
  readonly value: string
}

function randomString({ random, style }: Writer): Text {
  const units = style.strict ? strictUnits : [...strictUnits, ...lenientUnits]
  if (random.chance(0.01)) return longString(random, units)
  const parts = Array.from({ length: random.of([0, 1, 1, 2, 5, 12]) }, () => random.of(units)(random))
  return join(parts)
}

/** So long that it does not fit into a small reader's buffer. */
function longString(random: Random, units: readonly Unit[]): Text {
  const own = random.chance(0.5) ? units : [plain]
  const parts = Array.from({ length: 20 }, () => random.of(own)(random))
  const { source, value } = join(parts)
  const times = Math.ceil(random.of([300, 300, 5_000, 30_000]) / Math.max(1, value.length))
  return { source: `"${source.slice(1, -1).repeat(times)}"`, value: value.repeat(times) }
}

function join(parts: readonly Text[]): Text {
  return {
    source: `"${parts.map(({ source }) => source).join('')}"`,
    value: parts.map(({ value }) => value).join(''),
  }
}

type Unit = (random: Random) => Text

const plain: Unit = (random) => {
  const value = random.of(['a', 'Z', '7', ' ', '-', '.', '_', "'", ',', ':', '{', ']', '536-22-1234', 'ssn'])
  return { source: value, value }
}

const character: Unit = (random) => {
  const value = random.of(['é', 'ß', '漢', '\u2028', '\ufeff', '\uffff', '\u{1f600}', '\u{10ffff}', '\u0301'])
  return { source: random.chance(0.5) ? value : escaped(random, value), value }
}

/** `\uXXXX` for each unit, in either case. */
function escaped(random: Random, text: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const hex = text.charCodeAt(i).toString(16).padStart(4, '0')
    return `\\u${random.chance(0.5) ? hex : hex.toUpperCase()}`
  }).join('')
}

const shortEscapes: Unit = (random) => {
  const [source, value] = random.of([
    ['\\"', '"'],
    ['\\\\', '\\'],
    ['\\/', '/'],
    ['\\b', '\b'],
    ['\\f', '\f'],
    ['\\n', '\n'],
    ['\\r', '\r'],
    ['\\t', '\t'],
  ] as const)
  return { source, value }
}

const anyEscape: Unit = (random) => {
  const value = String.fromCharCode(random.chance(0.5) ? random.below(0x80) : random.below(0x10000))
  return { source: escaped(random, value), value }
}

const strictUnits: readonly Unit[] = [plain, plain, plain, character, character, shortEscapes, anyEscape]

/** No JSON, and read all the same. */
const lenientUnits: readonly Unit[] = [
  (random) => {
    const value = random.of(['\u001e', '\u001f', '\t'])
    return { source: value, value }
  },
  (random) => {
    const value = random.of(['q', 'x', '0', ' ', '\u001e', '\u001f'])
    return { source: `\\${value}`, value }
  },
]
