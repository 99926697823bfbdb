// The managed data identifiers that list.ts names, by their names: what begins and ends together is told in this order.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import * as list from './list.ts'

export const managedIdentifiers: readonly ManagedIdentifier[] = Object.values(list).flat()
