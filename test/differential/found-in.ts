// What a detector finds in a case, in places of the content, however it is cut.
import type { Detector } from '../../src/detection/detector.ts'
import { matchesOf } from '../../src/detection/engine/match-list.ts'
import { contentOf, passagesOf, type ContentCase } from './content-case.ts'

/** `identifier start end`, in the order in which they were found. */
export type Found = readonly string[]

export function foundIn(detector: Detector, { layout, parts, cuts }: ContentCase): Found {
  const found: string[] = []
  for (const { passage, origin } of passagesOf(contentOf({ layout, parts }), cuts)) {
    for (const { identifier, start, end } of matchesOf(detector.detect(passage)))
      found.push(`${identifier} ${start - origin} ${end - origin}`)
  }
  return found
}

export function sameFound(one: Found, other: Found): boolean {
  return one.length === other.length && one.every((match, index) => match === other[index])
}
