// Parses the expression of a custom identifier: a subset of PCRE that needs no backtracking.
//
// The fact to know: `(…)` only groups, a lazy repeat is read as a greedy one (the longest match counts), and what the
// automata cannot do is refused here with a message for whoever wrote it.
import * as sets from './character-set.ts'
import type { CharacterSet } from './character-set.ts'
import { ExpressionRefused, type Assertion, type Expression } from './expression.ts'
import { bothCases } from './letter-case.ts'
import { unicodeClass } from './unicode-classes.ts'

/** @throws ExpressionRefused */
export function parseExpression(source: string): Expression {
  const reader: Reader = { signs: Array.from(source), at: 0, ignoreCase: false, depth: 0 }
  const expression = parseChoice(reader)
  if (reader.at < reader.signs.length) refuse(reader.at, 'this ) closes nothing', 'remove it or write \\)')
  return expression
}

const mostRepeats = 255
const deepestGroup = 100

interface Reader {
  readonly signs: readonly string[]
  at: number
  ignoreCase: boolean
  depth: number
}

/** `at` counts signs from 0; the reader of the message counts from 1. */
function refuse(at: number, what: string, advice: string): never {
  throw new ExpressionRefused(`At position ${at + 1}: ${what}; ${advice}.`)
}

function peek(reader: Reader, ahead = 0): string {
  return reader.signs[reader.at + ahead] ?? ''
}

function startsWith(reader: Reader, text: string): boolean {
  return reader.signs.slice(reader.at, reader.at + text.length).join('') === text
}

function parseChoice(reader: Reader): Expression {
  const options = [parseSequence(reader)]
  while (peek(reader) === '|') {
    reader.at++
    options.push(parseSequence(reader))
  }
  return options.length === 1 ? options[0]! : { kind: 'choice', options }
}

function parseSequence(reader: Reader): Expression {
  const parts: Expression[] = []
  while (reader.at < reader.signs.length && peek(reader) !== '|' && peek(reader) !== ')') {
    const part = parseAtom(reader)
    if (part !== undefined) parts.push(parseRepeat(reader, part))
  }
  return { kind: 'sequence', parts }
}

function parseRepeat(reader: Reader, of: Expression): Expression {
  const from = reader.at
  const range = readRange(reader)
  if (range === undefined) return of
  if (of.kind === 'assertion') refuse(from, 'an anchor or boundary cannot be repeated', 'remove the repeat')
  const next = peek(reader)
  if (next === '+') refuse(reader.at, 'possessive repeats are not supported', 'remove the second +')
  if (next === '?') reader.at++
  const after = reader.at
  if (readRange(reader) !== undefined) refuse(after, 'a repeat follows a repeat', 'put the first into (?:…)')
  return { kind: 'repeat', of, ...range }
}

/** Reads a quantifier; a { that begins none is a plain character, as in PCRE. */
function readRange(reader: Reader): { least: number; most: number } | undefined {
  const sign = peek(reader)
  const open = { '*': 0, '+': 1, '?': 0 }[sign]
  if (open !== undefined) {
    reader.at++
    return { least: open, most: sign === '?' ? 1 : Infinity }
  }
  const braces = /^\{(\d{1,9})(,?)(\d{0,9})\}/.exec(reader.signs.slice(reader.at, reader.at + 24).join(''))
  if (braces === null) return undefined
  const [text, first, comma, second] = braces
  const least = Number(first)
  const most = comma === '' ? least : second === '' ? Infinity : Number(second)
  if (most < least) refuse(reader.at, `the repeat ${text} ends below its beginning`, 'swap the two numbers')
  if (least > mostRepeats || (most !== Infinity && most > mostRepeats)) {
    refuse(
      reader.at,
      `the repeat ${text} is too large`,
      `use at most ${mostRepeats}, or leave the end open: {100,}`,
    )
  }
  reader.at += text.length
  return { least, most }
}

/** undefined for what stands for nothing, such as (?i). */
function parseAtom(reader: Reader): Expression | undefined {
  const sign = peek(reader)
  if (sign === '(') return parseGroup(reader)
  if (sign === '[') return { kind: 'character', set: parseClass(reader) }
  if (sign === '\\') return parseEscape(reader)
  if (readRange({ ...reader }) !== undefined)
    refuse(reader.at, `${sign} repeats nothing`, `write \\${sign} for the character itself`)
  reader.at++
  if (sign === '^') return { kind: 'assertion', assertion: 'start' }
  if (sign === '$') return { kind: 'assertion', assertion: 'end' }
  if (sign === '.') return { kind: 'character', set: sets.allButNewLine }
  return { kind: 'character', set: folded(reader, codeSet(sign.codePointAt(0)!)) }
}

