// 64 bytes at a time, one bit each. All inlined: a handful of instructions a call.

// @ts-ignore: decorator
@inline
export function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    (<u64>(<u32>i8x16.bitmask(a))) |
    ((<u64>(<u32>i8x16.bitmask(b))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(c))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(d))) << 48)
  )
}

/** Bytes of p[0, 64) in [low, low + span]. */
// @ts-ignore: decorator
@inline
export function inRange(p: usize, low: i32, span: i32): u64 {
  const a = i8x16.splat(<i8>low), s = i8x16.splat(<i8>span)
  return bits(
    i8x16.le_u(i8x16.sub(v128.load(p), a), s),
    i8x16.le_u(i8x16.sub(v128.load(p, 16), a), s),
    i8x16.le_u(i8x16.sub(v128.load(p, 32), a), s),
    i8x16.le_u(i8x16.sub(v128.load(p, 48), a), s),
  )
}

/** ASCII letters of either case. */
// @ts-ignore: decorator
@inline
export function letters(p: usize): u64 {
  const f = i8x16.splat(0x20), a = i8x16.splat(0x61), s = i8x16.splat(25)
  return bits(
    i8x16.le_u(i8x16.sub(v128.or(v128.load(p), f), a), s),
    i8x16.le_u(i8x16.sub(v128.or(v128.load(p, 16), f), a), s),
    i8x16.le_u(i8x16.sub(v128.or(v128.load(p, 32), f), a), s),
    i8x16.le_u(i8x16.sub(v128.or(v128.load(p, 48), f), a), s),
  )
}

/** Bytes beyond ASCII. */
// @ts-ignore: decorator
@inline
export function high(p: usize): u64 {
  const a = v128.load(p), b = v128.load(p, 16), c = v128.load(p, 32), d = v128.load(p, 48)
  if (!v128.any_true(v128.and(v128.or(v128.or(a, b), v128.or(c, d)), i8x16.splat(-128)))) return 0
  return bits(a, b, c, d)
}

// @ts-ignore: decorator
@inline
export function equal(p: usize, byte: i32): u64 {
  const a = i8x16.splat(<i8>byte)
  return bits(
    i8x16.eq(v128.load(p), a),
    i8x16.eq(v128.load(p, 16), a),
    i8x16.eq(v128.load(p, 32), a),
    i8x16.eq(v128.load(p, 48), a),
  )
}

/** The letter in either case; bytes beyond ASCII as well. */
// @ts-ignore: decorator
@inline
export function equalFolded(p: usize, letter: i32): u64 {
  const a = i8x16.splat(<i8>letter), f = i8x16.splat(0x20)
  return (
    bits(
      i8x16.eq(v128.or(v128.load(p), f), a),
      i8x16.eq(v128.or(v128.load(p, 16), f), a),
      i8x16.eq(v128.or(v128.load(p, 32), f), a),
      i8x16.eq(v128.or(v128.load(p, 48), f), a),
    ) | high(p)
  )
}

/** The lowest `count` bits, 64 at most. */
// @ts-ignore: decorator
@inline
export function lowBits(count: u32): u64 {
  return count >= 64 ? ~(<u64>0) : ((<u64>1) << count) - 1
}
