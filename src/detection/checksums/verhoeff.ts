// Verhoeff's check (J. Verhoeff, Error Detecting Decimal Codes, 1969): it finds every wrong digit and every swap of
// neighbours, by multiplying in a group in which order counts.

const products = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
/** What a digit becomes by its place from the right, modulo 8. */
const permuted = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Whether a string of digits, check digit included, passes. */
export function passesVerhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30
    check = valueAt(products[check]!, valueAt(permuted[i % 8]!, digit))
  }
  return check === 0
}

function valueAt(row: string, place: number): number {
  return row.charCodeAt(place) - 0x30
}
