// Who issues which card numbers. Both card identifiers share this file: the shape, the issuers' prefixes and lengths,
// and the numbers that issuers publish for tests, which are nobody's card and are never reported.
import { digitsOf } from '../../checksums/digits.ts'
import { passesLuhn } from '../../checksums/luhn.ts'

/**
 * Digits alone, or in the groups printed on cards. No groups of 4-4-4-4-3: three digits after a card number are
 * its security code far more often than the end of a longer number.
 */
export const cardNumberPattern =
  /\d{13,19}|\d{4} \d{4} \d{4} \d{4}|\d{4}-\d{4}-\d{4}-\d{4}|\d{4}[ -]\d{6}[ -]\d{4,5}/

/** Of more than thirteen digits. */
export const longCardNumberPattern =
  /\d{14,19}|\d{4} \d{4} \d{4} \d{4}|\d{4}-\d{4}-\d{4}-\d{4}|\d{4}[ -]\d{6}[ -]\d{4,5}/

/** Whether a text is a card number: issuer, length and Luhn digit, and not one of the published test numbers. */
export function isCardNumber(text: string): boolean {
  const digits = digitsOf(text)
  return (
    !testNumbers.has(digits) &&
    issuers.some((issuer) => issues(issuer, digits)) &&
    passesLuhn(digits) &&
    !isStrokes(text, digits) &&
    !ascendsSlowly(text, digits)
  )
}

/** Tables of Chinese characters write their strokes as digits from 1 to 5; one card in 60,000 looks like that. */
function isStrokes(text: string, digits: string): boolean {
  if (text.length !== digits.length) return false
  let kinds = 0
  let seen = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(at) - 0x30
    if (digit < 1 || digit > 5) return false
    if ((seen & (1 << digit)) === 0) kinds++
    seen |= 1 << digit
  }
  // Two digits in turn are what people type for a card.
  return kinds > 2
}

/** Four numbers of a list, as documents hold for the widths of letters: each is less than 100 above the one before. */
function ascendsSlowly(text: string, digits: string): boolean {
  if (text.length !== 19 || digits.length !== 16) return false
  for (let at = 4; at < digits.length; at += 4) {
    const step = Number(digits.slice(at, at + 4)) - Number(digits.slice(at - 4, at))
    if (step < 1 || step > 99) return false
  }
  return true
}

interface Issuer {
  /** Inclusive ranges of the first digits; both ends are equally long. */
  readonly prefixes: readonly (readonly [from: number, to: number])[]
  readonly lengths: readonly number[]
}

/** Dankort 4571 and all of Electron are numbers of Visa. */
const issuers: readonly Issuer[] = [
  {
    prefixes: [
      [34, 34],
      [37, 37],
    ],
    lengths: [15],
  }, // American Express
  { prefixes: [[5019, 5019]], lengths: [16] }, // Dankort
  {
    prefixes: [
      [300, 305],
      [309, 309],
      [38, 39],
    ],
    lengths: [14],
  }, // Diners Club
  { prefixes: [[36, 36]], lengths: [14, 15, 16, 17, 18, 19] }, // Diners Club International
  {
    prefixes: [
      [6011, 6011],
      [644, 649],
      [65, 65],
      [622126, 622925],
    ],
    lengths: [16, 17, 18, 19],
  }, // Discover
  { prefixes: [[3528, 3589]], lengths: [16, 17, 18, 19] }, // JCB
  {
    prefixes: [
      [51, 55],
      [2221, 2720],
    ],
    lengths: [16],
  }, // Mastercard
  { prefixes: [[62, 62]], lengths: [16, 17, 18, 19] }, // UnionPay
  { prefixes: [[4, 4]], lengths: [13, 16, 19] }, // Visa
]

/**
 * Bit n of an entry: an issuer has numbers of 13 + n digits that begin with these four. Longer prefixes than four are
 * within shorter ones of the same lengths.
 */
export function cardLengthsByPrefix(): Uint8Array {
  return Uint8Array.from({ length: 10_000 }, (_, prefix) => {
    const digits = String(prefix).padStart(4, '0')
    let lengths = 0
    for (const { prefixes, lengths: own } of issuers) {
      if (!prefixes.some((range) => range[0] < 10_000 && beginsWithin(digits, range))) continue
      for (const length of own) lengths |= 1 << (length - 13)
    }
    return lengths
  })
}

/** Published test numbers, as numbers. */
export function cardTestNumbers(): readonly bigint[] {
  return [...testNumbers].map(BigInt)
}

function issues({ prefixes, lengths }: Issuer, digits: string): boolean {
  return lengths.includes(digits.length) && prefixes.some((range) => beginsWithin(digits, range))
}

/** Compares as many of the first digits as the range's ends have. */
function beginsWithin(digits: string, [from, to]: readonly [from: number, to: number]): boolean {
  let prefix = 0
  for (let at = 0, end = from; end >= 1; at++, end /= 10) prefix = prefix * 10 + digits.charCodeAt(at) - 0x30
  return from <= prefix && prefix <= to
}

const testNumbers: ReadonlySet<string> = new Set(
  `122000000000003 2222405343248877 2222990905257051 2223007648726984 2223577120017656 30569309025904
   34343434343434 3528000700000000 3530111333300000 3566002020360505 36148900647913 36700102000000
   371449635398431 378282246310005 378734493671000 38520000023237 4012888888881881 4111111111111111
   4222222222222 4444333322221111 4462030000000000 4484070000000000 4911830000000 4917300800000000
   4917610000000000 4917610000000000003 5019717010103742 5105105105105100 5111010030175156 5185540810000019
   5200828282828210 5204230080000017 5204740009900014 5420923878724339 5454545454545454 5455330760000018
   5506900490000436 5506900490000444 5506900510000234 5506920809243667 5506922400634930 5506927427317625
   5553042241984105 5555553753048194 5555555555554444 5610591081018250 6011000990139424 6011000400000000
   6011111111111117 630490017740292441 630495060000000000 6331101999990016 6759649826438453
   6799990100000000019 76009244561`.split(/\s+/),
)
