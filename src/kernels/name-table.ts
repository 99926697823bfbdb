// What is known of a word of names, by the hash of its plain small letters: the table that
// src/detection/gazetteer/name-facts.ts makes.
//
// What it costs: a first word is looked up by its first eight letters in 16 KB of bits before anything else; only what
// passes, one in forty of other words, is looked for in the table of 384 KB.
import { NAMES } from './areas'

export const GIVEN_NAME: u32 = 1
export const GIVEN: u32 = 3
export const SURNAME_NAME: u32 = 4
export const SURNAME: u32 = 12
export const TITLE: u32 = 16
export const PARTICLE: u32 = 32
export const CAPITAL_PARTICLE: u32 = 64
export const PLACE: u32 = 128
export const STREET: u32 = 256
export const ROLE: u32 = 512
export const COMPANY: u32 = 1024
export const STATE: u32 = 2048

const FOLDS: usize = 16_384
const ENDINGS: usize = 16_896
const PARTICLES: usize = 17_920
const FIRST_ENDINGS: usize = 17_952
const KEYS: usize = 24_576
const SLOTS: u32 = 65_536
const FACTS: usize = 286_720

/** Letters of the longest particle. */
export const longestParticle: u32 = 5

export const hashStart: u32 = 0x811c9dc5

// @ts-ignore: decorator
@inline
export function hashOn(hash: u32, letter: u32): u32 {
  return (hash ^ letter) * 0x01000193
}

export function factsOfHash(hash: u32): u32 {
  const key: u32 = hash == 0 ? 1 : hash
  let slot = (key * 0x9e3779b1) >> 16
  let found = load<u32>(NAMES + <usize>(slot << 2), KEYS)
  while (found != key && found != 0) {
    slot = (slot + 1) & (SLOTS - 1)
    found = load<u32>(NAMES + <usize>(slot << 2), KEYS)
  }
  return found == 0 ? 0 : <u32>load<u16>(NAMES + <usize>(slot << 1), FACTS)
}

/** The plain letters of the letter beyond ASCII at `p`, the first one lowest; the second may be 0. */
// @ts-ignore: decorator
@inline
export function foldWide(p: usize): u32 {
  const code = ((<u32>load<u8>(p) & 0x1f) << 6) | (<u32>load<u8>(p, 1) & 0x3f)
  return load<u16>(NAMES + <usize>((code - 0xc0) << 1), FOLDS)
}

/** Of the ASCII letters in [start, end), at most 48; any case. */
export function factsOfPlain(start: usize, end: usize): u32 {
  let hash = hashStart
  for (let p = start; p < end; p++) hash = hashOn(hash, <u32>load<u8>(p) | 0x20)
  return factsOfHash(hash)
}

/** May a given name or a title begin with these letters, small ones, the first one lowest? */
// @ts-ignore: decorator
@inline
export function passesFilter(letters: u64): bool {
  const hash = (<u32>letters * 0x9e3779b1) ^ (<u32>(letters >> 32) * 0x85ebca6b)
  const bits = load<u64>(NAMES + <usize>((hash >> 21) << 3))
  return ((bits >> <u64>((hash >> 15) & 63)) & (bits >> <u64>((hash >> 9) & 63)) & 1) != 0
}

/** May these letters be a particle? By the first four of them. */
// @ts-ignore: decorator
@inline
export function mayBeParticle(p: usize, length: u32): bool {
  const mask: u32 = length < 4 ? ((<u32>1) << (length << 3)) - 1 : 0xffffffff
  const hash = ((load<u32>(p) & mask) * 0x9e3779b1) >> 24
  return ((<u32>load<u8>(NAMES + <usize>(hash >> 3), PARTICLES) >> (hash & 7)) & 1) != 0
}

/** Does a word of so many letters, the last eight of them in `tail`, end as surnames do, two letters at least before? */
export function endsAsSurname(tail: u64, letters: u32): bool {
  const letter = <u32>(tail >> 56) - 0x61
  if (letter >= 26) return false
  // Endings are in the order of their last letters.
  let entry = NAMES + ENDINGS + (<usize>load<u8>(NAMES + <usize>letter, FIRST_ENDINGS) << 4)
  const last = NAMES + ENDINGS + (<usize>load<u8>(NAMES + <usize>letter, FIRST_ENDINGS + 1) << 4)
  for (; entry < last; entry += 16) {
    const length = <u32>load<u8>(entry, 8)
    if (letters >= length + 2 && (tail ^ load<u64>(entry)) >> (<u64>(8 - length) << 3) == 0) return true
  }
  return false
}
