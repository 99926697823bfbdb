// The detection program, as `src/detection/engine/webassembly/image.ts` lays it out: a header of addresses
// relative to PROGRAM, then tables. Nothing here is written while a passage is searched.
import { PROGRAM } from './areas'

/** The first letters of words that may begin a keyword or a form without one: 2^18 bits. */
export let WORD_FILTER: usize = 0
/** The symbol of each character below U+2100 to the keyword automaton; 0 is none, MARK is skipped. */
export let SYMBOLS: usize = 0
/** The automaton's rows, laid over each other: slot[state + symbol] = owner << 16 | next. */
export let SLOTS: usize = 0
/** Of each state, the set of identifiers whose keyword ends there, or 0. */
export let ACCEPTS: usize = 0
export let START: u32 = 0
/** What each byte is: see text-classes.ts. */
export let CLASSES: usize = 0
/** Four tables of 256 masks: which groups of forms without keyword can have the byte there. */
export let ANCHOR_MASKS: usize = 0
/** Of each group: count, then pairs of form and the address of its leading bytes. */
export let ANCHOR_GROUPS: usize = 0
export let FORMS: usize = 0
export let FORM_COUNT: u32 = 0
export let SETS: usize = 0
/** Lists of forms that sets and groups name. */
export let LISTS: usize = 0
/** Pairs of signs that a form without keyword begins with, 0 where there are fewer. */
export let SIGN_PAIRS: u64 = 0
/** Bit 0: numbers of 13 digits and more are looked at; bit 1: groups of four; bit 2: two letters and two digits. */
export let RULES: u32 = 0
/** Letters that begin a keyword or form though no letter follows; 0xff is any. */
export let SINGLE_LETTERS: u64 = 0
/** The set that is the first group of forms that are walked together. */
export let FIRST_GROUP: u32 = 0
export let GROUP_COUNT: u32 = 0
export let CARD_LENGTHS: usize = 0
export let CARD_TESTS: usize = 0
export let CARD_TEST_COUNT: u32 = 0
export let PHONE_KINDS: usize = 0

export const MARK: u32 = 255
export const formBytes: u32 = 96
export const setBytes: u32 = 144

/** To be called when another program was written. */
export function useProgram(): void {
  WORD_FILTER = at(0)
  SYMBOLS = at(1)
  SLOTS = at(2)
  ACCEPTS = at(3)
  START = load<u32>(PROGRAM, 16)
  CLASSES = at(5)
  ANCHOR_MASKS = at(6)
  ANCHOR_GROUPS = at(7)
  FORMS = at(8)
  FORM_COUNT = load<u32>(PROGRAM, 36)
  SETS = at(10)
  LISTS = at(11)
  SIGN_PAIRS = load<u64>(PROGRAM, 48)
  RULES = load<u32>(PROGRAM, 56)
  SINGLE_LETTERS = load<u64>(PROGRAM, 88)
  FIRST_GROUP = load<u32>(PROGRAM, 76)
  GROUP_COUNT = load<u32>(PROGRAM, 84)
  CARD_LENGTHS = at(15)
  CARD_TESTS = at(16)
  CARD_TEST_COUNT = load<u32>(PROGRAM, 68)
  PHONE_KINDS = at(24)
}

function at(index: u32): usize {
  return PROGRAM + load<u32>(PROGRAM + (index << 2))
}
