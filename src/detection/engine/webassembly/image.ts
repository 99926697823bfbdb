// The detection program as bytes of the scan memory: the tables that `src/kernels/program.ts` reads.
//
// The fact to know: an image is written for the program area's address, so it is copied there as it is, and it
// tells of itself all that the host needs: see image-facts.ts.
import { mostForms, mostTrails, programHeaderWords } from '../../../scan-memory/layout.ts'
import { cardLengthsByPrefix, cardTestNumbers } from '../../managed/shared/card-numbers.ts'
import type { Program, ProgramForm } from '../program.ts'
import type { ShapeAutomaton } from '../shape-automaton.ts'
import { byteClasses } from '../text-classes.ts'
import { anchorRules } from './anchor-rules.ts'
import { createImageWriter, type ImageWriter } from './image-writer.ts'
import { buildKeywordRows, type KeywordRows } from './keyword-rows.ts'
import { checkNumber } from './native-checks.ts'
import { phoneKinds } from './phone-kinds.ts'
import { digitWithinWord, setBit, setRecord, setRecordBytes, setsFormOf, writeUnion } from './set-record.ts'
import { groupForms, trailStep } from './form-groups.ts'
import { acceptingBit, uniteAutomata, type UnionAutomaton } from './union-automaton.ts'
import { markWords, singleLetters } from './word-filter.ts'

/** Sets and bytes of lists that there is room for. */
export const mostSets = 4_096
export const mostListBytes = 512 * 1_024
export const mostIdentifiers = 512
export const formBytes = 96
const keywordRules = { required: 0, none: 1, absent: 2 }

/** @throws Error with the reason where the kernels cannot search for it in bounded time, or have no room for it. */
export function buildImage(program: Program): Uint8Array {
  if (program.identifiers.length > mostIdentifiers)
    throw new Error(`Cannot compile the identifiers: there are more than ${mostIdentifiers}`)
  const writer = createImageWriter()
  const rows = buildKeywordRows(program.keywords.keywords)
  const anchors = anchorRules(program)
  const { accepts, owners } = setsOfStates(rows)
  const forms = formRecords(program.forms, writer)
  if (program.forms.length > mostForms || forms.trails >= mostTrails)
    throw new Error(
      `Cannot compile the identifiers: they have more than ${mostForms} forms, or too many long ones`,
    )
  const lists = listsOf(program, owners, writer)
  const tests = BigUint64Array.from(cardTestNumbers())
  const phones = writer.place(phoneKinds())
  const header = new Uint32Array(programHeaderWords)
  const tables = [
    writer.place(markWords(program.keywords.keywords, anchors.beginnings)),
    writer.place(rows.symbols),
    writer.place(rows.slots),
    writer.place(accepts),
    rows.start,
    writer.place(byteClasses),
    writer.place(Int32Array.from(program.anchors.masks.flatMap((mask) => [...mask]))),
    writer.place(lists.groups),
    writer.place(forms.records),
    program.forms.length,
    // Lists and sets come last, with room for more behind each.
    writer.place(padded(lists.sets, mostSets * setRecordBytes)),
    writer.place(padded(lists.list, mostListBytes)),
    anchors.signPairs.slice(0, 2).reduce((packed, pair, i) => packed | (pair << (16 * i)), 0),
    anchors.signPairs.slice(2).reduce((packed, pair, i) => packed | (pair << (16 * i)), 0),
    anchors.rules,
    writer.place(cardLengthsByPrefix()),
    writer.place(tests),
    tests.length,
    forms.trails,
    owners.length,
    lists.list.byteLength,
    lists.groupCount,
    ...singleLetters(program.keywords.keywords, anchors.beginnings),
    phones,
  ]
  header.set(tables)
  return writer.finish(header)
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length)
  whole.set(bytes)
  return whole
}

/** With the number of a set: its keywords count in a text only where no more words are joined to them. */
const endsNameBit = 0x8000

/** States whose keywords belong to the same identifiers share a set; 0 is the empty one. */
function setsOfStates({ slots, ends }: KeywordRows): {
  accepts: Uint16Array
  owners: readonly (readonly number[])[]
} {
  const accepts = new Uint16Array(slots.length)
  const numbers = new Map<string, number>()
  const owners: (readonly number[])[] = [[]]
  for (const [state, keywords] of ends) {
    const all = [...new Set(keywords.flatMap((keyword) => keyword.owners))].toSorted((a, b) => a - b)
    const key = all.join()
    if (!numbers.has(key)) numbers.set(key, owners.push(all) - 1)
    const ending = keywords.filter(({ endsName }) => endsName).length
    if (ending > 0 && ending < keywords.length)
      throw new Error('Cannot compile the keywords: some of one spelling end a name, and some do not')
    accepts[state] = numbers.get(key)! | (ending > 0 ? endsNameBit : 0)
  }
  return { accepts, owners }
}

