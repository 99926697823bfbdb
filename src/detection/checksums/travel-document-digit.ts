// The check digit of machine-readable travel documents (ICAO 9303-3): weights 7 3 1, letters count from A = 10.
import { weightedSum } from './weighted-sum.ts'

/** The check digit of a document number of digits and capital letters. */
export function travelDocumentDigit(documentNumber: string): number {
  const values = Array.from(documentNumber, (character) => Number.parseInt(character, 36))
  const weights = values.map((_, i) => [7, 3, 1][i % 3]!)
  return weightedSum(values, weights) % 10
}
