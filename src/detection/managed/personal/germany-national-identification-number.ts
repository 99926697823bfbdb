// Nine characters of an alphabet without vowels, perhaps followed by the check digit of travel documents and a
// D. Cards before 2010 have ten digits.
import { hasDigit, isMixedPlaceholder } from '../../checksums/digits.ts'
import { travelDocumentDigit } from '../../checksums/travel-document-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const germanyNationalIdentificationNumber = managedIdentifier({
  id: 'GERMANY_NATIONAL_IDENTIFICATION_NUMBER',
  title: 'Identity card number (Germany)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.personalausweisportal.de/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'ausweis nr',
      'ausweisnummer',
      'id number',
      'identification number',
      'identity number',
      'insurance number',
      'personal id',
      'personalausweis',
      'personalausweisnr',
      'personalausweisnummer',
    ],
  },
  forms: [
    {
      pattern: /[LMNPRTVWXY][0-9CFGHJKLMNPRTVWXYZ]{8}(?:\d(?:D)?)?|\d{10}/,
      keyword: 'required',
      validate: isCardNumber,
    },
    // In small letters, without its check digit, it would be a word of any kind.
    {
      pattern: /[lmnprtvwxy][0-9cfghjklmnprtvwxyz]{8}\d(?:d)?/,
      keyword: 'required',
      validate: (text) => isCardNumber(text.toUpperCase()),
    },
  ],
  examples: [
    'Ausweisnummer: «T220001293»',
    'Personalausweis «L01X00T44»',
    'Personalausweis «L8MR88YRJ»',
    'identity number «1220001297»',
    'ausweisnummer «t220001293»',
    'Personalausweisnummer: «L01X00T44»',
    { label: 'Ausweisnr.', text: '«T220001293»' },
    { label: 'id_number', text: '«T220001293D»' },
  ],
  counterExamples: [
    ['Bestellung T220001293', 'no keyword nearby'],
    ['Ausweisnummer: T220001294', 'the check digit is wrong'],
    ['identity number 1220001298', 'the check digit of an old number is wrong'],
    ['id number 1790812801', 'a time in seconds'],
    ['Ausweisnummer: t220001294', 'the check digit is wrong'],
    ['ausweisnummer l01x00t44', 'in small letters, its check digit is missing'],
    ['Ausweisnummer: A22000129', 'the first letter is not used'],
    ['Ausweisnummer: LMNPRTVWX', 'no digit at all'],
  ],
})

function isCardNumber(text: string): boolean {
  if (!hasDigit(text) || isMixedPlaceholder(text)) return false
  return text.length === 9 || Number(text[9]) === travelDocumentDigit(text.slice(0, 9))
}
