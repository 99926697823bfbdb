// Randomness that is the same on every machine and in every run: a failing case comes back.

export interface Random {
  chance(probability: number): boolean
  /** A whole number in [0, limit). */
  below(limit: number): number
  of<Value>(values: readonly Value[]): Value
  several<Value>(values: readonly Value[], count: number): Value[]
}

/** mulberry32: 32 bits of state, the same on every machine. */
export function seededRandom(seed: string): Random {
  let state = Buffer.from(seed).reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 20_260_301)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const of = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value
  return {
    chance: (probability) => next() < probability,
    below,
    of,
    several: (values, count) => Array.from({ length: count }, () => of(values)),
  }
}
