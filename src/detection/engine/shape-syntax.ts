// Parses the shape of a managed identifier: the part of RegExp's syntax that a byte automaton can follow.
//
// The fact to know: `\x80`-`\xff` stand for bytes of UTF-8, not for characters, and no class ever holds U+001E and
// U+001F, which separate cells: not even a negated one.
import { cellSeparator, rowSeparator } from '../../model/passage.ts'

export type Shape =
  | { readonly kind: 'bytes'; readonly set: Uint8Array }
  | { readonly kind: 'sequence'; readonly parts: readonly Shape[] }
  | { readonly kind: 'choice'; readonly options: readonly Shape[] }
  | { readonly kind: 'repeat'; readonly of: Shape; readonly least: number; readonly most: number }

/**
 * Where a blank may stand in the text, so may U+00A0, which word processors put between groups; `plainBlanks` refuses it.
 * @throws Error with the reason where the pattern uses what the engine does not know.
 */
export function parseShape(pattern: RegExp, plainBlanks = false): Shape {
  const otherFlags = pattern.flags.replace('i', '')
  if (otherFlags !== '') throw refusal(pattern, `the flag ${otherFlags} is not supported`)
  const reader: Reader = {
    pattern,
    source: pattern.source,
    at: 0,
    ignoreCase: pattern.ignoreCase,
    plainBlanks,
  }
  const shape = parseChoice(reader)
  if (reader.at < reader.source.length) throw refusal(pattern, `unexpected ) at ${reader.at}`)
  return shape
}

/** Bytes of the shortest and the longest text of the shape; Infinity where it is open. */
export function lengthRange(shape: Shape): readonly [least: number, most: number] {
  switch (shape.kind) {
    case 'bytes':
      return [1, 1]
    case 'sequence': {
      const ranges = shape.parts.map(lengthRange)
      return [
        ranges.reduce((sum, [least]) => sum + least, 0),
        ranges.reduce((sum, [, most]) => sum + most, 0),
      ]
    }
    case 'choice': {
      const ranges = shape.options.map(lengthRange)
      return [Math.min(...ranges.map(([least]) => least)), Math.max(...ranges.map(([, most]) => most))]
    }
    case 'repeat': {
      const [least, most] = lengthRange(shape.of)
      return [least * shape.least, most === 0 ? 0 : most * shape.most]
    }
    default:
      return shape satisfies never
  }
}

interface Reader {
  readonly pattern: RegExp
  readonly source: string
  at: number
  readonly ignoreCase: boolean
  readonly plainBlanks: boolean
}

function refusal(pattern: RegExp, reason: string): Error {
  return new Error(`Cannot compile the shape ${pattern.source}: ${reason}`)
}

function parseChoice(reader: Reader): Shape {
  const options = [parseSequence(reader)]
  while (reader.source[reader.at] === '|') {
    reader.at++
    options.push(parseSequence(reader))
  }
  return options.length === 1 ? options[0]! : { kind: 'choice', options }
}

function parseSequence(reader: Reader): Shape {
  const parts: Shape[] = []
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!))
    parts.push(parseRepeat(reader))
  return { kind: 'sequence', parts }
}

function parseRepeat(reader: Reader): Shape {
  const of = parseAtom(reader)
  const next = reader.source[reader.at]
  if (next === undefined || !'*+?{'.includes(next)) return of
  const range = parseRange(reader)
  if ('?+*{'.includes(reader.source[reader.at] ?? ' ')) {
    throw refusal(reader.pattern, `lazy and repeated quantifiers are not supported, the longest match counts`)
  }
  return { kind: 'repeat', of, least: range[0], most: range[1] }
}

function parseRange(reader: Reader): readonly [least: number, most: number] {
  const sign = reader.source[reader.at++]
  if (sign === '*') return [0, Infinity]
  if (sign === '+') return [1, Infinity]
  if (sign === '?') return [0, 1]
  const braces = /^(\d+)(,?)(\d*)\}/.exec(reader.source.slice(reader.at, reader.at + 16))
  if (braces === null) throw refusal(reader.pattern, `{ at ${reader.at - 1} begins no repeat`)
  reader.at += braces[0].length
  const least = Number(braces[1])
  if (braces[2] === '') return [least, least]
  return [least, braces[3] === '' ? Infinity : Number(braces[3])]
}

