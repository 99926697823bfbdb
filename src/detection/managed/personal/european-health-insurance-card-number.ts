// Twenty digits: 80 for health, the country by ISO 3166-1, its insurer, and the card. Not every country makes the last
// one a check digit, so none is asked for.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { healthCardWords } from '../shared/health-card-words.ts'

export const europeanHealthInsuranceCardNumber = managedIdentifier({
  id: 'EUROPEAN_HEALTH_INSURANCE_CARD_NUMBER',
  title: 'European health insurance card number',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32010D0424(05)',
    'https://www.iso.org/iso-3166-country-codes.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: { required: true, words: healthCardWords },
  pattern: /80[ -]?\d{3}[ -]?\d{5}[ -]?\d{5}[ -]?\d{5}|80\d{2}(?:[ -]\d{4}){4}/,
  validate: isCardNumber,
  examples: [
    'EHIC: «80276881100012345678»',
    "carte européenne d'assurance maladie «80 250 00001 48201 93750»",
    'Krankenversicherungskarte «8004-0000-0048-2019-3750»',
    'tarjeta de salud «80724 00010 48201 93750»',
    { label: 'ehic', text: '«80756000104820193750»' },
  ],
  counterExamples: [
    ['order 80276881100012345678', 'no keyword nearby'],
    ['EHIC 80840881100012345678', 'no card is of the United States'],
    ['EHIC 90276881100012345678', 'health begins with 80'],
    ['EHIC 80276000000000000000', 'zeros'],
    ['EHIC 802768811000123456789', 'a digit too many'],
    ['EHIC 8027688110001234567', 'a digit is missing'],
    ['EHIC 80276.8811000123456.78', 'a decimal number'],
  ],
})

// AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE CH GB
const countries = new Set(
  [
    '040 056 100 191 196 203 208 233 246 250 276 300 348 352 372 380',
    '428 438 440 442 470 528 578 616 620 642 703 705 724 752 756 826',
  ].flatMap((codes) => codes.split(' ')),
)

function isCardNumber(text: string): boolean {
  const digits = digitsOf(text)
  return countries.has(digits.slice(2, 5)) && !isAllZero(digits.slice(10))
}
