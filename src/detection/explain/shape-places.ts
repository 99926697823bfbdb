// Where a text has the shape of a form: whole instances, as the engine takes them, and those that something touches.
import { endsWhole, mayBeginAt, type Walker } from '../engine/find-instance.ts'
import type { ProgramForm } from '../engine/program.ts'
import { wordBefore } from '../engine/text-classes.ts'
import type { Reason } from './explanation.ts'

export interface ShapePlace {
  readonly start: number
  readonly end: number
  /** Empty where it is whole. */
  readonly touched: readonly Extract<Reason, 'touches-word' | 'within-number'>[]
}

/** An instance that something touches is looked for up to this length: a long one is no near miss. */
const longestTouched = 256

/** What has the shape at `at` of bytes [lowest, end): the whole instance, and a longer one that something touches. */
export function shapesAt(
  walker: Walker,
  form: ProgramForm,
  text: { readonly bytes: Uint8Array; readonly lowest: number; readonly at: number; readonly end: number },
): readonly ShapePlace[] {
  const { bytes, lowest, at, end } = text
  const begins = mayBeginAt(bytes, at, lowest)
  const whole = begins ? walker.longestFrom(form, at, end) : -1
  const places: ShapePlace[] = whole === -1 ? [] : [{ start: at, end: whole, touched: [] }]
  const last = touchedEnd(form, { ...text, begins })
  if (last <= whole) return places
  const ends = endsWhole(bytes, last, end)
  // What something touches on both sides is a piece of something else: a long number has the shape of a short one
  // at each of its digits.
  if (!begins && !ends) return places
  const isPointed = begins ? bytes[last] === dot : !wordBefore(bytes, at, lowest)
  return [...places, { start: at, end: last, touched: [isPointed ? 'within-number' : 'touches-word'] }]
}

const dot = 0x2e

/** The last end; of what something before it touches, the last end at which nothing more does, where there is one. */
function touchedEnd(
  { automaton: { table, classes, accepting, start } }: ProgramForm,
  text: { readonly bytes: Uint8Array; readonly at: number; readonly end: number; readonly begins: boolean },
): number {
  const { bytes, at, end, begins } = text
  const limit = Math.min(end, at + longestTouched)
  let state = start
  let any = -1
  let free = -1
  for (let place = at; place < limit;) {
    state = table[state + classes[bytes[place]!]!]!
    if (state === 0) break
    place++
    if (accepting[state] !== 1) continue
    any = place
    if (!begins && endsWhole(bytes, place, end)) free = place
  }
  return free === -1 ? any : free
}
