// Says whether bytes that come piece by piece are UTF-8, as far as that has to be known to read a part of a content
// alone: whoever reads all of it decides once, at the first bytes that are not ASCII, for what follows.
import { isAscii, isUtf8 } from 'node:buffer'

/** More than any reader has in sight when it decides. */
const lookedAtBytes = 2 * 2 ** 20

export interface Utf8Guard {
  /** false: not UTF-8 throughout, so that another reader might take it for something else. */
  permits(bytes: Uint8Array): boolean
}

export function createUtf8Guard(): Utf8Guard {
  let left = lookedAtBytes
  return {
    permits(bytes) {
      if (left <= 0 || (left === lookedAtBytes && isAscii(bytes))) return true
      left -= bytes.length
      return isUtf8(wholeCharacters(bytes))
    },
  }
}

/** Without the rest of a character at the front and the beginning of one at the end. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < Math.min(3, bytes.length) && (bytes[start]! & 0xc0) === 0x80) start++
  let end = bytes.length
  for (let back = 1; back <= Math.min(3, end - start); back++) {
    const byte = bytes[end - back]!
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    if (back < (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4)) end -= back
    break
  }
  return bytes.subarray(start, end)
}