/** One character or a range, as (?i) has it. Classes such as \W are not folded: a K of another form is no k there. */
function folded(reader: Reader, set: CharacterSet): CharacterSet {
  return reader.ignoreCase ? bothCases(set) : set
}

function codeSet(code: number): CharacterSet {
  return [code, code]
}

const unsupportedGroups: readonly (readonly [begins: string, what: string, advice: string])[] = [
  ['(?=', 'look-ahead is not supported', 'match the text itself, or use keywords'],
  ['(?!', 'negative look-ahead is not supported', 'use ignore words'],
  ['(?<=', 'look-behind is not supported', 'match the text itself, or use keywords'],
  ['(?<!', 'negative look-behind is not supported', 'use ignore words'],
  ['(?>', 'atomic groups are not supported', 'write (?:…)'],
  ['(?<', 'named groups are not supported', 'write (?:…)'],
  ["(?'", 'named groups are not supported', 'write (?:…)'],
  ['(?P', 'named groups are not supported', 'write (?:…)'],
  ['(?(', 'conditions are not supported', 'write the cases with |'],
  ['(?{', 'code is not supported', 'remove it'],
  ['(?#', 'comments are not supported', 'remove it'],
  ['(?R', 'recursion is not supported', 'write out the levels you need'],
  ['(?&', 'recursion is not supported', 'write out the levels you need'],
  ['(*', 'control verbs are not supported', 'remove it'],
]

function parseGroup(reader: Reader): Expression | undefined {
  for (const [begins, what, advice] of unsupportedGroups)
    if (startsWith(reader, begins)) refuse(reader.at, what, advice)
  const from = reader.at
  const outside = reader.ignoreCase
  reader.at++
  if (peek(reader) === '?' && !readFlags(reader)) return undefined
  if (++reader.depth > deepestGroup) refuse(from, 'groups are nested too deeply', 'remove parentheses')
  const inner = parseChoice(reader)
  reader.depth--
  // A flag set inside a group ends with it.
  reader.ignoreCase = outside
  if (peek(reader) !== ')') refuse(from, 'this ( has no )', 'add the ) or write \\(')
  reader.at++
  return inner
}

/** Reads `?:`, `?i:` (then a group follows) or `?i)` (then nothing does). */
function readFlags(reader: Reader): boolean {
  const from = reader.at - 1
  const flags = /^\?([a-zA-Z0-9+]*)(-?)([a-zA-Z]*)([:)])/.exec(
    reader.signs.slice(reader.at, reader.at + 16).join(''),
  )
  if (flags === null) refuse(from, 'this kind of group is not supported', 'write (?:…)')
  const [text, on = '', , off = '', end] = flags
  if (/^[+\d]/.test(on)) refuse(from, 'recursion is not supported', 'write out the levels you need')
  const other = /[^i]/.exec(on + off)?.[0]
  if (other !== undefined) refuse(from, `the flag ${other} is not supported`, 'only (?i) is')
  if (on.includes('i')) reader.ignoreCase = true
  if (off.includes('i')) reader.ignoreCase = false
  reader.at += text.length
  return end === ':'
}

const assertionEscapes: Readonly<Record<string, Assertion>> = {
  b: 'boundary',
  B: 'inside',
  A: 'start',
  z: 'end',
}
const classEscapes: Readonly<Record<string, CharacterSet>> = {
  d: sets.digits,
  w: sets.wordCharacters,
  s: sets.blanks,
  h: sets.horizontalBlanks,
  v: sets.verticalBlanks,
}
const controlEscapes: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  f: 12,
  a: 7,
  e: 27,
}

function parseEscape(reader: Reader): Expression {
  const assertion = assertionEscapes[peek(reader, 1)]
  if (assertion !== undefined) {
    reader.at += 2
    return { kind: 'assertion', assertion }
  }
  const set = readEscapedSet(reader)
  return { kind: 'character', set: isOne(set) ? folded(reader, set) : set }
}

/** Reads an escape that stands for one character or a class of them. */
function readEscapedSet(reader: Reader): CharacterSet {
  const from = reader.at
  const sign = peek(reader, 1)
  reader.at += 2
  const set = classEscapes[sign.toLowerCase()]
  if (set !== undefined && /[dwshv]/i.test(sign))
    return sign === sign.toLowerCase() ? set : sets.complement(set)
  if (sign === 'p' || sign === 'P') return readUnicodeClass(reader, sign === 'P')
  if (sign === '0') return codeSet(readOctal(reader))
  if (sign === 'x' || sign === 'u') return codeSet(readHexadecimal(reader, sign))
  if (controlEscapes[sign] !== undefined) return codeSet(controlEscapes[sign])
  if (sign === '') refuse(from, 'a \\ ends the expression', 'write \\\\ for the character itself')
  if (/[1-9gk]/.test(sign)) refuse(from, 'back-references are not supported', 'write out what repeats')
  if (/[a-zA-Z]/.test(sign)) refuse(from, `\\${sign} is not supported`, `write ${sign} for the letter itself`)
  return codeSet(sign.codePointAt(0)!)
}

