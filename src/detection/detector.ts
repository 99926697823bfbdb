// Finds sensitive data in passages: the managed identifiers of a selection, then the custom ones, less what is allowed.
//
// The fact to know: a detector follows one content at a time, passage after passage in order; the first one
// of a content is `atStart` and has no context before it.
import type { AllowedText, CustomIdentifierDefinition, IdentifierSelection } from '../model/identifier.ts'
import type { ManagedIdentifier } from '../model/managed-identifier.ts'
import type { Match } from '../model/match.ts'
import type { ContextTable, Passage } from '../model/passage.ts'
import type { DetectedIdentifier } from '../model/scan-outcome.ts'
import { createAllowCheck, mayBeAllowed } from './allow/allow-check.ts'
import { createCustomSearch } from './custom/custom-search.ts'
import { createCoverCheck } from './engine/covered-matches.ts'
import { compileProgram } from './engine/program.ts'
import { createSearch } from './engine/search.ts'
import { managedIdentifierById } from './select-identifiers.ts'

export interface Detector {
  /** What a match's `identifier` counts. */
  readonly identifiers: readonly DetectedIdentifier[]
  /** Ascending by start; valid until the next call. */
  detect(passage: Passage): readonly Match[]
  /** Would this text, as a cell under these names, be detected? The list of names is taken never to change. */
  looksSensitive(cell: Uint8Array, names: readonly string[]): boolean
}

/** @throws Error where the selection names a managed identifier that does not exist, or an expression is refused. */
export function createDetector(selection: IdentifierSelection): Detector {
  const detector = detectorOf(selection.managed.map(managedIdentifierById), selection.custom)
  return selection.allowed === undefined ? detector : withoutAllowed(detector, selection.allowed)
}

/** An allowed match still keeps what overlaps it from counting: it is known, not absent. */
function withoutAllowed(detector: Detector, allowed: AllowedText): Detector {
  const isAllowed = createAllowCheck(allowed)
  const excepted = detector.identifiers.map(({ id }) => !mayBeAllowed(id))
  return {
    ...detector,
    detect(passage) {
      const matches = detector.detect(passage)
      if (matches.length === 0) return matches
      const { buffer, byteOffset, byteLength } = passage.bytes
      const text = Buffer.from(buffer, byteOffset, byteLength)
      return matches.filter(
        ({ identifier, start, end }) => excepted[identifier] || !isAllowed(text.toString('utf8', start, end)),
      )
    },
  }
}

/** A detector for declarations that need not be in the list of managed identifiers. */
export function detectorOf(
  managed: readonly ManagedIdentifier[],
  custom: readonly CustomIdentifierDefinition[] = [],
): Detector {
  const search = createSearch(compileProgram(managed))
  const dropCovered = createCoverCheck(managed)
  const customSearches = custom.map((definition) => createCustomSearch(definition))
  return {
    identifiers: [...managed.map(asManaged), ...custom.map(asCustom)],
    detect(passage) {
      const found: Match[] = []
      search.search(passage, (identifier, start, end) => found.push({ identifier, start, end }))
      const matches = dropCovered(found, passage)
      if (customSearches.length === 0) return matches
      customSearches.forEach((customSearch, index) => {
        customSearch.search(passage, (start, end) =>
          matches.push({ identifier: managed.length + index, start, end }),
        )
      })
      return matches.sort((a, b) => a.start - b.start || a.identifier - b.identifier)
    },
    looksSensitive(cell, names) {
      const table = tableOf(names)
      return (
        search.occursIn(cell, table) ||
        customSearches.some((customSearch) => customSearch.occursIn(cell, table))
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
