// The sum that most check digits start from. Weights that outnumber the values, or the reverse, are a mistake in
// the caller: the shorter of both would silently decide.

/** The sum of value × weight, position by position. */
export function weightedSum(values: string | readonly number[], weights: readonly number[]): number {
  if (values.length !== weights.length) {
    throw new Error(`Cannot weigh ${values.length} values: there are ${weights.length} weights`)
  }
  let sum = 0
  for (const [i, weight] of weights.entries()) sum += Number(values[i]) * weight
  return sum
}
