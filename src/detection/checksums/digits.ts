// What numbers have in common before any check: separators do not count, and some numbers are nobody's.
import { isDigit } from '../ascii.ts'

/** The ASCII digits of a text, without its separators and letters. */
export function digitsOf(text: string): string {
  // Most texts are digits alone; a regular expression costs ten times this loop.
  let at = 0
  while (at < text.length && isDigit(text.charCodeAt(at))) at++
  if (at === text.length) return text
  let digits = text.slice(0, at)
  for (; at < text.length; at++) if (isDigit(text.charCodeAt(at))) digits += text[at]!
  return digits
}

export function isAllZero(digits: string): boolean {
  let at = 0
  while (at < digits.length && digits.charCodeAt(at) === 0x30) at++
  return at === digits.length
}

/** Whether a text has any digit: what tells a number of digits and letters from a word. */
export function hasDigit(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isDigit(text.charCodeAt(at))) return true
  return false
}

/**
 * Numbers that people type where a real one is missing: one digit repeated (`111111111`) or a run that ascends
 * (`123456789`, `4567890`). For numbers without a check digit, which would refuse most of them.
 */
export function isPlaceholder(text: string): boolean {
  const digits = digitsOf(text)
  const step = stepAt(digits, 1)
  if (digits.length < 3 || step > 1) return false
  for (let at = 2; at < digits.length; at++) if (stepAt(digits, at) !== step) return false
  return true
}

/** As `isPlaceholder`, where letters and digits mix: most signs must be such digits, three of nine are mere chance. */
export function isMixedPlaceholder(text: string): boolean {
  const digits = digitsOf(text)
  return digits.length * 2 > text.length && isPlaceholder(digits)
}

/** For numbers that have no other check. */
export function isNotPlaceholder(text: string): boolean {
  return !isPlaceholder(text)
}

/** Milliseconds since 1970 of 2017 to 2033, as programs write the time: thirteen digits, 15 to 19 before the others. */
export function isMilliseconds(digits: string): boolean {
  return digits.length === 13 && digits.charCodeAt(0) === 0x31 && digits.charCodeAt(1) >= 0x35
}

function stepAt(digits: string, at: number): number {
  return (digits.charCodeAt(at) - digits.charCodeAt(at - 1) + 10) % 10
}
