// Card numbers near one of the card keywords. Those without are a separate identifier; a number is never both.
import { managedIdentifier } from '../../managed-identifier.ts'
import { cardNumberPattern, isCardNumber } from '../shared/card-numbers.ts'
import { cardWords } from '../shared/card-words.ts'

export const creditCardNumber = managedIdentifier({
  id: 'CREDIT_CARD_NUMBER',
  title: 'Credit card number',
  category: 'FINANCIAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.iso.org/standard/70484.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html',
  ],
  keywords: { required: true, words: cardWords },
  pattern: cardNumberPattern,
  validate: isCardNumber,
  examples: [
    'Visa «4539 1488 0343 6467», thank you',
    'amex: «3492-367180-51428»',
    'card «4242424242424242»',
    { label: 'card', text: '«5424180335197361»' },
    'Kreditkarte: «4929 9306 5373 4408»',
    'tarjeta de crédito «4929930653734408»',
    { label: 'Kartennummer', text: '«4929930653734408»' },
    'my JCB is «3566002020368417».',
  ],
  counterExamples: [
    ['parcel 4539148803436467', 'no keyword nearby'],
    ['visa 4539148803436468', 'the Luhn digit is wrong'],
    ['visa 4111 1111 1111 1111', 'a published test number'],
    ['card 3f2b8c1d-4539-4148-8803-436467000000', 'a UUID'],
    ['card 1790812800123', 'a time in milliseconds'],
    ['card 4539148803436467.25', 'a decimal number'],
    ['card 4539148803436467a', 'part of a longer word'],
    ['card 9011007654321010', 'no issuer has this prefix'],
    ['card 542418033519736', 'too short for its issuer'],
    ['card 0000000000000000', 'zeros pass Luhn and are nobody’s card'],
    ['card 4111251125234', 'strokes of a Chinese character'],
    ['card 5428 5462 5496 5531', 'a list of numbers'],
  ],
  knownMisses: ['visa 4929 1588 3047 2156 294', 'union pay 8171999900000000021'],
})
