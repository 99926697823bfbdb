// What all keywords of a cell make active at once, as one set: a long cell with many keywords is gone through once, not
// once for each of them.
//
// What it costs: nothing where all keywords have the same few sets, as those have automata of their own; else some
// loads for each keyword, each group, and each form that is in none.
import { hitSet } from './keywords'
import { FIRST_GROUP, FORM_COUNT, GROUP_COUNT, LISTS, setBytes } from './program'
import { formAt, identifierOf, keywordRuleOf } from './shapes'
import { formCountOf, formsOf, hasIdentifier, setAt, unitedIn } from './sets'

/** So many sets are gone through one by one. */
const few: u32 = 3
const mostForms: u32 = 2_048
const required: u32 = 0

const sets = memory.data(16)
/** A record like those of the program: see sets.ts. */
const joint = memory.data(144)
const jointForms = memory.data(2_048 * 4)
/** Of each form whether a group has it: one bit each. */
const grouped = memory.data(256)

/** The set of the hits [first, last) and of `context`, 0 for none; or 0 where it would not pay. */
export function joinSets(context: usize, first: u32, last: u32): usize {
  if (last - first <= few || !areMany(first, last)) return 0
  memory.fill(joint, 0, setBytes)
  if (context != 0) join(context)
  for (let hit = first; hit < last; hit++) join(setAt(hitSet(hit)))
  store<u64>(joint, joinGroups(), 136)
  let count: u32 = 0
  for (let form: u32 = 0; form < min(FORM_COUNT, mostForms); form++) {
    const f = formAt(form)
    if (keywordRuleOf(f) != required || isGrouped(form) || !hasIdentifier(joint, identifierOf(f))) continue
    store<u32>(jointForms + <usize>(count++ << 2), form)
  }
  store<u32>(joint, <u32>(jointForms - LISTS), 96)
  store<u32>(joint, count, 100)
  return joint
}

/** Which identifiers, and which first bytes. */
function join(set: usize): void {
  for (let at: usize = 0; at < 96; at += 16)
    v128.store(joint + at, v128.or(v128.load(joint + at), v128.load(set + at)))
}

function areMany(first: u32, last: u32): bool {
  let count: u32 = 0
  for (let hit = first; hit < last; hit++) {
    const set = hitSet(hit)
    let i: u32 = 0
    while (i < count && load<u32>(sets + <usize>(i << 2)) != set) i++
    if (i < count) continue
    if (count == few) return true
    store<u32>(sets + <usize>(count++ << 2), set)
  }
  return false
}

/** The groups with forms of the joint set's identifiers; notes which forms they have. */
function joinGroups(): u64 {
  let groups: u64 = 0
  memory.fill(grouped, 0, mostForms >> 3)
  for (let group: u32 = 0; group < GROUP_COUNT; group++) {
    const set = setAt(FIRST_GROUP + group)
    // One that lost forms to a narrower choice of identifiers is no group any more.
    if (unitedIn(set) == 0) continue
    let shared = i64x2.splat(0)
    for (let at: usize = 0; at < 64; at += 16)
      shared = v128.or(shared, v128.and(v128.load(joint + at), v128.load(set + at)))
    if (v128.any_true(shared)) groups |= (<u64>1) << group
    const forms = formsOf(set)
    for (let i: u32 = 0; i < formCountOf(set); i++) {
      const form = load<u32>(forms + <usize>(i << 2))
      const bits = grouped + <usize>(form >> 3)
      store<u8>(bits, <u32>load<u8>(bits) | (1 << (form & 7)))
    }
  }
  return groups
}

function isGrouped(form: u32): bool {
  return ((<u32>load<u8>(grouped + <usize>(form >> 3)) >> (form & 7)) & 1) != 0
}
