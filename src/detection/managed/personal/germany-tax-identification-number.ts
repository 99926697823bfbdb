// Eleven digits: among the first ten one occurs twice or three times, but not three times in a row, and no other
// repeats; the last is ISO 7064’s.
import { digitsOf } from '../../checksums/digits.ts'
import { passesMod11And10 } from '../../checksums/iso7064-mod-11-10.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const germanyTaxIdentificationNumber = managedIdentifier({
  id: 'GERMANY_TAX_IDENTIFICATION_NUMBER',
  title: 'Tax identification number (Germany)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.bzst.de/DE/Privatpersonen/SteuerlicheIdentifikationsnummer/steuerlicheidentifikationsnummer_node.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'identifikationsnummer',
      // The law’s own abbreviation: AO, section 139b.
      'idnr',
      'steuer id',
      'steuer idnr',
      'steueridentifikationsnummer',
      'steuernummer',
      'tax id',
      'tax identification number',
      'tax number',
    ],
  },
  pattern: /[1-9]\d ?\d{3} ?\d{3} ?\d{3}/,
  validate: isTaxNumber,
  examples: [
    'Steuer-ID: «60152483987»',
    'Steueridentifikationsnummer «60 152 483 987»',
    'IdNr. «60 152 483 987»',
    { label: 'Steuer-IdNr.', text: '«60152483987»' },
    { label: 'steuer_id', text: '«60152483987»' },
  ],
  counterExamples: [
    ['Bestellung 60152483987', 'no keyword nearby'],
    ['Steuer-ID 60152483988', 'the check digit is wrong'],
    ['Steuer-ID 12345678903', 'no digit repeats'],
    ['Steuer-ID 11223456785', 'two digits repeat'],
    ['Steuer-ID 11112345678', 'a digit occurs four times'],
    ['Steuer-ID 21360875555', 'a digit occurs three times in a row'],
  ],
})

function isTaxNumber(text: string): boolean {
  const digits = digitsOf(text)
  return passesMod11And10(digits) && repeatsOneDigit(digits)
}

/** Whether among the first ten digits one occurs twice, or three times but not in a row, and no other repeats. */
function repeatsOneDigit(digits: string): boolean {
  let seen = 0
  let repeated = 0
  let repeats = 0
  let inRow = 0
  for (let i = 0; i < 10; i++) {
    inRow = digits[i] === digits[i - 1] ? inRow + 1 : 1
    if (inRow === 3) return false
    const digit = 1 << (digits.charCodeAt(i) - 0x30)
    if ((seen & digit) !== 0) {
      repeated |= digit
      repeats++
    }
    seen |= digit
  }
  const isOne = repeated !== 0 && (repeated & (repeated - 1)) === 0
  return isOne && repeats <= 2
}
