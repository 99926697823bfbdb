// Luhn's check (ISO/IEC 7812-1, annex B): every second digit from the right is doubled. All zeros pass it.

/** Whether a string of digits, check digit included, passes. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10)
  }
  return sum % 10 === 0
}
