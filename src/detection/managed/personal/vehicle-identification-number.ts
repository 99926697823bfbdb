// Maker, description, and a serial number that ends in four digits. Only North America, whose makers begin with 1 to 5
// or 7F to 70, requires the check digit; elsewhere its place holds anything.
import { digitsOf } from '../../checksums/digits.ts'
import { hasVinCheckDigit } from '../../checksums/vin-check-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const vehicleIdentificationNumber = managedIdentifier({
  id: 'VEHICLE_IDENTIFICATION_NUMBER',
  title: 'Vehicle identification number',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Low', 'Medium'],
  sources: [
    'https://www.iso.org/standard/52200.html',
    'https://www.ecfr.gov/current/title-49/subtitle-B/chapter-V/part-565',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'vin',
      'vehicle identification number',
      'Fahrgestellnummer',
      'niv',
      'numarul de identificare',
      'numarul seriei de sasiu',
      'numer VIN',
      'Número de Identificação do Veículo',
      'Número de Identificación de Automóviles',
      "numéro d'identification du véhicule",
      'VIN numeris',
    ],
  },
  pattern: /[A-HJ-NPR-Z0-9]{13}\d{4}/i,
  validate: isVin,
  examples: [
    'VIN: «1M8GDM9AXKP042788»',
    'Fahrgestellnummer «WVWZZZ1JZ3W386752»',
    'vehicle identification number «5gzcz43d13s812715»',
    'VIN «7SAYGDEE8PF123456»',
    { label: 'vin', text: '«1M8GDM9AXKP042788»' },
  ],
  counterExamples: [
    ['order 1M8GDM9AXKP042788', 'no keyword nearby'],
    ['VIN 1M8GDM9A1KP042788', 'the check digit is wrong'],
    ['VIN 7SAYGDEE0PF123456', 'the check digit is wrong'],
    ['VIN 1M8GDM9AXKP04278', 'a character is missing'],
    ['VIN 1M8GDM9AXKP0427881', 'a character too many'],
    ['VIN 1M8GDM9AXKPO42788', 'the letter O is never used'],
    ['VIN WVWZZZ1JZ3W38675K', 'the serial number ends in digits'],
    ['VIN 1M8GDM9A6UP042788', 'no year has the letter U'],
    ['VIN 11111111111111111', 'digits alone'],
    ['VIN 20260312093000123', 'a time'],
    ['VIN WvwZzz1jZ3w386752', 'a token of mixed case'],
  ],
})

function isVin(text: string): boolean {
  const vin = text.toUpperCase()
  if (text !== vin && text !== text.toLowerCase()) return false
  if (digitsOf(vin).length === vin.length) return false
  if (!isNorthAmerican(vin[0]!, vin[1]!)) return true
  return !'0UZ'.includes(vin[9]!) && hasVinCheckDigit(vin)
}

/** The places behind the letters are digits from 1 to 9, then 0. 7A to 7E are New Zealand’s. */
function isNorthAmerican(region: string, country: string): boolean {
  return (region >= '1' && region <= '5') || (region === '7' && (country > 'E' || country <= '9'))
}
