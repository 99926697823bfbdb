// Refuses chains of open repeats: a*b*c* with nothing between them that must match a character.
import type { Expression } from './expression.ts'

const mostInChain = 2

export function hasChainOfOpenRepeats(expression: Expression): boolean {
  return chainsIn(expression).longest > mostInChain
}

interface Chains {
  /** Can match the empty text. */
  readonly empty: boolean
  /** Open repeats that can follow one another at the beginning, at the end, throughout (where empty), anywhere. */
  readonly first: number
  readonly last: number
  readonly whole: number
  readonly longest: number
}

const nothing: Chains = { empty: true, first: 0, last: 0, whole: 0, longest: 0 }

function chainsIn(expression: Expression): Chains {
  switch (expression.kind) {
    case 'character':
      return { ...nothing, empty: false }
    case 'assertion':
      return nothing
    case 'sequence':
      return expression.parts.map(chainsIn).reduce(joined, nothing)
    case 'choice':
      return expression.options.map(chainsIn).reduce(either)
    case 'repeat':
      return repeated(chainsIn(expression.of), expression.least, expression.most)
    default:
      return expression satisfies never
  }
}

function repeated(of: Chains, least: number, most: number): Chains {
  if (least === 0 && most === Infinity)
    return { empty: true, first: 1, last: 1, whole: 1, longest: Math.max(1, of.longest) }
  if (most === 0) return nothing
  const twice = most > 1 ? joined(of, joined(of, of)) : of
  return least === 0 ? either(twice, nothing) : twice
}

function joined(a: Chains, b: Chains): Chains {
  return {
    empty: a.empty && b.empty,
    first: a.empty ? Math.max(a.first, a.whole + b.first) : a.first,
    last: b.empty ? Math.max(b.last, b.whole + a.last) : b.last,
    whole: a.empty && b.empty ? a.whole + b.whole : 0,
    longest: Math.max(a.longest, b.longest, a.last + b.first),
  }
}

function either(a: Chains, b: Chains): Chains {
  return {
    empty: a.empty || b.empty,
    first: Math.max(a.first, b.first),
    last: Math.max(a.last, b.last),
    whole: Math.max(a.whole, b.whole),
    longest: Math.max(a.longest, b.longest),
  }
}
