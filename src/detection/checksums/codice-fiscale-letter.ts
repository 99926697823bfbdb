// The letter that closes a Codice Fiscale and opens an Italian account number (CIN): characters in odd places have
// values of their own, the others count 0-9 and 0-25. Places count from 1.

/** Values of 0-9 in odd places; A-J have the same. */
const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
const oddLetters = [...oddDigits, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/** The control letter of a text of digits and capital letters. */
export function codiceFiscaleLetter(text: string): string {
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const isLetter = code >= 0x41
    const even = isLetter ? code - 0x41 : code - 0x30
    sum += i % 2 === 0 ? (isLetter ? oddLetters : oddDigits)[even]! : even
  }
  return String.fromCharCode(65 + (sum % 26))
}
