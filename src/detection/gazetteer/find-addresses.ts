// Postal addresses of eight countries: number and street, place and postal code, all within a few lines.
//
// The fact to know: each is looked for from its postal code, and only where a street's word ("Street", "rue", "-straße")
// stands not far before it. A street is tried with the two codes that follow it, so that no text is walked often.
import { isDigit, isLetter } from '../ascii.ts'
import { addressShapes, type AddressShape } from './address-shapes.ts'
import { isBehindState } from './candidate-places.ts'
import { hyphen } from './latin-words.ts'
import type { Bounds } from './name-run.ts'
import { streetKindOf, streetKinds } from './street-words.ts'

/** Bytes before the code that the street's word begins within, before that word, and behind the code. */
const reachBefore = 120
const reachBeforeStreet = 64
const reachBehind = 80
const mostCodesOfStreet = 2
const longestStreetWord = 48

type Report = (start: number, end: number) => void

interface Street {
  readonly at: number
  readonly kind: number
  codes: number
}

/** Reports the addresses that have one of these codes, which ascend. */
export function findAddresses(
  codes: readonly number[],
  boundsAt: (at: number) => Bounds | undefined,
  report: Report,
): void {
  let street: Street | undefined
  let [lookedUntil, doneUntil] = [0, 0]
  for (const code of codes) {
    const bounds = boundsAt(code)
    if (bounds === undefined) continue
    const from = Math.max(bounds.lowest, code - reachBefore)
    street = lastStreet(bounds.bytes, Math.max(from, lookedUntil), code) ?? street
    lookedUntil = code
    if (street === undefined || street.at < from || ++street.codes > mostCodesOfStreet) continue
    const end = findAddress(bounds, { code, street, doneUntil }, report)
    if (end !== undefined) doneUntil = end
  }
}

/** The last word of a street in [from, to). */
function lastStreet(bytes: Buffer, from: number, to: number): Street | undefined {
  for (let end = to; end > from; end--) {
    if (!isWordByte(bytes[end - 1]!)) continue
    let start = end - 1
    while (start > from && end - start < longestStreetWord && isWordByte(bytes[start - 1]!)) start--
    const kind = streetKindOf(bytes, start, end)
    if (kind !== 0) return { at: start, kind, codes: 0 }
    end = start + 1
  }
  return undefined
}

function isWordByte(byte: number): boolean {
  return isLetter(byte) || byte >= 0x80 || byte === hyphen
}

interface Attempt {
  readonly code: number
  readonly street: Street
  /** The address before ends here. */
  readonly doneUntil: number
}

/** Says where the address ends that is found. */
function findAddress(
  { bytes, lowest, highest }: Bounds,
  attempt: Attempt,
  report: Report,
): number | undefined {
  const { code, street, doneUntil } = attempt
  const from = characterFrom(bytes, Math.max(lowest, doneUntil, street.at - reachBeforeStreet), highest)
  const digits = digitsAt(bytes, code, highest)
  // "SW1A " before "1AA", "K1A " before "0B1".
  const begin = digits < 4 ? outwardCode(bytes, code, from) : code
  if (begin <= street.at) return undefined
  const before = bytes.toString('utf8', from, begin)
  // The expressions are not tried without a house number.
  if (!/\d/.test(before)) return undefined
  const rest = bytes.toString(
    'utf8',
    begin,
    characterFrom(bytes, Math.min(highest, begin + reachBehind), highest),
  )
  for (const shape of addressShapes) {
    if ((shape.street & street.kind) === 0 || shape.digits !== digits) continue
    if (shape.street === streetKinds.english && digits >= 4 && !isBehindState(bytes, code, lowest)) continue
    const found = matchShape(shape, before, rest)
    if (found === undefined) continue
    const end = begin + bytesIn(rest, found.length)
    report(from + bytesIn(before, found.start), end)
    return end
  }
  return undefined
}

function matchShape(
  { code, before }: AddressShape,
  textBefore: string,
  rest: string,
): { readonly start: number; readonly length: number } | undefined {
  const written = code.exec(rest)
  const street = written === null ? null : before.exec(textBefore)
  return street === null ? undefined : { start: street.index, length: trimmed(written![0]).length }
}

/** Bytes of the first so many characters. */
function bytesIn(text: string, characters: number): number {
  return Buffer.byteLength(text.slice(0, characters))
}

/** A place is not followed by the dot that ends its sentence. */
function trimmed(place: string): string {
  return place.replace(/[.'’-]+$/, '')
}

function digitsAt(bytes: Buffer, at: number, highest: number): number {
  let end = at
  while (end < highest && end - at < 6 && isDigit(bytes[end]!)) end++
  return end - at
}

const longestOutward = 6

function isCapitalOrDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a)
}

function outwardCode(bytes: Buffer, code: number, lowest: number): number {
  let start = code - 1
  while (start > lowest && code - start < longestOutward && isCapitalOrDigit(bytes[start - 1]!)) start--
  return start
}

/** No text begins or ends within a character. */
function characterFrom(bytes: Buffer, at: number, highest: number): number {
  let begin = at
  while (begin < highest && (bytes[begin]! & 0xc0) === 0x80) begin++
  return begin
}
