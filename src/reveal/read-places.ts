// The places of a finding's occurrences, from the results file of its run: the first ten of each type that it reports.
import type { WireFinding } from '../findings/finding.ts'
import type { Location } from '../model/location.ts'
import type { ResultsStore } from '../results/results-store.ts'

/** By the identifier's id. */
export type Places = ReadonlyMap<string, TypePlaces>

export interface TypePlaces {
  /** What the samples go by: the detection type, or the custom identifier's name. */
  readonly type: string
  /** How many occurrences are at a place. */
  readonly counts: ReadonlyMap<string, number>
}

const mostTypes = 100
export const mostSamples = 10

/** @throws where the file is not there or broken */
export async function readPlaces(
  resultsStore: Pick<ResultsStore, 'read'>,
  file: string,
  finding: WireFinding,
): Promise<Places> {
  const places = new Map<string, { type: string; counts: Map<string, number>; taken: number }>()
  const reported = typesOf(finding)
  const number = await numberOf(resultsStore, file, finding.id)
  for await (const line of resultsStore.read(file)) {
    if (line.t !== 'occurrences' || line.o !== number) continue
    for (const { identifier, location } of line.items) {
      const type = reported.get(identifier)
      if (type === undefined) continue
      const found = places.get(identifier) ?? { type, counts: new Map<string, number>(), taken: 0 }
      places.set(identifier, found)
      if (found.taken === mostSamples) continue
      found.taken++
      const key = placeKey(location)
      found.counts.set(key, (found.counts.get(key) ?? 0) + 1)
    }
  }
  return places
}

/** The same text for the same place, in whatever order its members are. */
export function placeKey(location: Location): string {
  const members = Object.entries(location).filter(([, value]) => value !== undefined)
  return JSON.stringify(members.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the finding reports: a custom identifier below its lowest threshold is in the results, but not in the finding. */
function typesOf({ classificationDetails: { result } }: WireFinding): ReadonlyMap<string, string> {
  const managed = result.sensitiveData.flatMap(({ detections }) =>
    detections.map(({ type }) => [type, type] as const),
  )
  const custom = result.customDataIdentifiers.detections.map(({ arn, name }) => [arn, name] as const)
  return new Map([...managed, ...custom].slice(0, mostTypes))
}

/** The number of the object's lines: told by its last one only. */
async function numberOf(
  resultsStore: Pick<ResultsStore, 'read'>,
  file: string,
  findingId: string,
): Promise<number | undefined> {
  for await (const line of resultsStore.read(file))
    if (line.t === 'object' && line.findingId === findingId) return line.o
  return undefined
}
