// The sum that most check digits start from. Weights that outnumber the values, or the reverse, are a mistake in
// the caller: the shorter of both would silently decide.

/** The sum of value × weight, position by position. A character counts its distance from `0`: a digit itself, A 17. */
export function weightedSum(values: string | readonly number[], weights: readonly number[]): number {
  if (values.length !== weights.length) {
    throw new Error(`Cannot weigh ${values.length} values: there are ${weights.length} weights`)
  }
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    sum += (typeof values === 'string' ? values.charCodeAt(i) - 0x30 : values[i]!) * weights[i]!
  }
  return sum
}
