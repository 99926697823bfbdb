// What all identifiers look for, as texts in which each character is a byte of UTF-8.
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import { markedIn } from '../passages.ts'

export const keywords: readonly string[] = [
  ...new Set(managedIdentifiers.flatMap((identifier) => identifier.keywords)),
].map(inBytes)

export const instances: readonly string[] = managedIdentifiers
  .flatMap(({ examples }) => examples.flatMap(markedIn))
  .map(inBytes)

/** Those keywords that most identifiers share, the most popular first. */
export const popularKeywords: readonly string[] = keywords
  .toSorted((a, b) => ownersOf(b) - ownersOf(a))
  .slice(0, 8)

function ownersOf(word: string): number {
  return managedIdentifiers.filter((identifier) => identifier.keywords.map(inBytes).includes(word)).length
}

export function inBytes(text: string): string {
  return Buffer.from(text).toString('latin1')
}
