// Where filters stand among those of their account. Positions count from 1 and stay as they were asked for: beyond the
// last one, and where a filter is deleted, there is a gap. Whoever declares positions reads them back unchanged.

export interface Placement {
  readonly position: number
  /** Those of these positions, both included, move by one to make room. */
  readonly shift?: { readonly first: number; readonly last: number; readonly by: 1 | -1 }
}

/** Of the API's type: an int. */
export const lastPosition = 2 ** 31 - 1

/**
 * A new filter stands last unless a position is wanted. Where another stands, that one and those right behind it move
 * up, as far as the next gap. A filter that comes from a lower position leaves a gap below: then they move down.
 * @param taken positions of the other filters
 */
export function placeFilter(
  taken: ReadonlySet<number>,
  { wanted, from }: { readonly wanted?: number | undefined; readonly from?: number | undefined },
): Placement {
  const position = wanted ?? Math.min(Math.max(0, ...taken) + 1, lastPosition)
  if (!taken.has(position)) return { position }
  const [first, last] = [endOfRow(taken, position, -1), endOfRow(taken, position, 1)]
  const down = last === lastPosition || (from !== undefined && from < position)
  return {
    position,
    shift: down ? { first, last: position, by: -1 } : { first: position, last, by: 1 },
  }
}

function endOfRow(taken: ReadonlySet<number>, from: number, step: 1 | -1): number {
  let end = from
  while (taken.has(end + step)) end += step
  return end
}