function parseAtom(reader: Reader): Shape {
  const sign = reader.source[reader.at++]!
  if (sign === '(') return parseGroup(reader)
  if (sign === '[') return withNoBreakBlank(reader, parseClass(reader))
  if (sign === '.') return { kind: 'bytes', set: closed(inverted(setOf([0x0a, 0x0d]))) }
  if (sign === '^' || sign === '$')
    throw refusal(reader.pattern, `${sign} is not supported, shapes match whole tokens`)
  const set = sign === '\\' ? parseEscape(reader) : setOf([asciiCode(reader, sign)])
  return withNoBreakBlank(reader, closed(reader.ignoreCase ? bothCases(set) : set))
}

const blank = 0x20
const noBreakBlank: Shape = {
  kind: 'sequence',
  parts: [0xc2, 0xa0].map((byte) => ({ kind: 'bytes', set: setOf([byte]) })),
}

function withNoBreakBlank({ plainBlanks }: Reader, set: Uint8Array): Shape {
  const shape: Shape = { kind: 'bytes', set }
  const isAscii = set.subarray(0x80).every((member) => member === 0)
  if (plainBlanks || set[blank] === 0 || !isAscii) return shape
  return { kind: 'choice', options: [shape, noBreakBlank] }
}

function parseGroup(reader: Reader): Shape {
  if (reader.source[reader.at] === '?') {
    if (reader.source[reader.at + 1] !== ':')
      throw refusal(reader.pattern, 'look-around and names are not supported')
    reader.at += 2
  }
  const inner = parseChoice(reader)
  if (reader.source[reader.at++] !== ')') throw refusal(reader.pattern, 'a ( has no )')
  return inner
}

function parseClass(reader: Reader): Uint8Array {
  const set = new Uint8Array(256)
  const negated = reader.source[reader.at] === '^'
  if (negated) reader.at++
  while (reader.source[reader.at] !== ']') {
    const first = parseClassItem(reader)
    if (reader.source[reader.at] === '-' && reader.source[reader.at + 1] !== ']') {
      reader.at++
      const last = parseClassItem(reader)
      for (let byte = first.indexOf(1); byte <= last.indexOf(1); byte++) set[byte] = 1
    } else first.forEach((member, byte) => (set[byte]! |= member))
  }
  reader.at++
  const folded = reader.ignoreCase ? bothCases(set) : set
  return closed(negated ? inverted(folded) : folded)
}

function parseClassItem(reader: Reader): Uint8Array {
  const sign = reader.source[reader.at++]
  if (sign === undefined) throw refusal(reader.pattern, 'a [ has no ]')
  return sign === '\\' ? parseEscape(reader, true) : setOf([asciiCode(reader, sign)])
}

const digits = Array.from({ length: 10 }, (_, value) => 0x30 + value)
const letters = Array.from({ length: 26 }, (_, value) => [0x41 + value, 0x61 + value]).flat()
const blanks = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]
const classEscapes: Readonly<Record<string, readonly number[]>> = {
  d: digits,
  w: [...digits, ...letters, 0x5f],
  s: blanks,
}
const controlEscapes: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, f: 0x0c, v: 0x0b }

function parseEscape(reader: Reader, inClass = false): Uint8Array {
  const sign = reader.source[reader.at++] ?? ''
  const members = classEscapes[sign.toLowerCase()]
  if (members !== undefined) return sign === sign.toLowerCase() ? setOf(members) : inverted(setOf(members))
  if (controlEscapes[sign] !== undefined) return setOf([controlEscapes[sign]])
  if (sign === 'x') {
    reader.at += 2
    return setOf([Number.parseInt(reader.source.slice(reader.at - 2, reader.at), 16)])
  }
  if (/[a-zA-Z0-9]/.test(sign)) {
    throw refusal(reader.pattern, `\\${sign} is not supported${inClass ? ' in a class' : ''}`)
  }
  return setOf([asciiCode(reader, sign)])
}

function asciiCode(reader: Reader, sign: string): number {
  const code = sign.charCodeAt(0)
  if (!(code < 0x80)) throw refusal(reader.pattern, 'shapes are ASCII')
  return code
}

function setOf(members: readonly number[]): Uint8Array {
  const set = new Uint8Array(256)
  for (const byte of members) set[byte] = 1
  return set
}

function inverted(set: Uint8Array): Uint8Array {
  return set.map((member) => 1 - member)
}

function bothCases(set: Uint8Array): Uint8Array {
  const both = Uint8Array.from(set)
  for (const code of letters) both[code ^ 0x20]! |= set[code]!
  return both
}

function closed(set: Uint8Array): Uint8Array {
  set[cellSeparator] = 0
  set[rowSeparator] = 0
  return set
}
