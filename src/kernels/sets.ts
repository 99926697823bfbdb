// Sets of identifiers: those of a keyword, or of all names of a column or path. 144 bytes each: which identifiers (one
// bit each), which first bytes their forms have, the list of the forms, the longest of them, within how many bytes each
// instance has a digit, and the automaton that the first of the forms are united in.
import { LISTS, SETS, setBytes } from './program'

// @ts-ignore: decorator
@inline
export function setAt(set: u32): usize {
  return SETS + <usize>(set * setBytes)
}

// @ts-ignore: decorator
@inline
export function hasIdentifier(s: usize, identifier: u32): bool {
  return ((<u32>load<u8>(s + <usize>(identifier >> 3)) >> (identifier & 7)) & 1) != 0
}

/** Can a form of the set begin with this byte? */
// @ts-ignore: decorator
@inline
export function mayBegin(s: usize, byte: u32): bool {
  return ((<u32>load<u8>(s + <usize>(byte >> 3), 64) >> (byte & 7)) & 1) != 0
}

/** The forms that need a keyword: 32-bit numbers. */
// @ts-ignore: decorator
@inline
export function formsOf(s: usize): usize {
  return LISTS + <usize>load<u32>(s, 96)
}

// @ts-ignore: decorator
@inline
export function formCountOf(s: usize): u32 {
  return load<u32>(s, 100)
}

// @ts-ignore: decorator
@inline
export function longestIn(s: usize): u32 {
  return load<u32>(s, 104)
}

/** Every instance has a digit among its first so many bytes; 0 where one may have none. */
// @ts-ignore: decorator
@inline
export function digitWithin(s: usize): u32 {
  return load<u32>(s, 108)
}

/** Has it an automaton of its own for the united ones? Else groups have. */
// @ts-ignore: decorator
@inline
export function hasOwnUnion(s: usize): bool {
  return load<u32>(s, 112) != 0
}

/** The groups that unite them: one bit each. */
// @ts-ignore: decorator
@inline
export function groupsIn(s: usize): u64 {
  return load<u64>(s, 136)
}

/** How many of the forms, the first ones, are united; 0 where none are. */
// @ts-ignore: decorator
@inline
export function unitedIn(s: usize): u32 {
  return load<u32>(s, 128)
}
