// Finds sensitive data in passages: the managed identifiers of a selection, by the engine and the gazetteers, then the
// custom ones, less what is allowed.
//
// The fact to know: a detector follows one content at a time, passage after passage in order; the first one
// of a content is `atStart` and has no context before it.
import type { AllowedText, CustomIdentifierDefinition, IdentifierSelection } from '../model/identifier.ts'
import type { ManagedIdentifier } from '../model/managed-identifier.ts'
import type { Matches } from '../model/match.ts'
import type { ContextTable, Passage } from '../model/passage.ts'
import type { DetectedIdentifier } from '../model/scan-outcome.ts'
import { scanMemory } from '../scan-memory/scan-memory.ts'
import { createAllowCheck, mayBeAllowed } from './allow/allow-check.ts'
import { createCustomSearch } from './custom/custom-search.ts'
import { createCoverCheck } from './engine/covered-matches.ts'
import { createEngine, type EngineOptions } from './engine/engine.ts'
import { createJoinedCheck } from './engine/joined-matches.ts'
import {
  addMatch,
  createMatchList,
  mergeMatches,
  removeMatches,
  type MatchList,
} from './engine/match-list.ts'
import { createGazetteerSearch } from './gazetteer/gazetteer-search.ts'
import { wantPlaces } from './gazetteer/kernel-gazetteer.ts'
import { managedIdentifierById } from './select-identifiers.ts'

export interface Detector {
  /** What a match's `identifier` counts. */
  readonly identifiers: readonly DetectedIdentifier[]
  /** Valid until the next call. */
  detect(passage: Passage): Matches
  /** Bytes behind the passage that was asked of last which belong to an instance in it: nothing else of it matters later. */
  reach(): number
  /** Would this text, as a cell under these names, be detected? The list of names is taken never to change. */
  looksSensitive(cell: Uint8Array, names: readonly string[]): boolean
}

interface MatchListDetector extends Detector {
  detect(passage: Passage): MatchList
}

/** @throws Error where the selection names a managed identifier that does not exist, or an expression is refused. */
export function createDetector(selection: IdentifierSelection, options: EngineOptions = {}): Detector {
  const detector = detectorOf(selection.managed.map(managedIdentifierById), selection.custom, options)
  return selection.allowed === undefined ? detector : withoutAllowed(detector, selection.allowed)
}

/** An allowed match still keeps what overlaps it from counting: it is known, not absent. */
function withoutAllowed(detector: MatchListDetector, allowed: AllowedText): Detector {
  const isAllowed = createAllowCheck(allowed)
  const excepted = detector.identifiers.map(({ id }) => !mayBeAllowed(id))
  return {
    ...detector,
    detect(passage) {
      const matches = detector.detect(passage)
      if (matches.count === 0) return matches
      const { buffer, byteOffset, byteLength } = passage.bytes
      const text = Buffer.from(buffer, byteOffset, byteLength)
      const isAllowedMatch = (index: number): boolean =>
        !excepted[matches.identifiers[index]!] &&
        isAllowed(text.toString('utf8', matches.starts[index], matches.ends[index]))
      removeMatches(
        matches,
        Array.from({ length: matches.count }, (_, index) => index).filter(isAllowedMatch),
      )
      return matches
    },
  }
}

/** A detector for declarations that need not be in the list of managed identifiers. */
export function detectorOf(
  managed: readonly ManagedIdentifier[],
  custom: readonly CustomIdentifierDefinition[] = [],
  options: EngineOptions = {},
): MatchListDetector {
  const engine = createEngine(managed, options)
  const dropJoined = createJoinedCheck(managed)
  const dropCovered = createCoverCheck(managed)
  const customSearch = custom.length === 0 ? undefined : createCustomSearch(custom, options)
  const memory = options.kind === 'typescript' ? undefined : (options.memory ?? scanMemory())
  const finders = new Map(
    managed.flatMap(({ finder }, index) => (finder === undefined ? [] : [[finder, index]])),
  )
  const gazetteer = finders.size === 0 ? undefined : createGazetteerSearch(new Set(finders.keys()), memory)
  const matches = createMatchList()
  return {
    identifiers: [...managed.map(asManaged), ...custom.map(asCustom)],
    detect(passage) {
      matches.count = 0
      if (gazetteer !== undefined) gazetteer.announce()
      else if (memory !== undefined) wantPlaces(memory, 0)
      engine.search(passage, matches)
      dropJoined(matches, passage)
      dropCovered.drop(matches, passage)
      const { count } = matches
      gazetteer?.search(passage, (finder, start, end) =>
        addMatch(matches, { identifier: finders.get(finder)!, start, end }),
      )
      customSearch?.search(passage, (index, start, end) =>
        addMatch(matches, { identifier: managed.length + index, start, end }),
      )
      if (matches.count > count) mergeMatches(matches, count)
      return matches
    },
    reach: () => Math.max(engine.reach(), dropCovered.reach(), customSearch?.reach() ?? 0),
    looksSensitive(cell, names) {
      const table = tableOf(names)
      return (
        engine.occursIn(cell, table) ||
        gazetteer?.occursIn(cell, table) === true ||
        customSearch?.occursIn(cell, table) === true
      )
    },
  }
}

/** What engines know of names they remember by the table; so one list is one table. */
const tables = new WeakMap<readonly string[], ContextTable>()

function tableOf(names: readonly string[]): ContextTable {
  const known = tables.get(names)
  if (known !== undefined) return known
  const table = { size: 1, names: () => names }
  tables.set(names, table)
  return table
}

function asManaged({ id, category }: ManagedIdentifier): DetectedIdentifier {
  return { kind: 'managed', id, category }
}

function asCustom({ id, name }: CustomIdentifierDefinition): DetectedIdentifier {
  return { kind: 'custom', id, name }
}
