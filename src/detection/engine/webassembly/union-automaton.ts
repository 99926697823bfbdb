// All forms of a set as one automaton: a place is walked from once, however many identifiers share its keyword.
//
// The fact to know: a state is the tuple of the forms' own states. Where that makes too many, or where forms are few or
// long, there is none, and each form is walked by itself: what is found is the same.
import type { ShapeAutomaton } from '../shape-automaton.ts'

export interface UnionAutomaton {
  readonly classes: Uint8Array
  /** table[state + class] is the next state, with acceptingBit where a form accepts there; 0 is dead. */
  readonly table: Uint16Array
  /** Of each state (by its place in the table): where in `lists` its accepting forms are. */
  readonly accepted: Uint16Array
  /** Count, then the places of the forms in what was given. */
  readonly lists: Uint16Array
  readonly start: number
}

export const acceptingBit = 0x8000
const fewest = 2
/** Forms are told apart by the bits of one word. */
export const mostUnited = 64
const mostEntries = acceptingBit

/** undefined where it would not pay, or be too large. */
export function uniteAutomata(automata: readonly ShapeAutomaton[]): UnionAutomaton | undefined {
  if (automata.length < fewest || automata.length > mostUnited) return undefined
  const { classes, samples } = commonClasses(automata)
  const width = samples.length
  const numbers = new Map<string, number>()
  const states: (readonly number[])[] = []
  const numberOf = (tuple: readonly number[]): number => {
    const key = tuple.join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, states.length)
    return states.push(tuple) - 1
  }
  numberOf(automata.map(() => 0))
  numberOf(automata.map(({ start }) => start))
  const rows: number[][] = [samples.map(() => 0)]
  for (let state = 1; state < states.length; state++) {
    if (states.length * width >= mostEntries) return undefined
    rows.push(samples.map((byte) => numberOf(stepAll(automata, states[state]!, byte))))
  }
  return pack(automata, { classes, states, rows, width })
}

function stepAll(automata: readonly ShapeAutomaton[], tuple: readonly number[], byte: number): number[] {
  return automata.map(({ table, classes }, i) => (tuple[i] === 0 ? 0 : table[tuple[i]! + classes[byte]!]!))
}

/** Bytes that all automata treat alike share a class; `samples` has one byte of each. */
function commonClasses(automata: readonly ShapeAutomaton[]): { classes: Uint8Array; samples: number[] } {
  const numbers = new Map<string, number>()
  const samples: number[] = []
  const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
    const key = automata.map((automaton) => automaton.classes[byte]).join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, samples.length)
    return samples.push(byte) - 1
  })
  return { classes, samples }
}

function pack(
  automata: readonly ShapeAutomaton[],
  built: {
    readonly classes: Uint8Array
    readonly states: readonly (readonly number[])[]
    readonly rows: readonly (readonly number[])[]
    readonly width: number
  },
): UnionAutomaton {
  const { classes, states, rows, width } = built
  const table = new Uint16Array(states.length * width)
  const accepted = new Uint16Array(states.length * width)
  const lists: number[] = [0]
  const accepting = states.map((tuple) =>
    tuple.flatMap((state, i) => (state !== 0 && automata[i]!.accepting[state] === 1 ? [i] : [])),
  )
  accepting.forEach((forms, state) => {
    if (forms.length > 0) accepted[state * width] = lists.push(forms.length, ...forms) - forms.length - 1
  })
  rows.forEach((row, state) => {
    row.forEach((next, symbol) => {
      table[state * width + symbol] = (next * width) | (accepting[next]!.length > 0 ? acceptingBit : 0)
    })
  })
  return { classes, table, accepted, lists: Uint16Array.from(lists), start: width }
}
