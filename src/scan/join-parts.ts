// The outcomes of an object's parts, put together in their order: what one scan of the whole would come to.
import type { Location } from '../model/location.ts'
import type { Detection, Occurrence, ScanOutcome } from '../model/scan-outcome.ts'
import type { PartScanned, PartStart, Split } from './scan-part.ts'
import { defaultMaxOccurrences, inOrder, locatedPerDetection, mostCounted } from './tally.ts'

export interface PartJoin {
  /** Where the next part has to begin. */
  next(): Extract<PartStart, { kind: 'exact' }>
  /** Occurrences of the next part, as it counts them, as those of the object; without those beyond the limit. */
  handedOn(chunk: readonly Occurrence[]): readonly Occurrence[]
  /** By identifier: what was handed on so far. */
  readonly kept: ReadonlyMap<string, number>
  add(part: PartScanned): void
  isWhole(): boolean
  outcome(): ScanOutcome
}

export function createPartJoin(
  split: Split,
  options: { readonly maxOccurrencesPerIdentifier?: number | undefined },
): PartJoin {
  const mostKept = options.maxOccurrencesPerIdentifier ?? defaultMaxOccurrences
  const kept = new Map<string, number>()
  const detections = new Map<string, Detection>()
  let [at, column] = [0, 0]
  const before = { rows: 0, records: 0, lines: 0, characters: 0 }

  const isKept = ({ identifier }: Occurrence): boolean => {
    const count = kept.get(identifier) ?? 0
    const most = Math.min(mostKept, mostCounted(identifier))
    if (count < most) kept.set(identifier, count + 1)
    return count < most
  }
  const addDetection = ({ identifier, count, located }: Detection): void => {
    const known = detections.get(identifier.id)
    const room = locatedPerDetection - (known?.located.length ?? 0)
    const moved = located.slice(0, room).map((location) => movedOn(location, before))
    detections.set(identifier.id, {
      identifier,
      count: Math.min((known?.count ?? 0) + count, mostCounted(identifier.id)),
      located: [...(known?.located ?? []), ...moved],
      occurrencesKept: 0,
    })
  }
  return {
    kept,
    next: () => ({ kind: 'exact', at, column }),
    handedOn: (chunk) =>
      chunk.filter(isKept).map((each) => ({ ...each, location: movedOn(each.location, before) })),
    add({ detections: found, end, place }) {
      found.forEach(addDetection)
      at = end
      column = place.column
      before.rows += place.row
      before.records += place.records
      before.characters = place.lines.column + (place.lines.line === 1 ? before.characters : 0)
      before.lines += place.lines.line - 1
    },
    isWhole: () => at === split.contentBytes,
    outcome: () => ({
      status: 'COMPLETE',
      ...split.summary,
      bytesAnalysed: split.mark + split.contentBytes,
      detections: [...detections.values()]
        .map((detection) => ({ ...detection, occurrencesKept: kept.get(detection.identifier.id) ?? 0 }))
        .sort(inOrder),
    }),
  }
}

interface Before {
  readonly rows: number
  readonly records: number
  readonly lines: number
  /** Of the line that goes on. */
  readonly characters: number
}

function movedOn(location: Location, before: Before): Location {
  switch (location.kind) {
    case 'cell':
      return { ...location, row: location.row + before.rows }
    case 'record':
      return { ...location, recordIndex: location.recordIndex + before.records }
    case 'lines': {
      const startColumn = location.startColumn + (location.start === 1 ? before.characters : 0)
      return {
        ...location,
        start: location.start + before.lines,
        end: location.end + before.lines,
        startColumn,
      }
    }
    case 'page':
      return location
    default:
      return location satisfies never
  }
}
