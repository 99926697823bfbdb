// Three or four digits near a word for the code on a card. Nothing can be checked; `123` and `000` are what people
// type instead of one. The groups of a card number, and the year of its expiry, stand near the same words.
//
// The fact to know: `cvc-elt.1` is a rule of XML Schema, and many a constant's name has CVC in it. So the short keywords
// count in a text only at the end of a name, alone or with a word that means a value: `CVC_CODE`, `cvvNumber`.
import { isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

const short = ['cvc', 'cvc2', 'cvv', 'cvv2']
const valueWords =
  'card carte code código data digits field karte no nr num nummer number número prüfnummer prüfziffer tarjeta val value wert'

export const creditCardSecurityCode = managedIdentifier({
  id: 'CREDIT_CARD_SECURITY_CODE',
  title: 'Credit card security code',
  category: 'FINANCIAL_INFORMATION',
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://www.pcisecuritystandards.org/glossary/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html',
  ],
  keywords: {
    required: true,
    words: [
      'card id',
      'card identification code',
      'card identification number',
      'card security code',
      'card validation code',
      'card validation number',
      'card verification data',
      'card verification value',
      'elo verification code',
      ...short,
      ...short.flatMap((word) => valueWords.split(' ').map((value) => `${word} ${value}`)),
    ],
    endingNames: short,
  },
  neverJoinedTo: 'path',
  pattern: /\d{3,4}/,
  validate: isSecurityCode,
  examples: [
    'CVV: «842»',
    'card security code is «7316»',
    'CVC_CODE=«842»',
    'const cardCvc = "«842»"',
    'CVC-Prüfziffer: «842»',
    '{ "cvvNumber": «842» }',
    { label: 'cvc', text: '«058»' },
    { label: 'cvv_of_customer', text: '«058»' },
  ],
  counterExamples: [
    ['room 842', 'no keyword nearby'],
    ['CVV: 84', 'too short'],
    ['CVV: 84261', 'too long'],
    ['CVV: 123', 'an ascending run'],
    ['CVV: 000', 'one digit repeated'],
    ['CVV asked, valid to 12/2028', 'a year'],
    ['card 4539 1488 0343 6467, CVV on the back', 'groups of a card number'],
    ['CVV check v3.141.5', 'a version'],
    ['cvv 454def77-fa62-4980-8472-a0736015549a', 'a UUID'],
    ['hw:${CardId}, PlaybackPriority 200', 'a round number'],
    ['XML_SCHEMAV_CVC_TYPE_2, /* 1876 */', 'a constant whose name goes on'],
    ['cvc-complex-type.2.4.a: line 842', 'a rule of XML Schema'],
    ['cvvRetries = 842', 'a name that goes on'],
    ['sha256=fmXzVTUhCvcRSt3o5CYhOeZCM,1425', 'a hash'],
    ['CVV on the back, tel +44 20 7946 0471', 'the end of a phone number'],
  ],
  knownMisses: ['CVV: 2028', 'CVV: 700', 'cvv_of_customer = 842'],
})

/** No run that people type, no year of this century, and no hundreds: settings are round numbers, a code in 100 is. */
export function isSecurityCode(text: string): boolean {
  return !isPlaceholder(text) && !text.endsWith('00') && !(text.length === 4 && text.startsWith('20'))
}