function formRecords(
  forms: readonly ProgramForm[],
  writer: ImageWriter,
): { records: Uint8Array; trails: number } {
  const records = new Uint8Array(Math.max(1, forms.length) * formBytes)
  const words = new Uint32Array(records.buffer)
  const packed = new Map<ShapeAutomaton, Uint16Array>()
  let trails = 0
  for (const { index, automaton, longest, identifier, keyword, validate, firstBytes, digitWithin } of forms) {
    const table = packed.get(automaton) ?? withAccepting(automaton)
    packed.set(automaton, table)
    words.set(
      [
        writer.address(table),
        writer.address(automaton.classes),
        automaton.start,
        longest,
        identifier,
        keywordRules[keyword],
        checkNumber(validate),
        longest >= trailStep ? ++trails : 0,
      ],
      (index * formBytes) / 4,
    )
    words[(index * formBytes) / 4 + digitWithinWord] = digitWithin
    firstBytes.forEach((first, byte) => {
      if (first === 1) setBit(records, (index * formBytes + 32) * 8 + byte)
    })
  }
  return { records, trails }
}

/** Each entry says itself whether the state that it leads to is accepting. */
function withAccepting({ table, accepting }: ShapeAutomaton): Uint16Array {
  if (table.length >= acceptingBit) throw new Error('Cannot compile a shape: it has too many states')
  return table.map((next) => (accepting[next] === 1 ? next | acceptingBit : next))
}

/** The forms of each set, and of each group of forms without keyword with their own first four bytes. */
function listsOf(
  program: Program,
  owners: readonly (readonly number[])[],
  writer: ImageWriter,
): { list: Uint8Array; sets: Uint8Array; groups: Uint32Array; groupCount: number } {
  const list: number[] = []
  const groupsOfForms = groupForms(program.forms)
  const sets = new Uint8Array((owners.length + groupsOfForms.length) * setRecordBytes)
  const placeUnion = (record: Uint8Array, union: UnionAutomaton, count: number): void => {
    const { table, classes, accepted, lists, start } = union
    const addresses = [table, classes, accepted, lists].map((part) => writer.address(part))
    writeUnion(record, { addresses, count, start })
  }
  owners.forEach((identifiers, set) => {
    const all = identifiers.flatMap((identifier) => program.formsNearKeywords[identifier]!)
    // Long walks leave trails, which united ones do not: those come last.
    const short = all.filter(({ longest }) => longest < trailStep)
    const forms = [...short, ...all.filter(({ longest }) => longest >= trailStep)]
    const record = setRecord(identifiers, forms.map(setsFormOf), list.length * 4)
    const union = uniteAutomata(short.map(({ automaton }) => automaton))
    if (union !== undefined) placeUnion(record, union, short.length)
    sets.set(record, set * setRecordBytes)
    list.push(...forms.map((form) => form.index))
  })
  groupsOfForms.forEach(({ forms, union }, group) => {
    const identifiers = [...new Set(forms.map((form) => form.identifier))]
    const record = setRecord(identifiers, forms.map(setsFormOf), list.length * 4)
    placeUnion(record, union, forms.length)
    sets.set(record, (owners.length + group) * setRecordBytes)
    list.push(...forms.map((form) => form.index))
  })
  const anchored = program.anchors.groups.flat()
  const pairs = list.length
  const leadingAt = (pairs + anchored.length * 2) * 4
  const groups = new Uint32Array(64)
  let entry = 0
  program.anchors.groups.forEach((group, number) => {
    groups.set([(pairs + entry * 2) * 4, group.length], number * 2)
    for (const { form } of group) list.push(form.index, leadingAt + 256 * entry++)
  })
  const bytes = new Uint8Array(leadingAt + 256 * anchored.length)
  bytes.set(new Uint8Array(Uint32Array.from(list).buffer))
  anchored.forEach(({ leading }, index) => bytes.set(leading, leadingAt + 256 * index))
  return { list: bytes, sets, groups, groupCount: groupsOfForms.length }
}
