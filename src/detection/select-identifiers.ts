// The managed data identifiers as jobs select them.
import type { ManagedDataIdentifierSelector } from '../model/job.ts'
import type { ManagedIdentifier } from '../model/managed-identifier.ts'
import { managedIdentifiers } from './managed/index.ts'

/** The ids that a job looks for, in the order of the list; `ids` are those it includes or excludes. */
export function selectManagedIdentifiers(
  selector: ManagedDataIdentifierSelector,
  ids: readonly string[],
): readonly string[] {
  return managedIdentifiers.filter((identifier) => isSelected(identifier, selector, ids)).map(({ id }) => id)
}

/** @throws Error where there is none of that id. */
export function managedIdentifierById(id: string): ManagedIdentifier {
  const identifier = byId.get(id)
  if (identifier === undefined)
    throw new Error(`Cannot look for ${id}: there is no such managed data identifier`)
  return identifier
}

export function isManagedIdentifier(id: string): boolean {
  return byId.has(id)
}

const byId: ReadonlyMap<string, ManagedIdentifier> = new Map(
  managedIdentifiers.map((identifier) => [identifier.id, identifier]),
)

function isSelected(
  { id, recommended }: ManagedIdentifier,
  selector: ManagedDataIdentifierSelector,
  ids: readonly string[],
): boolean {
  switch (selector) {
    case 'ALL':
      return true
    case 'NONE':
      return false
    case 'RECOMMENDED':
      return recommended === true
    case 'INCLUDE':
      return ids.includes(id)
    case 'EXCLUDE':
      return !ids.includes(id)
    default:
      return selector satisfies never
  }
}
