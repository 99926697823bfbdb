// What all corpora are drawn from: the same sequence on every machine.
import { createCipheriv } from 'node:crypto'
import { createInvented, type Invented } from '../../../scripts/invented-people.ts'

export interface Random {
  readonly invented: Invented
  /** A whole number, both bounds included. */
  readonly number: (least: number, most: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** So many, the first no zero. */
  readonly digits: (count: number) => string
  readonly bytes: (count: number) => Buffer
}

export function createRandom(seed: number): Random {
  const invented = createInvented(seed)
  const { number } = invented
  // A cipher over zeros: hashes and base64 take hundreds of megabytes, which a generator of numbers would give slowly.
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16))
  return {
    invented,
    number,
    pick: <T>(list: readonly T[]): T => list[number(0, list.length - 1)] as T,
    digits: (count) => String(number(10 ** (count - 1), 10 ** count - 1)),
    bytes: (count) => cipher.update(Buffer.alloc(count)),
  }
}

export function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** Lines in pieces of about this many bytes: small, so that the beginning of a corpus is already all it consists of. */
export const pieceBytes = 128 * 1_024

export function piece(line: () => string): string {
  let text = ''
  while (text.length < pieceBytes) text += line()
  return text
}
