import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastPosition, placeFilter } from './filter-positions.ts'

const place = (taken: readonly number[], wanted?: number, from?: number) =>
  placeFilter(new Set(taken), { wanted, from })

describe('a filter’s position', () => {
  test.each<[string, ReturnType<typeof place>, ReturnType<typeof place>]>([
    ['is 1 where there are no others', place([]), { position: 1 }],
    ['is last where none is wanted, whatever gaps there are', place([1, 7]), { position: 8 }],
    ['stays as it is wanted beyond the last', place([1, 2], 9), { position: 9 }],
    ['may be in a gap', place([1, 3], 2), { position: 2 }],
    [
      'moves those behind it up, to the next gap',
      place([1, 2, 3, 5], 2),
      { position: 2, shift: { first: 2, last: 3, by: 1 } },
    ],
    [
      'moves those between down where it comes from before them',
      place([2, 3, 4], 3, 1),
      { position: 3, shift: { first: 2, last: 3, by: -1 } },
    ],
    [
      'moves those between up where it comes from behind them',
      place([1, 2, 4], 1, 3),
      { position: 1, shift: { first: 1, last: 2, by: 1 } },
    ],
    [
      'is the greatest there is where that is taken: those before it move down',
      place([3, lastPosition - 1, lastPosition]),
      { position: lastPosition, shift: { first: lastPosition - 1, last: lastPosition, by: -1 } },
    ],
  ])('%s', (_case, placed, expected) => {
    expect(placed).toEqual(expected)
  })

  test('is free after the shift, and the others keep their order', () => {
    const small = fc.integer({ min: 1, max: 12 })
    const near = fc.oneof(
      small,
      small.map((n) => lastPosition + 1 - n),
    )
    fc.assert(
      fc.property(fc.uniqueArray(near, { maxLength: 12 }), near, (others, wanted) => {
        const { position, shift } = place(others, wanted)
        const moved = others.map((each) =>
          shift !== undefined && each >= shift.first && each <= shift.last ? each + shift.by : each,
        )
        expect(position).toBe(wanted)
        expect(new Set([...moved, position]).size).toBe(others.length + 1)
        expect(moved.every((each) => each >= 1 && each <= lastPosition)).toBe(true)
        const inOrder = (positions: readonly number[]) =>
          positions.map((each, at) => [each, at] as const).toSorted(([a], [b]) => a - b)
        expect(inOrder(moved).map(([, at]) => at)).toEqual(inOrder(others).map(([, at]) => at))
      }),
    )
  })
})
