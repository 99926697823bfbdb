// How a phone number is written: nationally near a keyword, and anywhere with its country code.
//
// The fact to know: the digits between the separators tell countries apart. `06 12 34 56 79` is French, because no
// German or Italian area code has the length of its first group.
import type { Form, NonEmpty } from '../../../model/managed-identifier.ts'

export interface PhonePlan {
  readonly countryCode: string
  /** What the country dials before a number within its borders: `0`, or nothing. */
  readonly trunk: '' | '0'
  /** Sources of expressions: the number as dialled within the country, and what stands after the country code. */
  readonly national: string
  readonly abroad: string
  readonly isNumber: (number: NationalNumber) => boolean
}

/** A number without `+49`, `0049`, `(0)` and the trunk digit, as a number: a candidate costs no strings. */
export interface NationalNumber {
  readonly value: number
  readonly digits: number
  /** Groups that separators make of the digits, and the digits of the first two. */
  readonly groups: number
  readonly first: number
  readonly second: number
  /** How many of the last digits are all the same, or ascend one by one. */
  readonly regularDigits: number
}

export function phoneForms(plan: PhonePlan): NonEmpty<Form> {
  const { countryCode, national, abroad } = plan
  const validate = (text: string): boolean => {
    const number = readNumber(text, plan)
    return number.regularDigits < number.digits - 1 && plan.isNumber(number)
  }
  return [
    {
      pattern: new RegExp(`(?:${national})|(?:\\+|00)${countryCode}(?:${abroad})`),
      keyword: 'required',
      validate,
    },
    { pattern: new RegExp(`\\+${countryCode}(?:${abroad})`), keyword: 'none', validate },
  ]
}

function readNumber(text: string, { countryCode, trunk }: PhonePlan): NationalNumber {
  const number = { value: 0, digits: 0, groups: 0, first: 0, second: 0, regularDigits: 0 }
  let skipped = text.startsWith('+')
    ? countryCode.length
    : text.startsWith('00') && text.startsWith(countryCode, 2)
      ? countryCode.length + 2
      : 0
  let mayBeTrunk = trunk === '0'
  let inGroup = false
  let last = 0
  let step = -1
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) {
      inGroup = false
      continue
    }
    if (skipped > 0) {
      skipped--
      continue
    }
    if (mayBeTrunk) {
      mayBeTrunk = false
      if (digit === 0) continue
    }
    if (!inGroup) number.groups++
    inGroup = true
    if (number.groups === 1) number.first++
    if (number.groups === 2) number.second++
    const next = (digit - last + 10) % 10
    number.regularDigits =
      number.digits === 0 ? 1 : next > 1 ? 1 : next === step ? number.regularDigits + 1 : 2
    step = next
    last = digit
    number.value = number.value * 10 + digit
    number.digits++
  }
  return number
}

/** What a number begins with. */
export type Beginning = Pick<NationalNumber, 'value' | 'digits'>

/** The first digits of a number, as many as `count`. */
export function leadingDigits({ value, digits }: Beginning, count: number): number {
  return Math.trunc(value / 10 ** (digits - count))
}

/** Whether a number begins as one of the prefixes, written as ranges of equally many digits: `201-206 208`. */
export function prefixTable(ranges: string): (number: Beginning) => boolean {
  const { length } = /^\d+/.exec(ranges)![0]
  const known = new Uint8Array(10 ** length)
  for (const range of ranges.split(/\s+/)) {
    const [from, to = from] = range.split('-')
    known.fill(1, Number(from), Number(to) + 1)
  }
  return (number) => number.digits >= length && known[leadingDigits(number, length)] === 1
}
