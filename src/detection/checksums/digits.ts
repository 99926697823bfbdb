// What numbers have in common before any check: separators do not count, and some numbers are nobody's.

/** The ASCII digits of a text, without its separators and letters. */
export function digitsOf(text: string): string {
  return text.replaceAll(/[^0-9]/g, '')
}

export function isAllZero(digits: string): boolean {
  return /^0*$/.test(digits)
}

/**
 * Numbers that people type where a real one is missing: one digit repeated (`111111111`) or a run that ascends
 * (`123456789`, `4567890`). For numbers without a check digit, which would refuse most of them.
 */
export function isPlaceholder(text: string): boolean {
  const digits = digitsOf(text)
  const steps = new Set<number>()
  for (let i = 1; i < digits.length; i++) steps.add((Number(digits[i]) - Number(digits[i - 1]) + 10) % 10)
  return digits.length >= 3 && steps.size === 1 && (steps.has(0) || steps.has(1))
}
