// Can what is written in base64url begin an object of JSON?
//
// What it costs: two nanoseconds a character, up to the first byte that stands in no JSON. It is less than a parser: it
// only knows what is in quotes and what is not. That is enough for text full of beginnings (`eyJ-eyJ-eyJ-`): before one of
// them stands a character that JSON has in quotes alone, while its own quote opens what the one before took to be closed.
// So of those that are as far from a group of four characters, two at most are read on over the same bytes.

/** Characters that are read: what goes on so long is left to the host. */
const most: usize = 1024

const before: u32 = 0
const opened: u32 = 1
const quoted: u32 = 2
const escaped: u32 = 3
const outside: u32 = 4
const none: u32 = 5

/**
 * Reads on to what base64url does not have. Where a text ends before, what stands behind it is read too: nothing that
 * needs a dot can be found there any more.
 */
export function mayBeginObject(from: usize): bool {
  const last = from + most
  let state = before
  let bits: u32 = 0
  let held: u32 = 0
  for (let p = from; p < last; p++) {
    const value = sextet(load<u8>(p))
    if (value == 64) break
    held = (held << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    state = after(state, (held >> bits) & 255)
    if (state == none) return false
  }
  return true
}

// @ts-ignore: decorator
@inline
function sextet(character: u32): u32 {
  const letter = (character | 0x20) - 0x61
  if (letter < 26) return character < 0x61 ? letter : letter + 26
  if (character - 0x30 < 10) return character + 4
  return character == 0x2d ? 62 : character == 0x5f ? 63 : 64
}

// @ts-ignore: decorator
@inline
function after(state: u32, byte: u32): u32 {
  if (state == quoted) return byte == 0x22 ? outside : byte == 0x5c ? escaped : byte < 0x20 ? none : quoted
  if (state == escaped) return quoted
  if (byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09) return state
  if (state == before) return byte == 0x7b ? opened : none
  if (byte == 0x22) return quoted
  return state == outside && standsOutside(byte) ? outside : none
}

/** Signs, brackets, numbers, and the letters of `true`, `false`, `null` and exponents. */
// @ts-ignore: decorator
@inline
function standsOutside(byte: u32): bool {
  if (byte - 0x2b < 16) return byte != 0x2f
  return byte - 0x61 < 26 || byte == 0x45 || byte == 0x5b || byte == 0x5d || byte == 0x7b || byte == 0x7d
}
