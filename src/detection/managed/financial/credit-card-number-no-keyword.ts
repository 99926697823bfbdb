// Card numbers that stand alone: the same shape and checks as CREDIT_CARD_NUMBER, where no card keyword is near.
//
// The fact to know: only cards of Visa ever had thirteen digits, which it gives out no more, and the EANs of German
// products have thirteen digits that begin with 4 as well. One EAN in ten passes Luhn's check.
import { passesGtinCheck } from '../../checksums/gtin-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { isCardNumber, longCardNumberPattern } from '../shared/card-numbers.ts'
import { cardWords } from '../shared/card-words.ts'

export const creditCardNumberNoKeyword = managedIdentifier({
  id: 'CREDIT_CARD_NUMBER_(NO_KEYWORD)',
  title: 'Credit card number without a keyword',
  category: 'FINANCIAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.iso.org/standard/70484.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html',
  ],
  keywords: { required: false, words: cardWords },
  forms: [
    { pattern: longCardNumberPattern, keyword: 'absent', validate: isCardNumber },
    { pattern: /4\d{12}/, keyword: 'absent', validate: isShortCardNumber },
  ],
  neverJoinedTo: 'anything',
  examples: [
    'paid with «4539 1488 0343 6467» in May',
    { label: 'reference', text: '«5424180335197361»' },
    'booked on «30204172839401»; ask Ana',
  ],
  counterExamples: [
    ['testcase-minimized-5424180335197361', 'the number of a file'],
    ['https://example.test/detail/5424180335197361', 'the number of a page'],
    ['visa 4539148803436467', 'a keyword makes it a CREDIT_CARD_NUMBER'],
    [{ label: 'card', text: '5424180335197361' }, 'the column name is a keyword'],
    ['paid with 4539148803436468', 'the Luhn digit is wrong'],
    ['Artikel 4048023216851', 'the EAN of a German product'],
    [{ label: 'ean', text: '4014733010331' }, 'the EAN of a German product'],
    ['paid with 5555 5555 5555 4444', 'a published test number'],
    ['order 3f2b8c1d-4539-4148-8803-436467000000', 'a UUID'],
    ['order 1790812800123', 'a time in milliseconds'],
    ['order 4539148803436467.25', 'a decimal number'],
    ['order 4539148803436467a', 'part of a longer word'],
    ['paid with 9011007654321010', 'no issuer has this prefix'],
    ['widths 4111251125234', 'strokes of a Chinese character'],
    ['widths 5428 5462 5496 5531', 'a list of numbers'],
    ['4F6E 519E 5424 1803 3519 7361 52BC', 'a table of code points'],
    ['0 751 2400 4539 1488 0343 6467 d x', 'the end of a list of numbers'],
  ],
  knownMisses: ['paid with 4539\u00a01488\u00a00343\u00a06467', 'paid in 2024 4539 1488 0343 6467'],
})

/** Of thirteen digits; an EAN-13 is a GTIN-14 that begins with zero. */
function isShortCardNumber(digits: string): boolean {
  return isCardNumber(digits) && !passesGtinCheck(`0${digits}`)
}
