// Reads an object again and takes the texts at the recorded places, and at no others.
import type { Occurrence } from '../model/scan-outcome.ts'
import type { SourceConfig } from '../objects/object-store.ts'
import type { ScanThreads } from '../threads/scan-threads.ts'
import type { Revealable } from './examine-finding.ts'
import { mostSamples, placeKey, type Places } from './read-places.ts'
import type { Retrieval } from './retrieval.ts'

export interface Reading {
  readonly threads: Pick<ScanThreads, 'scan'>
  readonly group: string
  readonly examined: Revealable
}

/** AWS shows no more of a value. */
const mostCharacters = 128
/**
 * Many more than the samples: what an allow list took out of the results is matched again, and an identifier may have
 * become sharper since.
 */
const occurrencesLookedAt = 100_000

export async function takeSamples(
  { sources }: { readonly sources: readonly SourceConfig[] },
  { threads, group, examined }: Reading,
): Promise<Retrieval> {
  const { bucket, entry, identifiers, places } = examined
  let taking = samplesAt(places)
  const outcome = await threads.scan(
    {
      group,
      sources,
      bucket,
      entry,
      identifiers,
      maxOccurrencesPerIdentifier: occurrencesLookedAt,
      reveal: true,
    },
    {
      onOccurrences: (chunk) => taking.take(chunk),
      onRestart: () => {
        taking = samplesAt(places)
      },
    },
  )
  if (outcome.status === 'STOPPED') return tookTooLong
  if (outcome.status === 'SKIPPED')
    return failed(`The object could not be read again: ${outcome.reason ?? 'MALFORMED_FILE'}.`)
  if (taking.samples.size === 0)
    return failed('Nothing is found any more at the places that the finding reports.')
  return { status: 'SUCCESS', samples: taking.samples }
}

export const tookTooLong = failed('Reading the object again took too long.')

function failed(error: string): Retrieval {
  return { status: 'ERROR', error }
}

function samplesAt(places: Places) {
  const left = new Map([...places].map(([id, { counts }]) => [id, new Map(counts)]))
  const samples = new Map<string, string[]>()
  const takeOne = ({ identifier, location, text }: Occurrence): void => {
    const counts = left.get(identifier)
    const type = places.get(identifier)?.type
    if (counts === undefined || type === undefined || text === undefined) return
    const place = placeKey(location)
    const wanted = counts.get(place) ?? 0
    // Two custom identifiers may have one name: together they have no more than one.
    const taken = samples.get(type) ?? []
    if (wanted === 0 || taken.length === mostSamples) return
    counts.set(place, wanted - 1)
    samples.set(type, [...taken, firstCharacters(text)])
  }
  return {
    samples,
    take: (chunk: readonly Occurrence[]): void => {
      for (const occurrence of chunk) takeOne(occurrence)
    },
  }
}

function firstCharacters(text: string): string {
  // A character is two units at most; cutting first keeps a long value from becoming a list.
  return Array.from(text.slice(0, 2 * mostCharacters))
    .slice(0, mostCharacters)
    .join('')
}
