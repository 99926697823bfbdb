// The keywords of all identifiers as one automaton over folded characters, its rows laid over each other.
//
// The fact to know: a state's number is where its row begins, so a step is one load: slot[state + symbol] holds
// owner << 16 | next, and is somebody else's where the owner is not the state. Thirty times smaller than a table.
import { foldedCharacters, folding, skipped } from '../letter-folding.ts'
import type { Keyword } from '../keyword-automaton.ts'

export interface KeywordRows {
  /** The symbol of each character below foldedCharacters: 0 none, markSymbol is skipped. */
  readonly symbols: Uint8Array
  readonly slots: Uint32Array
  readonly start: number
  /** Of each state: the keywords that end there. */
  readonly ends: ReadonlyMap<number, readonly Keyword[]>
}

export const markSymbol = 255
const separators = [' ', '-', '_'].map((character) => character.charCodeAt(0))
const blank = separators[0]!
const mostStates = 65_000

/** @throws Error where the keywords are too many, or made of too many different characters. */
export function buildKeywordRows(keywords: readonly Keyword[]): KeywordRows {
  const symbolOf = numberSymbols(keywords)
  const machine = buildStates(keywords, symbolOf)
  const { slots, bases } = overlay(machine.rows, symbolOf.size + 1)
  const ends = new Map<number, readonly Keyword[]>()
  machine.ends.forEach((found, state) => {
    if (found.length > 0) ends.set(bases[state]!, found)
  })
  return { symbols: symbolTable(symbolOf), slots, start: bases[0]!, ends }
}

function numberSymbols(keywords: readonly Keyword[]): ReadonlyMap<number, number> {
  const symbolOf = new Map(separators.map((code, index) => [code, index + 1]))
  for (const { symbols } of keywords) {
    for (const code of symbols) if (!symbolOf.has(code)) symbolOf.set(code, symbolOf.size + 1)
  }
  if (symbolOf.size >= markSymbol)
    throw new Error('Cannot compile the keywords: they are of too many characters')
  return symbolOf
}

function symbolTable(symbolOf: ReadonlyMap<number, number>): Uint8Array {
  return Uint8Array.from({ length: foldedCharacters }, (_, code) => {
    const folded = folding[code]!
    return folded === skipped ? markSymbol : (symbolOf.get(folded) ?? 0)
  })
}

interface States {
  /** Of each state: symbol and next state. */
  readonly rows: readonly ReadonlyMap<number, number>[]
  readonly ends: readonly (readonly Keyword[])[]
}

/** Subsets of (keyword, place), each packed in one number. */
function buildStates(keywords: readonly Keyword[], symbolOf: ReadonlyMap<number, number>): States {
  const numbers = new Map<string, number>()
  const members: number[][] = []
  const rows: Map<number, number>[] = []
  const numberOf = (items: readonly number[]): number => {
    const closed = closure(keywords, items)
    const key = closed.join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, members.length)
    return members.push(closed) - 1
  }
  numberOf(keywords.map((_, index) => index * places))
  for (let state = 0; state < members.length; state++) {
    const reached = new Map<number, number[]>()
    for (const item of members[state]!) {
      const code = keywords[Math.floor(item / places)]!.symbols[item % places]
      if (code === undefined) continue
      for (const read of code === blank ? separators : [code]) {
        const symbol = symbolOf.get(read)!
        const items = reached.get(symbol)
        if (items === undefined) reached.set(symbol, [item + 1])
        else items.push(item + 1)
      }
    }
    rows.push(new Map([...reached].map(([symbol, items]) => [symbol, numberOf(items)])))
  }
  const ends = members.map((items) =>
    items.filter((item) => isWhole(keywords, item)).map((item) => keywords[Math.floor(item / places)]!),
  )
  return { rows, ends }
}

const places = 256

/** A blank may also stand for nothing. */
function closure(keywords: readonly Keyword[], items: readonly number[]): number[] {
  const all = new Set(items)
  for (const item of all) {
    if (keywords[Math.floor(item / places)]!.symbols[item % places] === blank) all.add(item + 1)
  }
  return [...all].toSorted((a, b) => a - b)
}

function isWhole(keywords: readonly Keyword[], item: number): boolean {
  return keywords[Math.floor(item / places)]!.symbols.length === item % places
}

/** Full rows first, each at the first place where none of its slots is taken. */
function overlay(
  rows: readonly ReadonlyMap<number, number>[],
  width: number,
): { slots: Uint32Array; bases: readonly number[] } {
  const bases: number[] = Array.from({ length: rows.length }, () => 0)
  const used = new Uint8Array(mostStates + width)
  const taken = new Uint8Array(mostStates)
  let lowest = 1
  let top = 0
  const order = rows.map((_, state) => state).toSorted((a, b) => rows[b]!.size - rows[a]!.size)
  for (const state of order) {
    const symbols = [...rows[state]!.keys()]
    let base = symbols.length > 1 ? 1 : lowest
    while (base < mostStates && (taken[base] === 1 || symbols.some((symbol) => used[base + symbol] === 1)))
      base++
    if (base === mostStates) throw new Error('Cannot compile the keywords: there are too many')
    taken[base] = 1
    bases[state] = base
    for (const symbol of symbols) used[base + symbol] = 1
    top = Math.max(top, base)
    if (symbols.length <= 1) lowest = Math.max(1, base - width)
  }
  const slots = new Uint32Array(top + 256)
  rows.forEach((row, state) => {
    for (const [symbol, next] of row)
      slots[bases[state]! + symbol] = ((bases[state]! << 16) | bases[next]!) >>> 0
  })
  return { slots, bases }
}
