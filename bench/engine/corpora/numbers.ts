// c: measurements, identifiers, hashes and points in time: digits everywhere and nothing to find.
import { createRandom, piece, type Random } from './random.ts'

type Line = (random: Random) => string

const lines: readonly Line[] = [
  ({ number, digits }) =>
    `${number(1, 999_999_999)},17${digits(11)},${number(-9_999_999, 9_999_999) / 1e4},${number(0, 1_000)},${digits(4)}.${digits(2)},${number(0, 65_535)}\n`,
  ({ digits, bytes }) =>
    `${uuid(bytes(16).toString('hex'))},${digits(14)},${digits(9)},${digits(7)},17${digits(8)}\n`,
  ({ number, digits, bytes }) =>
    `${bytes(32).toString('hex')},${number(1, 254)}.${number(0, 255)}.${number(0, 255)}.${number(1, 254)},${digits(12)}\n`,
  ({ number, digits }) =>
    `${Array.from({ length: 10 }, () => (number(-1_800_000, 1_800_000) / 1e4).toFixed(4)).join(',')},${Array.from({ length: 8 }, () => digits(number(1, 12))).join(',')}\n`,
]

export function* numbers(seed: number): Generator<string> {
  const random = createRandom(seed)
  for (;;) yield piece(() => random.pick(lines)(random))
}

export function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
