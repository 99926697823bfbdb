// The text of an allow list, one word a line, read as it comes: of 35 MB no more is held than a line.
import { TextDecoder } from 'node:util'
import type { ByteSource } from '../../model/byte-source.ts'
import { createWordSet } from './allowed-words.ts'

export type AllowListText =
  | {
      /** As allowed-words.ts packs them. */
      readonly words: Uint8Array
      /** Lines that are longer than a word may be: they are left out. */
      readonly tooLong: number
    }
  | { readonly problem: 'oversize' | 'empty' | 'not-text' }

export const mostBytes = 35 * 1_024 * 1_024
const mostWords = 100_000
/** Characters, not units of a string. */
const mostCharacters = 90

/** @throws SourceFailure */
export async function readAllowList(source: ByteSource): Promise<AllowListText> {
  if ((source.size ?? 0) > mostBytes) return { problem: 'oversize' }
  const lines = createLines()
  // Drops a byte order mark; a list in another encoding would allow nothing, without a word.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const target = new Uint8Array(65_536)
  let bytes = 0
  for (;;) {
    const count = await source.read(target)
    bytes += count
    const text = decoded(decoder, target.subarray(0, count))
    if (text === undefined) return { problem: 'not-text' }
    lines.add(text, count === 0)
    if (bytes > mostBytes || lines.words > mostWords) return { problem: 'oversize' }
    if (count === 0) return lines.result()
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes, { stream: bytes.length > 0 })
  } catch {
    // Not UTF-8; the error says no more.
    return undefined
  }
}

function createLines() {
  const set = createWordSet()
  let rest = ''
  /** The line at hand has had more than a word can be: what of it was seen is gone. */
  let beyond = false
  let tooLong = 0
  const lines = {
    words: 0,
    add(text: string, isEnd: boolean): void {
      const pieces = text.split(/[\n\r]/)
      const last = isEnd ? '' : (pieces.pop() ?? '')
      for (const piece of pieces) endLine(piece)
      rest += last
      // Two units a character at most.
      if (rest.length > 2 * mostCharacters) {
        rest = ''
        beyond = true
      }
    },
    result(): AllowListText {
      return lines.words === 0 ? { problem: 'empty' } : { words: set.packed(), tooLong }
    },
  }
  const endLine = (piece: string): void => {
    const line = rest + piece
    const isTooLong = beyond || characterCount(line) > mostCharacters
    rest = ''
    beyond = false
    if (isTooLong) tooLong++
    else if (line.trim() !== '') {
      lines.words++
      set.add(line)
    }
  }
  return lines
}

function characterCount(line: string): number {
  let count = 0
  for (const _ of line) count++
  return count
}
