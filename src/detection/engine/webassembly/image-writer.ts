// Lays tables one after the other into the bytes of a program.
import { programAddress, programBytes, programHeaderWords } from '../../../scan-memory/layout.ts'

export interface ImageWriter {
  /** Puts a table behind the others; gives its place in the image. */
  place(table: Uint8Array | Uint16Array | Uint32Array | Int32Array | BigUint64Array): number
  /** The same, as an address in the scan memory. */
  address(table: Uint8Array | Uint16Array): number
  /** Bytes so far. */
  size(): number
  /** The whole, its header included; `size` bytes. */
  finish(header: Uint32Array): Uint8Array
}

export function createImageWriter(): ImageWriter {
  const image = new Uint8Array(programBytes)
  const placed = new Map<unknown, number>()
  let next = programHeaderWords * 4
  const place: ImageWriter['place'] = (table) => {
    // Forms of one pattern share its automaton.
    const known = placed.get(table)
    if (known !== undefined) return known
    const at = next
    next = Math.ceil((at + table.byteLength) / 64) * 64
    if (next > image.length) throw new Error('Cannot compile the identifiers: their program is too large')
    image.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), at)
    placed.set(table, at)
    return at
  }
  return {
    place,
    address: (table) => programAddress + place(table),
    size: () => next,
    finish(header) {
      image.set(new Uint8Array(header.buffer), 0)
      return image.subarray(0, next)
    },
  }
}