function readUnicodeClass(reader: Reader, negated: boolean): CharacterSet {
  const from = reader.at - 2
  const text = /^(?:\{(\^?)(\w+)\}|([A-Z]))/.exec(reader.signs.slice(reader.at, reader.at + 32).join(''))
  const name = text?.[2] ?? text?.[3] ?? ''
  // To (?i) an upper case letter is one that has cases, as in PCRE and Perl.
  const set = unicodeClass(reader.ignoreCase && /^L[ult]$/.test(name) ? 'LC' : name)
  if (text === null || set === undefined) {
    refuse(
      from,
      'this Unicode class is not known',
      'use a general category such as \\p{L} or a script such as \\p{Greek}',
    )
  }
  reader.at += text[0].length
  return negated !== (text[1] === '^') ? sets.complement(set) : set
}

/** Reads the up to two digits after \0, as PCRE does: \07 is the bell, \08 a NUL and an 8. */
function readOctal(reader: Reader): number {
  const [digits] = /^[0-7]*/.exec(peek(reader) + peek(reader, 1))!
  reader.at += digits.length
  return Number.parseInt(`0${digits}`, 8)
}

function readHexadecimal(reader: Reader, sign: 'x' | 'u'): number {
  const shape =
    sign === 'x'
      ? /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/
      : /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))/
  const text = shape.exec(reader.signs.slice(reader.at, reader.at + 8).join(''))
  const code = Number.parseInt(text?.[1] ?? text?.[2] ?? '', 16)
  if (text === null || code > sets.lastCharacter) {
    refuse(reader.at - 2, `\\${sign} needs the number of a character`, 'write for example \\x41 or \\x{20AC}')
  }
  reader.at += text[0].length
  return code
}

function parseClass(reader: Reader): CharacterSet {
  const from = reader.at
  reader.at++
  const negated = peek(reader) === '^'
  if (negated) reader.at++
  const members: CharacterSet[] = []
  for (let first = true; first || peek(reader) !== ']'; first = false) {
    if (reader.at >= reader.signs.length) refuse(from, 'this [ has no ]', 'add the ] or write \\[')
    members.push(parseClassItem(reader))
  }
  reader.at++
  const united = sets.union(...members)
  return negated ? sets.complement(united) : united
}

function parseClassItem(reader: Reader): CharacterSet {
  if (startsWith(reader, '[:')) return parsePosixClass(reader)
  const from = reader.at
  const first = parseClassMember(reader)
  // A - after a class such as \d is a plain character, as in PCRE.
  if (!isOne(first)) return first
  if (peek(reader) !== '-' || peek(reader, 1) === ']' || peek(reader, 1) === '') return folded(reader, first)
  reader.at++
  const last = parseClassMember(reader)
  if (!isOne(last)) return sets.union(folded(reader, first), codeSet(0x2d), last)
  if (last[0]! < first[0]!) refuse(from, 'this range of characters is empty', 'swap its two ends')
  return folded(reader, [first[0]!, last[0]!])
}

function isOne(set: CharacterSet): boolean {
  return set.length === 2 && set[0] === set[1]
}

function parseClassMember(reader: Reader): CharacterSet {
  if (peek(reader) !== '\\') return codeSet(reader.signs[reader.at++]!.codePointAt(0)!)
  if (peek(reader, 1) === 'b') {
    reader.at += 2
    return codeSet(8)
  }
  return readEscapedSet(reader)
}

function parsePosixClass(reader: Reader): CharacterSet {
  const text = /^\[:(\^?)([a-z]+):\]/.exec(reader.signs.slice(reader.at, reader.at + 16).join(''))
  if (text === null) return codeSet(reader.signs[reader.at++]!.codePointAt(0)!)
  // To (?i) the letters of one case are all of them, as in PCRE.
  const name = reader.ignoreCase && /^(?:upper|lower)$/.test(text[2]!) ? 'alpha' : text[2]!
  const set = Object.hasOwn(sets.posixClasses, name) ? sets.posixClasses[name]! : undefined
  if (set === undefined) refuse(reader.at, `the class ${text[0]} is not known`, 'use for example [[:alpha:]]')
  reader.at += text[0].length
  return text[1] === '^' ? sets.complement(set) : set
}
