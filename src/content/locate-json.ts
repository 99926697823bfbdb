// Where a value of JSON is: its record and its path. The path is left out where a name on it looks sensitive, as it
// would itself give the data away, under the names before it; a key that is data is always such a name.
import type { Location } from '../model/location.ts'
import { createArrayPaths } from './array-paths.ts'
import { isInArray } from './frames.ts'
import type { LooksSensitive } from './looks-sensitive.ts'
import type { JsonScan } from './json-scan.ts'
import { jsonPath } from './json-path.ts'
import type { PathTable } from './path-table.ts'
import { keyMark } from './tokenise-json.ts'

export interface JsonLocator {
  /** To be called at the beginning of each passage. */
  begin(): void
  /** The location of a value by its number in the passage. */
  locate(value: number): Location
  /** The location of the value that is read now, where it is not in the list of values. */
  locateAs(value: { readonly frame: number; readonly index: number; readonly context: number }): Location
}

export function createJsonLocator(scan: JsonScan, looksSensitive: LooksSensitive): JsonLocator {
  let table: PathTable | undefined
  let sensitive: boolean[] = []
  /** Of the contexts without an array on their path, all whose values have the same. */
  let paths: string[] = []
  const arrayPaths = createArrayPaths(scan.frames)
  const hasSensitiveName = (context: number): boolean => {
    if (context === 0) return false
    const { table: names } = scan.frames
    const parent = names.parents[context]!
    return (sensitive[context] ??=
      hasSensitiveName(parent) || looksSensitive(Buffer.from(names.name(context)), names.names(parent)))
  }
  const at = (
    recordIndex: number,
    value: { readonly frame: number; readonly index: number; readonly context: number },
  ): Location => {
    if (table !== scan.frames.table) [table, sensitive, paths] = [scan.frames.table, [], []]
    if (value.index === keyMark || hasSensitiveName(value.context)) return { kind: 'record', recordIndex }
    const { frames } = scan
    const path = isInArray(frames, value.frame)
      ? arrayPaths.of(value)
      : (paths[value.context] ??= jsonPath(frames.table.names(value.context)))
    return { kind: 'record', recordIndex, jsonPath: path }
  }
  return {
    begin: () => arrayPaths.forget(),
    locate: (i) => {
      const { rows, places, indexes, contexts } = scan.values
      const value = { frame: places[i]!, index: indexes[i]!, context: contexts[i]! }
      return at(scan.firstRecord + rows[i]!, value)
    },
    locateAs: (value) => at(scan.record, value),
  }
}
