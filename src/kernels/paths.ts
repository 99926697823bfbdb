// The names on the paths of one document, each path (its parent and one more name) numbered once, from 1; 0 is the root.
// The host reads the same lists: src/content/path-table-in-memory.ts.
//
// What it costs: mostly one comparison of 8 bytes, as keys mostly follow the same key as before; else a hash over the
// name's bytes. To forget all paths costs as much as there are: only slots that were used are cleared.
import { MOST_PATHS, PATH_NAMES, PATH_OFFSETS, PATH_PARENTS, PATH_SLOTS, PATH_SUCCESSORS } from './areas'
import { PATH_USED_SLOTS, PATHS } from './areas'

const slotMask: u32 = 0x3ffff

/** The path that the latest key had. */
let latest: u32 = 0

// @ts-ignore: decorator
@inline
function at(list: usize, path: u32): usize {
  return list + (<usize>path << 2)
}

/** Forgets all paths but the root. */
export function forgetPaths(): void {
  const count = load<u32>(PATHS)
  for (let path: u32 = 1; path < count; path++) {
    store<u32>(at(PATH_SLOTS, load<u32>(at(PATH_USED_SLOTS, path))), 0)
  }
  store<u32>(PATHS, 1)
  store<u32>(PATH_PARENTS, 0xffffffff)
  store<u32>(PATH_OFFSETS, 0)
  store<u32>(PATH_OFFSETS, 0, 4)
  store<u32>(PATH_SUCCESSORS, 0)
  latest = 0
}

/** The number of `parent` extended by the name in [start, end), addresses. */
export function internPath(parent: u32, start: usize, end: usize): u32 {
  const length = <u32>(end - start)
  const guess = load<u32>(at(PATH_SUCCESSORS, latest))
  const path = guess != 0 && isPath(guess, parent, start, length) ? guess : lookUp(parent, start, length)
  store<u32>(at(PATH_SUCCESSORS, latest), path)
  latest = path
  return path
}

// @ts-ignore: decorator
@inline
function isPath(path: u32, parent: u32, start: usize, length: u32): bool {
  const offset = load<u32>(at(PATH_OFFSETS, path))
  if (load<u32>(at(PATH_PARENTS, path)) != parent) return false
  if (load<u32>(at(PATH_OFFSETS, path), 4) - offset != length) return false
  return isSame(PATH_NAMES + offset, start, length)
}

/** Reads up to 7 bytes beyond both. */
// @ts-ignore: decorator
@inline
function isSame(one: usize, other: usize, length: u32): bool {
  let left = length
  for (; left > 8; left -= 8, one += 8, other += 8) if (load<u64>(one) != load<u64>(other)) return false
  return left == 0 || ((load<u64>(one) ^ load<u64>(other)) << (64 - (<u64>left << 3))) == 0
}

function lookUp(parent: u32, start: usize, length: u32): u32 {
  let hash = (parent * 0x9e3779b1) ^ length
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(start + i)) * 0x01000193
  hash ^= hash >> 15
  let slot = (hash * 0x2c1b3c6d) >> 14
  for (;;) {
    const path = load<u32>(at(PATH_SLOTS, slot))
    if (path == 0) break
    if (isPath(path, parent, start, length)) return path
    slot = (slot + 1) & slotMask
  }
  return add(slot, parent, start, length)
}

function add(slot: u32, parent: u32, start: usize, length: u32): u32 {
  const path = load<u32>(PATHS)
  const offset = load<u32>(at(PATH_OFFSETS, path))
  // Readers begin anew long before: see mostPaths in src/scan-memory/layout.ts.
  if (path + 1 >= MOST_PATHS) unreachable()
  memory.copy(PATH_NAMES + offset, start, length)
  store<u32>(at(PATH_PARENTS, path), parent)
  store<u32>(at(PATH_OFFSETS, path), offset + length, 4)
  store<u32>(at(PATH_SUCCESSORS, path), 0)
  store<u32>(at(PATH_USED_SLOTS, path), slot)
  store<u32>(at(PATH_SLOTS, slot), path)
  store<u32>(PATHS, path + 1)
  return path
}
