// Luhn's check (ISO/IEC 7812-1, annex B): every second digit from the right is doubled. All zeros pass it.

/** Whether a string of digits, check digit included, passes. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30
    sum += i % 2 === 0 ? digit : doubled(digit)
  }
  return sum % 10 === 0
}

function doubled(digit: number): number {
  return digit < 5 ? digit * 2 : digit * 2 - 9
}
