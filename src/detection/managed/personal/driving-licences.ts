// Driving licences of the countries in the table: one identifier a country, all found by shape near a keyword.
import type {
  CounterExample,
  Example,
  ManagedIdentifier,
  NonEmpty,
} from '../../../model/managed-identifier.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceCountries, type DrivingLicenceCountry } from '../shared/driving-licence-countries.ts'
import { isLicenceNumber, isLicenceWithDigits } from '../shared/licence-number.ts'

export const drivingLicenceIdentifiers: readonly ManagedIdentifier[] = drivingLicenceCountries.map(
  (country) =>
    managedIdentifier({
      id: `${country.name}_DRIVERS_LICENSE`,
      title: `Driving licence (${country.title})`,
      category: 'PERSONAL_INFORMATION',
      severity: ['Low', 'Medium', 'High'],
      sources: [
        'https://eur-lex.europa.eu/eli/dir/2006/126/oj',
        'https://learn.microsoft.com/en-us/purview/sit-defn-eu-drivers-license-number',
        'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
      ],
      keywords: { required: true, words: country.words },
      pattern: country.pattern,
      validate: checkOf(country),
      neverJoinedTo: 'digits',
      examples: examplesOf(country),
      counterExamples: counterExamplesOf(country),
      ...(country.overlaps === undefined ? {} : { overlaps: country.overlaps }),
    }),
)

function checkOf({ isNumber, mayBeWord = false }: DrivingLicenceCountry): (text: string) => boolean {
  const isLicence = mayBeWord ? isLicenceWithDigits : isLicenceNumber
  return isNumber === undefined ? isLicence : (text) => isLicence(text) && isNumber(text)
}

function examplesOf({ words, numbers }: DrivingLicenceCountry): NonEmpty<Example> {
  const [first, ...others] = numbers
  return [
    `${words[0]}: «${first}»`,
    ...others.map((number) => `«${number}» (${words[0]})`),
    { label: words[0], text: `«${first}»` },
  ]
}

function counterExamplesOf({ words, numbers }: DrivingLicenceCountry): NonEmpty<CounterExample> {
  const word = words[0]
  return [
    [`order ${numbers[0]}`, 'no keyword nearby'],
    [`${word}, order ORD-2026-${numbers[0]}`, 'the end of an order number'],
    [`${word}, invoice ${numbers[0]}/26`, 'the beginning of an invoice number'],
    [`${word} ${numbers[0]}7`, 'a character too many'],
    [`${word} ${numbers.at(-1)!.slice(0, -1)}`, 'a character is missing'],
    [`${word} ${numbers[0].replaceAll(/\d/g, '1')}`, 'one digit repeated'],
    [`${word}, 12.03.2019`, 'a date'],
    [`${word}, 20190312`, 'a date without separators'],
    [`${word} v12.4.820`, 'a version'],
    [`${word} REGISTRATION UNDERWRITE`, 'words'],
  ]
}
