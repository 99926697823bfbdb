// Nine characters of an alphabet without vowels, beginning with one of six letters; the check digit of travel
// documents may follow.
import { hasDigit, isMixedPlaceholder } from '../../checksums/digits.ts'
import { travelDocumentDigit } from '../../checksums/travel-document-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const germanyPassportNumber = managedIdentifier({
  id: 'GERMANY_PASSPORT_NUMBER',
  title: 'Passport number (Germany)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://www.bmi.bund.de/DE/themen/moderne-verwaltung/ausweise-und-paesse/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'ausstellungsdatum',
      'ausstellungsort',
      'geburtsdatum',
      'passport',
      'passports',
      'reisepass',
      'reisepass–nr',
      'reisepassnummer',
    ],
  },
  forms: [
    { pattern: /[CFGHJK][0-9CFGHJKLMNPRTVWXYZ]{8}\d?/, keyword: 'required', validate: isPassport },
    // In small letters, without its check digit, it would be a word of any kind.
    {
      pattern: /[cfghjk][0-9cfghjklmnprtvwxyz]{8}\d/,
      keyword: 'required',
      validate: (text) => isPassport(text.toUpperCase()),
    },
  ],
  examples: [
    'Reisepass: «C01X00T478»',
    'Reisepassnummer «C01X00T47»',
    'Reisepass «J8MR88YRJ»',
    'reisepass «c01x00t478»',
    { label: 'passport', text: '«C01X00T47»' },
  ],
  counterExamples: [
    ['Bestellung C01X00T47', 'no keyword nearby'],
    ['Reisepass C01X00T479', 'the check digit is wrong'],
    ['reisepass c01x00t47', 'in small letters, its check digit is missing'],
    ['Reisepass CFGHJKLMN', 'no digit at all'],
    ['Reisepass C00000000', 'zeros'],
  ],
})

function isPassport(text: string): boolean {
  if (!hasDigit(text) || isMixedPlaceholder(text.slice(0, 9))) return false
  return text.length === 9 || Number(text[9]) === travelDocumentDigit(text.slice(0, 9))
}
