// Account numbers of all countries in the IBAN table: one identifier a country, all of one shape and one check.
import { isIbanValid } from '../../checksums/mod97.ts'
import type {
  CounterExample,
  Example,
  Form,
  ManagedIdentifier,
  NonEmpty,
} from '../../../model/managed-identifier.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { bbanForms } from '../shared/bban-forms.ts'
import { ibanCountries, type IbanCountry } from '../shared/iban-countries.ts'

/** 00, 01 and 99 would leave the same remainder as 97, 98 and 02: ISO 7064 never gives them out. */
const checkDigits = String.raw`(?:0[2-9]|[1-8]\d|9[0-8])`

export const ibanIdentifiers: readonly ManagedIdentifier[] = ibanCountries.map((country) => {
  const domestic = bbanForms[country.name]
  const iban: Form = { pattern: ibanPattern(country), keyword: 'none', validate: isIbanValid }
  return managedIdentifier({
    id: `${country.name}_BANK_ACCOUNT_NUMBER`,
    title: `Bank account number (${country.title})`,
    category: 'FINANCIAL_INFORMATION',
    severity: ['High', 'High', 'High'],
    sources: [
      'https://www.iso.org/standard/81090.html',
      'https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
      'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html',
    ],
    keywords: { required: false, words: domestic?.words ?? [] },
    forms: domestic === undefined ? [iban] : [iban, domestic.form],
    examples: [...ibanExamples(country), ...(domestic?.examples ?? [])],
    counterExamples: [...ibanCounterExamples(country), ...(domestic?.counterExamples ?? [])],
  })
})

/** Digits and letters place by place; a blank or hyphen may stand between groups of four. */
function ibanPattern({ bban, example }: IbanCountry): RegExp {
  const classes: Readonly<Record<string, string>> = { n: '\\d', a: '[A-Z]', c: '[A-Z0-9]' }
  const places: string[] = []
  for (const [, count, kind] of bban.matchAll(/(\d+)([nac])/g)) {
    places.push(...Array.from({ length: Number(count) }, () => classes[kind!]!))
  }
  const account = places.map((place, i) => (i % 4 === 0 ? `[ -]?${place}` : place)).join('')
  return new RegExp(example.slice(0, 2) + checkDigits + account, 'i')
}

function ibanExamples({ example }: IbanCountry): NonEmpty<Example> {
  return [
    `pay to «${example}» today`,
    `pay to «${grouped(example)}» today`,
    { label: 'beneficiary', text: `«${example}»` },
  ]
}

function ibanCounterExamples({ example }: IbanCountry): NonEmpty<CounterExample> {
  const wrong = String((Number(example.slice(2, 4)) + 1) % 100).padStart(2, '0')
  return [
    [`pay to ${example.slice(0, 2)}${wrong}${example.slice(4)} today`, 'the check digits are wrong'],
    [`pay to ${example.slice(0, -1)} today`, 'a character is missing'],
    [`pay to QQ${example.slice(2)} today`, 'it is of another country'],
  ]
}

function grouped(iban: string): string {
  return iban.replaceAll(/.{4}(?=.)/g, '$& ')
}
