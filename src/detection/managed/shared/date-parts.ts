// The numbers and the month of a written date. Letters too few for a month are the end of an ordinal, or the T and Z
// around a time.
import { isDigit, isLetter } from '../../ascii.ts'

export interface DateParts {
  /** 1-12, where a month is written in letters. */
  readonly month: number | undefined
  /** Runs of digits, at most three: a time behind the day is left out. */
  readonly numbers: readonly number[]
  /** How many digits each has. */
  readonly lengths: readonly number[]
}

const months = 'janfebmaraprmayjunjulaugsepoctnovdec'

/** Of a text that has the shape of a date. */
export function dateParts(text: string): DateParts {
  const numbers: number[] = []
  const lengths: number[] = []
  let month: number | undefined
  for (let at = 0; at < text.length && numbers.length < 3;) {
    const start = at
    let value = 0
    while (isDigit(text.charCodeAt(at))) value = value * 10 + text.charCodeAt(at++) - 0x30
    if (at > start) {
      numbers.push(value)
      lengths.push(at - start)
      continue
    }
    while (isLetter(text.charCodeAt(at))) at++
    if (at - start > 2) month = months.indexOf(text.slice(start, start + 3).toLowerCase()) / 3 + 1
    else if (at === start) at++
  }
  return { month, numbers, lengths }
}
