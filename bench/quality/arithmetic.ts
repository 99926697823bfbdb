// Check digits by the published rules, written for the benches alone: what the detectors compute is compared with this,
// so nothing here may come from them.

const figures = (text: string): number[] => Array.from(text, Number)

export function weighted(text: string, weights: readonly number[]): number {
  return figures(text).reduce((sum, figure, at) => sum + figure * (weights[at] ?? 0), 0)
}

/** The digit that ISO/IEC 7812-1 Annex B puts behind a body. */
export function luhnDigit(body: string): string {
  let sum = 0
  figures(body)
    .toReversed()
    .forEach((figure, at) => {
      const value = at % 2 === 0 ? 2 * figure : figure
      sum += Math.floor(value / 10) + (value % 10)
    })
  return String((10 - (sum % 10)) % 10)
}

/** The two digits behind the country's letters: ISO 13616. */
export function ibanDigits(country: string, account: string): string {
  const moved = Array.from(`${account}${country}00`, (sign) => Number.parseInt(sign, 36)).join('')
  return String(98n - (BigInt(moved) % 97n)).padStart(2, '0')
}

/** Verhoeff's scheme by what it is: multiplication in the symmetries of a pentagon, and powers of one permutation. */
export function verhoeffDigit(body: string): string {
  const permuted = (figure: number, times: number): number =>
    times === 0 ? figure : permuted([1, 5, 7, 6, 2, 8, 3, 0, 9, 4][figure]!, times - 1)
  const product = figures(body)
    .toReversed()
    .reduce((sum, figure, at) => pentagonProduct(sum, permuted(figure, (at + 1) % 8)), 0)
  return String(
    Array.from({ length: 10 }, (_, other) => other).find((other) => pentagonProduct(product, other) === 0),
  )
}

/** ISO 7064 mod 11,10. */
export function mod1110Digit(body: string): string {
  let product = 10
  for (const figure of figures(body)) {
    const sum = (figure + product) % 10 || 10
    product = (2 * sum) % 11
  }
  return String((11 - product) % 10)
}

/** From the right with weights that go on in a circle; what is left of the sum by the modulus. */
export function remainderFromRight(body: string, weights: readonly number[], modulus: number): number {
  const sum = figures(body)
    .toReversed()
    .reduce((total, figure, at) => total + figure * weights[at % weights.length]!, 0)
  return sum % modulus
}

export function dniLetter(value: number): string {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[value % 23]!
}

/** Decreto ministeriale 23 dicembre 1976; the CIN of Italian accounts counts likewise. */
export function italianLetter(text: string): string {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
  const sum = Array.from(text).reduce((total, sign, at) => {
    const place = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65
    return total + (at % 2 === 0 ? odd[place]! : place)
  }, 0)
  return String.fromCharCode(65 + (sum % 26))
}

/** ICAO 9303: weights 7, 3, 1 over digits and letters from A = 10. */
export function documentDigit(text: string): string {
  const sum = Array.from(text).reduce(
    (total, sign, at) => total + Number.parseInt(sign, 36) * [7, 3, 1][at % 3]!,
    0,
  )
  return String(sum % 10)
}

/** Eleven less the remainder, where 11 is 0; what 10 is, countries say. */
export function elevenLess(remainder: number): number {
  return (11 - remainder) % 11
}

function pentagonProduct(a: number, b: number): number {
  const turned = a < 5 ? a + (b % 5) : a - (b % 5) + 5
  return (turned % 5) + (a < 5 === b < 5 ? 0 : 5)
}
