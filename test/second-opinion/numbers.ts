// The numbers that both sides are asked about: the same ones each time, a third as they are issued, a third of those
// with one mistake, a third of the right shape and nothing else.
import { createDraw, digit, letter, type Draw } from '../../bench/quality/draw.ts'
import { subjectsOf } from '../../bench/quality/subjects/index.ts'
import type { Question } from './opinion.ts'

export const numbersPerQuestion = 10_000

export function numbersOf({ id, kind = '', issued, shaped, also = [] }: Question): readonly string[] {
  const draw = createDraw(`second opinion ${id} ${kind}`)
  const numbers = [...also]
  while (numbers.length < numbersPerQuestion) {
    switch (numbers.length % 3) {
      case 0:
        numbers.push(issued(draw))
        break
      case 1:
        numbers.push(mistaken(draw, issued(draw)))
        break
      default:
        numbers.push(shaped(draw))
    }
  }
  return numbers
}

/** Another sign, two neighbours in the wrong order; one too few or too many, which groups would tell at once. */
function mistaken(draw: Draw, grouped: string): string {
  const kind = draw.number(1, 6)
  const number = kind > 4 ? joined(grouped) : grouped
  const places = Array.from(number.matchAll(/[0-9A-Za-z]/g), ({ index }) => index)
  const at = draw.of(places)
  const sign = number[at]!
  const other = draw.text(1, /\d/.test(sign) ? digit : letter)
  const [before, after] = [number.slice(0, at), number.slice(at + 1)]
  if (kind === 6) return before + sign + other + after
  if (kind === 5) return before + after
  const next = places[places.indexOf(at) + 1]
  if (kind < 4 || next === undefined) return before + other + after
  return before + number[next]! + number.slice(at + 1, next) + sign + number.slice(next + 1)
}

/** Without the separators of a number of digits and capitals. */
function joined(number: string): string {
  return /^[0-9A-Z ./-]+$/.test(number) ? number.replaceAll(/[ ./-]/g, '') : number
}

/** One of the templates of `Draw.fill`. */
export function shapes(...templates: readonly string[]): Question['shaped'] {
  return (draw) => draw.fill(draw.of(templates))
}

/**
 * The numbers that the bench of quality draws by published rules, with an arithmetic that neither side has; the first
 * subject of an identifier that has several.
 */
export function issuedNumbers(id: string): Question['issued'] {
  const [subject] = subjectsOf([id])
  if (subject === undefined) throw new Error(`Cannot draw numbers of ${id}: the bench of quality has none`)
  return subject.value
}
