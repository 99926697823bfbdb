// What is known of one identifier from published rules, apart from the detectors: words, numbers as they are issued,
// and numbers that look so and are none.
import type { Draw } from './draw.ts'

export interface Subject {
  readonly id: string
  /** A choice of what stands near such data. */
  readonly keywords: readonly string[]
  /** `absent`: data only where no keyword is near. */
  readonly keyword: 'required' | 'none' | 'absent'
  /** A check digit, character or signature refuses nine of ten invented numbers. */
  readonly checked: boolean
  readonly value: (draw: Draw) => string
  /** Of the right shape, and none: by what is wrong with them. */
  readonly wrong: Readonly<Record<string, (draw: Draw) => string>>
  /** Texts that bring a keyword and a number of the shape along, and mean something else. */
  readonly misleading: Readonly<Record<string, (draw: Draw) => string>>
  /** Small letters are others than capitals, and blanks are part of a syntax: keys and headers. */
  readonly sensitive: boolean
  /** At most one kind of numbers that are given out too, but seldom: one in seventy. */
  readonly seldom: Readonly<Record<string, (draw: Draw) => string>>
}

type Rest = Partial<Pick<Subject, 'keyword' | 'checked' | 'wrong' | 'misleading' | 'seldom'>>

/** Keywords beside the documented ones are parted by `|`. With a `wrong check` among the wrong ones, an identifier is a checked one. */
export function subject(
  [id, keywords]: readonly [id: string, keywords: string],
  value: Subject['value'],
  {
    keyword = 'required',
    wrong = {},
    misleading = {},
    seldom = {},
    checked = 'wrong check' in wrong,
  }: Rest = {},
): Subject {
  return {
    id,
    keywords: keywords === '' ? [] : keywords.split('|'),
    keyword,
    checked,
    value,
    wrong,
    misleading,
    seldom,
    sensitive: false,
  }
}

/** A number with its last digit replaced by another. */
export function lastDigitOff(value: Subject['value']): Subject['value'] {
  return (draw) => {
    const text = value(draw)
    const at = text.search(/\d\D*$/)
    return text.slice(0, at) + String((Number(text[at]) + draw.number(1, 9)) % 10) + text.slice(at + 1)
  }
}

/** A number with its last letter replaced by another. */
export function lastLetterOff(value: Subject['value']): Subject['value'] {
  return (draw) => {
    const text = value(draw)
    const at = text.search(/[A-Z][^A-Z]*$/)
    const other = String.fromCharCode(65 + ((text.charCodeAt(at) - 65 + draw.number(1, 25)) % 26))
    return text.slice(0, at) + other + text.slice(at + 1)
  }
}
