// How pass 1 comes to see where a form without keyword may begin. There is no other way than these: a long run of
// digits, groups of digits, two letters and two digits, a pair of signs, or letters that the filter of words can hold.
import type { AnchoredForm, Program } from '../program.ts'
import type { ShapeAutomaton } from '../shape-automaton.ts'
import { byteClasses, digitClass, letterClass } from '../text-classes.ts'

export interface AnchorRules {
  /** Bits for numbers of 13 digits and more and groups of four (3), two letters and two digits (4). */
  readonly rules: number
  /** Up to four pairs, the first sign in the lower byte of each; the higher one may be `anyDigit`. */
  readonly signPairs: readonly number[]
  /** First four bytes of the others, each of which begins with a letter. */
  readonly beginnings: readonly (readonly number[])[]
}

const numberRules = 3
const letterRule = 4
const mostPairs = 4
/** As src/kernels/words.ts has it: country codes alone would be more pairs than there is room for. */
const anyDigit = 0x80
const mostBeginnings = 20_000

/** @throws Error where a form has no such beginning. */
export function anchorRules(program: Program): AnchorRules {
  let rules = 0
  const pairs = new Set<number>()
  const beginnings: (readonly number[])[] = []
  for (const anchored of program.anchors.groups.flat()) {
    const { id } = program.identifiers[anchored.form.identifier]!
    const kind = kindOf(anchored)
    if (kind === 'digits' && beginsAsNumber(anchored.form.automaton)) rules |= numberRules
    else if (kind === 'letters and digits') rules |= letterRule
    else if (kind === 'signs') for (const [a, b] of beginningsOf(anchored, 2)) pairs.add(pairOf(a!, b!))
    else if (kind === 'letters') beginnings.push(...beginningsOf(anchored, 4))
    else throw refusal(id, 'it begins with what is too common to look at each')
    if (pairs.size > mostPairs || beginnings.length > mostBeginnings)
      throw refusal(id, 'it begins in too many ways')
  }
  return { rules, signPairs: [...pairs], beginnings }
}

function pairOf(first: number, second: number): number {
  const isDigit = (byteClasses[second]! & digitClass) !== 0
  return first | ((isDigit ? anyDigit : second) << 8)
}

function refusal(id: string, reason: string): Error {
  return new Error(`Cannot compile ${id}: a form without keyword cannot be found quickly: ${reason}`)
}

type Kind = 'digits' | 'letters and digits' | 'signs' | 'letters' | 'mixed'

function kindOf({ leading }: AnchoredForm): Kind {
  const isAll = (place: number, classes: number): boolean =>
    leading.every((places, byte) => (places & (1 << place)) === 0 || (byteClasses[byte]! & classes) !== 0)
  const isSign = leading.every((places, byte) => (places & 1) === 0 || byteClasses[byte] === 0)
  if (isAll(0, digitClass)) return 'digits'
  if (isSign) return 'signs'
  if (!isAll(0, letterClass)) return 'mixed'
  return isAll(1, letterClass) && isAll(2, digitClass) && isAll(3, digitClass)
    ? 'letters and digits'
    : 'letters'
}

/** All combinations of what can stand at the first places. */
function beginningsOf({ leading }: AnchoredForm, places: number): readonly (readonly number[])[] {
  let all: (readonly number[])[] = [[]]
  for (let place = 0; place < places; place++) {
    const bytes = [...leading.keys()].filter((byte) => (leading[byte]! & (1 << place)) !== 0)
    all = all.flatMap((begun) => bytes.map((byte) => [...begun, byte]))
    if (all.length > mostBeginnings) return all
  }
  return all
}

const longRun = 13
const group = 4

/** Does every instance begin with 13 digits, or with four, a blank or hyphen, and four more? */
function beginsAsNumber({ table, classes, accepting, start }: ShapeAutomaton): boolean {
  const begins = (state: number, place: number, grouped: boolean): boolean => {
    if (grouped ? place > 2 * group : place >= longRun) return true
    if (accepting[state] === 1) return false
    for (let byte = 0; byte < 256; byte++) {
      const next = table[state + classes[byte]!]!
      if (next === 0) continue
      const separates = place === group && (byte === 0x20 || byte === 0x2d)
      if (!separates && (byteClasses[byte]! & digitClass) === 0) return false
      if (byte > 0x30 && byte <= 0x39 && table[state + classes[byte - 1]!] === next) continue
      if (!begins(next, place + 1, grouped || separates)) return false
    }
    return true
  }
  return begins(start, 0, false)
}
