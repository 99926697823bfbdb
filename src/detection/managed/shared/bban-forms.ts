// The domestic account numbers (BBAN) that five of the IBAN identifiers also find, near a keyword. They are the IBAN
// without its country code and check digits, so only the country's own check, where it has one, tells them from
// other long numbers.
import { codiceFiscaleLetter } from '../../checksums/codice-fiscale-letter.ts'
import { digitsOf, isNotPlaceholder, isPlaceholder } from '../../checksums/digits.ts'
import { hasRibKey } from '../../checksums/rib-key.ts'
import { hasSpanishAccountDigits } from '../../checksums/spanish-account-digits.ts'
import type { CounterExample, Example, Form } from '../../../model/managed-identifier.ts'

export interface BbanForm {
  readonly form: Form
  readonly words: readonly string[]
  readonly examples: readonly Example[]
  readonly counterExamples: readonly CounterExample[]
}

const everywhere = [
  'account code',
  'account number',
  'accountno#',
  'accountnumber#',
  'bban',
  'customer account id',
  'customer account number',
  'customer bank account id',
  'iban',
]

/** By the name of the country in the IBAN table. */
export const bbanForms: Readonly<Record<string, BbanForm>> = {
  FRANCE: {
    form: {
      pattern: /\d{5}[ -]?\d{5}[ -]?[A-Z0-9]{11}[ -]?\d{2}/i,
      keyword: 'required',
      validate: (text) => !isPlaceholder(text) && hasRibKey(unseparated(text)),
    },
    words: [...everywhere, 'code bancaire', 'compte bancaire', 'numéro de compte'],
    examples: [
      'compte bancaire : «20041 01005 0500013M026 06»',
      { label: 'bban', text: '«20041010050500013M02606»' },
    ],
    counterExamples: [['compte bancaire : 20041 01005 0500013M026 07', 'the key is wrong']],
  },
  GERMANY: {
    form: { pattern: /\d{8}[ /-]?\d{10}/, keyword: 'required', validate: isNotPlaceholder },
    words: [
      ...everywhere,
      'bankleitzahl',
      'geheimzahl',
      'kartennummer',
      'kontonummer',
      'kreditkartennummer',
      'sepa',
    ],
    examples: ['Kontonummer: «37040044 0532013000»'],
    counterExamples: [
      ['Rechnung 37040044 0532013000', 'no keyword nearby'],
      ['Kontonummer: 00000000 0000000000', 'zeros are a placeholder'],
      ['an DE00 3704 0044 0532 0130 50', 'no IBAN has the check digits 00'],
      ['an DE01 3704 0044 0532 0130 32', 'no IBAN has the check digits 01'],
      ['an DE99 3704 0044 0532 0130 14', 'no IBAN has the check digits 99'],
    ],
  },
  ITALY: {
    form: {
      pattern: /[A-Z][ -]?\d{5}[ -]?\d{5}[ -]?[A-Z0-9]{12}/i,
      keyword: 'required',
      validate: (text) => {
        const bban = unseparated(text)
        return codiceFiscaleLetter(bban.slice(1)) === bban[0]
      },
    },
    words: [...everywhere, 'codice bancario', 'conto bancario', 'numero di conto'],
    examples: ['conto bancario «X 05428 11101 000000123456»'],
    counterExamples: [['conto bancario Y 05428 11101 000000123456', 'the control letter is wrong']],
  },
  SPAIN: {
    form: {
      pattern: /\d{4}[ -]?\d{4}[ -]?\d{2}[ -]?\d{10}/,
      keyword: 'required',
      validate: (text) => !isPlaceholder(text) && hasSpanishAccountDigits(digitsOf(text)),
    },
    words: [
      ...everywhere,
      'código cuenta',
      'código cuenta bancaria',
      'cuenta cliente id',
      'número cuenta bancaria cliente',
      'número cuenta cliente',
    ],
    examples: ['código cuenta: «2100 0418 45 0200051332»'],
    counterExamples: [['código cuenta: 2100 0418 46 0200051332', 'the control digits are wrong']],
  },
  UK: {
    form: {
      pattern: /[A-Z]{4}[ -]?\d{6}[ -]?\d{8}|\d{2}-\d{2}-\d{2} \d{8}/i,
      keyword: 'required',
      validate: isNotPlaceholder,
    },
    words: [...everywhere, 'sepa'],
    examples: ['account number «60-16-13 31926819»', { label: 'bban', text: '«NWBK60161331926819»' }],
    counterExamples: [
      ['order 60-16-13 31926819', 'no keyword nearby'],
      ['account number 60-16-13 3192681', 'a digit is missing'],
    ],
  },
}

function unseparated(text: string): string {
  return text.toUpperCase().replaceAll(/[ -]/g, '')
}
