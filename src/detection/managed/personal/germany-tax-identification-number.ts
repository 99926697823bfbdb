// Eleven digits: among the first ten one occurs twice or three times and no other repeats; the last is ISO
// 7064’s.
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
      'steuer id',
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
    { label: 'steuer_id', text: '«60152483987»' },
  ],
  counterExamples: [
    ['Bestellung 60152483987', 'no keyword nearby'],
    ['Steuer-ID 60152483988', 'the check digit is wrong'],
    ['Steuer-ID 12345678903', 'no digit repeats'],
    ['Steuer-ID 11224567893', 'two digits repeat'],
  ],
})

function isTaxNumber(text: string): boolean {
  const digits = digitsOf(text)
  const counts = new Map<string, number>()
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  const repeated = [...counts.values()].filter((count) => count > 1)
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3 && passesMod11And10(digits)
}
