// Where a value of JSON is: its record and its path. The path is left out where a name on it looks sensitive, as it
// would itself give the data away, under the names before it; a key that is data is always such a name.
import type { Location } from '../model/location.ts'
import { pathOf } from './frames.ts'
import type { LooksSensitive } from './looks-sensitive.ts'
import type { JsonScan } from './json-scan.ts'
import { jsonPath } from './json-path.ts'
import type { PathTable } from './path-table.ts'
import { keyMark } from './tokenise-json.ts'

export interface JsonLocator {
  /** The location of a value by its number in the passage. */
  locate(value: number): Location
  /** The location of the value that is read now, where it is not in the list of values. */
  locateAs(value: { readonly frame: number; readonly index: number; readonly context: number }): Location
}

export function createJsonLocator(scan: JsonScan, looksSensitive: LooksSensitive): JsonLocator {
  let table: PathTable | undefined
  let sensitive: boolean[] = []
  const hasSensitiveName = (context: number): boolean => {
    if (context === 0) return false
    const { table: paths } = scan.frames
    const parent = paths.parents[context]!
    return (sensitive[context] ??=
      hasSensitiveName(parent) || looksSensitive(Buffer.from(paths.name(context)), paths.names(parent)))
  }
  const at = (
    recordIndex: number,
    value: { readonly frame: number; readonly index: number; readonly context: number },
  ): Location => {
    if (table !== scan.frames.table) [table, sensitive] = [scan.frames.table, []]
    if (value.index === keyMark || hasSensitiveName(value.context)) return { kind: 'record', recordIndex }
    return { kind: 'record', recordIndex, jsonPath: jsonPath(pathOf(scan.frames, value)) }
  }
  return {
    locate: (i) => {
      const { rows, places, indexes, contexts } = scan.values
      const value = { frame: places[i]!, index: indexes[i]!, context: contexts[i]! }
      return at(scan.firstRecord + rows[i]!, value)
    },
    locateAs: (value) => at(scan.record, value),
  }
}
