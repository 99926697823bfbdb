// The located occurrences of a finding: fifteen in all, filled depth first, in the API's form.
import type { Location } from '../model/location.ts'
import type { WireCell, WireOccurrences } from './finding.ts'

export const maxLocatedOccurrences = 15

/** Hands out the finding's places in the order it is asked. */
export interface Places {
  take(located: readonly Location[]): WireOccurrences
  readonly taken: number
}

/** `allowed`: 0 for archives, whose findings tell no places. */
export function createPlaces(allowed: number): Places {
  let taken = 0
  const take = (located: readonly Location[]): WireOccurrences => {
    const these = located.slice(0, allowed - taken)
    taken += these.length
    return wireOccurrences(these)
  }
  return {
    take,
    get taken() {
      return taken
    },
  }
}

/** So many places of each detection, as discovery results tell them. */
export function placesOfEach(allowed: number): Places {
  let taken = 0
  return {
    take(located) {
      const these = located.slice(0, allowed)
      taken += these.length
      return wireOccurrences(these)
    },
    get taken() {
      return taken
    },
  }
}

/** Locations in the API's form: lists by kind, null where there are none. */
export function wireOccurrences(locations: readonly Location[]): WireOccurrences {
  const cells: WireCell[] = []
  const lineRanges: NonNullable<WireOccurrences['lineRanges']>[number][] = []
  const pages: NonNullable<WireOccurrences['pages']>[number][] = []
  const records: NonNullable<WireOccurrences['records']>[number][] = []
  for (const location of locations) {
    switch (location.kind) {
      case 'cell': {
        const { row, column, columnName, cellReference } = location
        cells.push({ row, column, columnName: columnName ?? null, cellReference: cellReference ?? null })
        break
      }
      case 'lines':
        lineRanges.push({ start: location.start, end: location.end, startColumn: location.startColumn })
        break
      case 'page':
        pages.push({ lineRange: null, offsetRange: null, pageNumber: location.pageNumber })
        break
      case 'record':
        records.push({ recordIndex: location.recordIndex, jsonPath: location.jsonPath ?? null })
        break
    }
  }
  return {
    cells: orNull(cells),
    lineRanges: orNull(lineRanges),
    offsetRanges: null,
    pages: orNull(pages),
    records: orNull(records),
  }
}

function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list
}
