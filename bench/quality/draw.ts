// What all samples are drawn from: the same sequence on every machine, and templates of letters and digits.

export interface Draw {
  /** A whole number, both bounds included. */
  number(least: number, most: number): number
  of<T>(list: readonly T[]): T
  /** So many digits, the first no zero. */
  digits(count: number): string
  /** `#` a digit, `@` a digit but zero, `A` a capital letter, `x` a capital letter or digit; the rest is kept. */
  fill(template: string): string
  /** So many characters of the alphabet. */
  text(count: number, alphabet: string): string
}

export const digit = '0123456789'
export const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const base64 = `${letter}${letter.toLowerCase()}${digit}`

/** splitmix32, begun from a hash of the seed, so that a sample does not depend on those made before it. */
export function createDraw(seed: string): Draw {
  let state = 0x811c9dc5
  for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 0x01000193)
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const number = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const of = <T>(list: readonly T[]): T => list[number(0, list.length - 1)] as T
  const text = (count: number, alphabet: string): string =>
    Array.from({ length: count }, () => alphabet[number(0, alphabet.length - 1)]).join('')
  const alphabets: Readonly<Record<string, string>> = {
    '#': digit,
    '@': digit.slice(1),
    A: letter,
    x: letter + digit,
  }
  return {
    number,
    of,
    text,
    digits: (count) => text(1, digit.slice(1)) + text(count - 1, digit),
    fill: (template) => template.replaceAll(/[#@Ax]/g, (sign) => text(1, alphabets[sign]!)),
  }
}

export function two(value: number): string {
  return String(value).padStart(2, '0')
}
