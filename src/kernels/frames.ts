// The objects and arrays that values are in: the lists of src/content/frames.ts.
import { FRAMES, MOST_SEGMENTS } from './areas'

const openFrames: u32 = 260

/** The frame at a depth from 1. */
// @ts-ignore: decorator
@inline
export function frameAt(depth: u32): u32 {
  return load<u32>(FRAMES + <usize>(MOST_SEGMENTS * 13 + ((depth - 1) << 2)))
}

/** Where the index of the current element of the frame at a depth is. */
// @ts-ignore: decorator
@inline
export function elementOf(depth: u32): usize {
  return FRAMES + <usize>(MOST_SEGMENTS * 13 + ((openFrames + depth - 1) << 2))
}

// @ts-ignore: decorator
@inline
export function contextOfFrame(frame: u32): u32 {
  return load<u32>(FRAMES + <usize>((MOST_SEGMENTS + frame) << 2))
}

// @ts-ignore: decorator
@inline
export function isArrayFrame(frame: u32): bool {
  return load<u8>(FRAMES + <usize>(MOST_SEGMENTS * 12 + frame)) != 0
}

/** Adds a frame in the one that is open at `depth`, 0 for none. */
// @ts-ignore: decorator
@inline
export function openFrame(frame: u32, depth: u32, context: u32, isArray: bool): void {
  store<u32>(FRAMES + <usize>(frame << 2), depth == 0 ? 0xffffffff : frameAt(depth))
  store<u32>(FRAMES + <usize>((MOST_SEGMENTS + frame) << 2), context)
  store<u32>(
    FRAMES + <usize>((MOST_SEGMENTS * 2 + frame) << 2),
    depth == 0 ? 0 : load<u32>(elementOf(depth)),
  )
  store<u8>(FRAMES + <usize>(MOST_SEGMENTS * 12 + frame), u8(isArray))
  store<u32>(FRAMES + <usize>(MOST_SEGMENTS * 13 + (depth << 2)), frame)
  store<u32>(elementOf(depth + 1), 0)
}
