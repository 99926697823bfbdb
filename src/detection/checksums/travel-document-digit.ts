// The check digit of machine-readable travel documents (ICAO 9303-3): weights 7 3 1, letters count from A = 10.
const weights = [7, 3, 1]

/** The check digit of a document number of digits and capital letters. */
export function travelDocumentDigit(documentNumber: string): number {
  let sum = 0
  for (let i = 0; i < documentNumber.length; i++) {
    const code = documentNumber.charCodeAt(i)
    sum += (code < 0x41 ? code - 0x30 : code - 0x37) * weights[i % 3]!
  }
  return sum % 10
}
