// Escapes undone in place: the text of [start, end) only shrinks, and its new end is the answer. The rules of
// undoQuotes in src/content/tokenise-cells.ts and of src/content/undo-escapes.ts.
//
// What it costs: a few instructions a byte, for texts that have escapes; 16 bytes at once where there are none between.

const quote: u32 = 0x22
const backslash: u32 = 0x5c

export function undoQuotes(start: usize, end: usize): usize {
  let out = start
  let inQuotes = true
  for (let p = start; p < end; p++) {
    if (inQuotes && load<u8>(p) == quote) {
      if (p + 1 < end && load<u8>(p, 1) == quote) p++
      else {
        inQuotes = false
        continue
      }
    }
    store<u8>(out++, load<u8>(p))
  }
  return out
}

export function undoEscapes(start: usize, end: usize): usize {
  let p = start, out = start
  const escape = i8x16.splat(<i8>backslash)
  while (p < end) {
    const next = v128.load(p)
    const found = <u32>i8x16.bitmask(i8x16.eq(next, escape))
    const plain = min(found == 0 ? <usize>16 : <usize>ctz(found), end - p)
    if (plain == 16) v128.store(out, next)
    else for (let i: usize = 0; i < plain; i++) store<u8>(out + i, load<u8>(p + i))
    p += plain
    out += plain
    if (plain == 16 || p >= end) continue
    if (p + 1 >= end) {
      store<u8>(out++, backslash)
      break
    }
    const letter = <u32>load<u8>(p, 1)
    const unit = letter == 0x75 ? codeUnit(p, end) : -1
    if (unit < 0) {
      store<u8>(out++, simple(letter))
      p += 2
      continue
    }
    p += 6
    let code = <u32>unit
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 ? codeUnit(p, end) : -1
      if (low < 0xdc00 || low > 0xdfff) code = 0xfffd
      else {
        code = 0x10000 + ((code - 0xd800) << 10) + (<u32>low - 0xdc00)
        p += 6
      }
    }
    out = writeCharacter(out, code)
  }
  return out
}

/** The character that a backslash and this letter stand for; our own separators become blanks. */
function simple(letter: u32): u32 {
  switch (letter) {
    case 0x62:
      return 8
    case 0x66:
      return 12
    case 0x6e:
      return 10
    case 0x72:
      return 13
    case 0x74:
      return 9
    default:
      return letter == 0x1e || letter == 0x1f ? 0x20 : letter
  }
}

/** The value of `\uXXXX` at `p`, or -1 where there is none. */
function codeUnit(p: usize, end: usize): i32 {
  if (p + 6 > end || load<u16>(p) != 0x755c) return -1
  let value: u32 = 0
  for (let i: usize = 2; i < 6; i++) {
    const byte = <u32>load<u8>(p + i)
    let digit = byte - 0x30
    if (digit > 9) {
      digit = (byte | 0x20) - 0x57
      if (digit < 10 || digit > 15) return -1
    }
    value = (value << 4) | digit
  }
  return <i32>value
}

function writeCharacter(out: usize, code: u32): usize {
  if (code < 0x80) {
    store<u8>(out, code == 0x1e || code == 0x1f ? 0x20 : code)
    return out + 1
  }
  if (code < 0x800) {
    store<u8>(out, 0xc0 | (code >> 6))
    store<u8>(out, 0x80 | (code & 0x3f), 1)
    return out + 2
  }
  if (code < 0x10000) {
    store<u8>(out, 0xe0 | (code >> 12))
    store<u8>(out, 0x80 | ((code >> 6) & 0x3f), 1)
    store<u8>(out, 0x80 | (code & 0x3f), 2)
    return out + 3
  }
  store<u8>(out, 0xf0 | (code >> 18))
  store<u8>(out, 0x80 | ((code >> 12) & 0x3f), 1)
  store<u8>(out, 0x80 | ((code >> 6) & 0x3f), 2)
  store<u8>(out, 0x80 | (code & 0x3f), 3)
  return out + 4
}
