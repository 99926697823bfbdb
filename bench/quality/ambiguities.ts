// Numbers that are right by the rules of several identifiers at once: the same shape, near the same word, and nothing in
// the text tells which of them it is. AWS reports all of them, and so does Magpie.
//
// The fact to know: only a whole number that the sample shows is excused, never a part of it and never a decoy.
import type { Sample } from './corpus.ts'
import { squeezed } from './squeezed.ts'

interface Ambiguity {
  readonly why: string
  /** Each may be found where another of them is. */
  readonly ids: readonly string[]
}

export const ambiguities: readonly Ambiguity[] = [
  {
    why: "a driver's licence in English does not say of which country it is, and each takes runs of digits",
    ids: [
      'AUSTRALIA_DRIVERS_LICENSE',
      'CANADA_DRIVERS_LICENSE',
      'DRIVERS_LICENSE',
      'INDIA_DRIVERS_LICENSE',
      'UK_DRIVERS_LICENSE',
    ],
  },
  {
    why: 'a telephone number without its country code is one of several countries',
    ids: [
      'BRAZIL_PHONE_NUMBER',
      'FRANCE_PHONE_NUMBER',
      'GERMANY_PHONE_NUMBER',
      'ITALY_PHONE_NUMBER',
      'PHONE_NUMBER',
      'SPAIN_PHONE_NUMBER',
      'UK_PHONE_NUMBER',
    ],
  },
  {
    why: 'a passport does not say of which country it is',
    ids: [
      'CANADA_PASSPORT_NUMBER',
      'FRANCE_PASSPORT_NUMBER',
      'GERMANY_PASSPORT_NUMBER',
      'ITALY_PASSPORT_NUMBER',
      'SPAIN_PASSPORT_NUMBER',
      'UK_PASSPORT_NUMBER',
      'USA_PASSPORT_NUMBER',
    ],
  },
  {
    why: 'the Finnish card is a European one',
    ids: ['EUROPEAN_HEALTH_INSURANCE_CARD_NUMBER', 'FINLAND_EUROPEAN_HEALTH_INSURANCE_NUMBER'],
  },
  {
    why: 'rijbewijs and permis de conduire, and ten digits',
    ids: ['BELGIUM_DRIVERS_LICENSE', 'NETHERLANDS_DRIVERS_LICENSE'],
  },
  {
    why: 'permis de conduire, and digits of many lengths',
    ids: [
      'BELGIUM_DRIVERS_LICENSE',
      'CANADA_DRIVERS_LICENSE',
      'FRANCE_DRIVERS_LICENSE',
      'NETHERLANDS_DRIVERS_LICENSE',
    ],
  },
  {
    why: 'körkort, six digits, a hyphen and four',
    ids: ['FINLAND_DRIVERS_LICENSE', 'SWEDEN_DRIVERS_LICENSE'],
  },
  {
    why: 'with a keyword near it is the one, without one the other',
    ids: ['CREDIT_CARD_NUMBER', 'CREDIT_CARD_NUMBER_(NO_KEYWORD)'],
  },
  {
    why: '"customer bank account id" has the keyword "bank account" in it',
    ids: [
      'BANK_ACCOUNT_NUMBER',
      'FRANCE_BANK_ACCOUNT_NUMBER',
      'GERMANY_BANK_ACCOUNT_NUMBER',
      'ITALY_BANK_ACCOUNT_NUMBER',
      'SPAIN_BANK_ACCOUNT_NUMBER',
      'UK_BANK_ACCOUNT_NUMBER',
    ],
  },
  {
    why: 'nine signs near "identification number" or "insurance number" are a German identity card without check digit',
    ids: [
      'GERMANY_NATIONAL_IDENTIFICATION_NUMBER',
      'SPAIN_NIE_NUMBER',
      'SPAIN_NIF_NUMBER',
      'SPAIN_TAX_IDENTIFICATION_NUMBER',
      'UK_NATIONAL_INSURANCE_NUMBER',
    ],
  },
]

/** May this be found in a sample of another identifier? */
export function isAmbiguous(
  sample: Sample,
  { id, text }: { readonly id: string; readonly text: string },
): boolean {
  if (sample.isDecoy || sample.id === id) return false
  if (id.startsWith('CREDIT_CARD_NUMBER') && sample.id === 'CREDIT_CARD_MAGNETIC_STRIPE')
    return sample.shown.includes(text)
  return (
    squeezed(text) === squeezed(sample.shown) &&
    ambiguities.some(({ ids }) => ids.includes(id) && ids.includes(sample.id))
  )
}
