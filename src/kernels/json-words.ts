// The scalars of JSON: what may stand outside of objects and arrays. See isScalar in src/content/tokenise-json.ts.

/** No longer one is told from text. */
const longest: usize = 400

export function isScalar(start: usize, end: usize): bool {
  const length = end - start
  if (length > longest) return false
  const first = <u32>load<u8>(start)
  if (first == 0x2d || first - 48 < 10) return isNumber(start, end)
  if (length == 5) return load<u32>(start) == 0x736c6166 && load<u8>(start, 4) == 0x65
  return length == 4 && (load<u32>(start) == 0x65757274 || load<u32>(start) == 0x6c6c756e)
}

/** -?\d+(\.\d+)?([eE][-+]?\d+)? */
function isNumber(start: usize, end: usize): bool {
  let p = digitsEnd(load<u8>(start) == 0x2d ? start + 1 : start, end)
  if (p < end && load<u8>(p) == 0x2e) p = digitsEnd(p + 1, end)
  if (p < end && (load<u8>(p) | 0x20) == 0x65) {
    p++
    if (p < end && (load<u8>(p) == 0x2d || load<u8>(p) == 0x2b)) p++
    p = digitsEnd(p, end)
  }
  return p == end
}

/** Behind the digits at `p`; behind `end` where there is none. */
function digitsEnd(p: usize, end: usize): usize {
  let at = p
  while (at < end && <u32>load<u8>(at) - 48 < 10) at++
  return at == p ? end + 1 : at
}
