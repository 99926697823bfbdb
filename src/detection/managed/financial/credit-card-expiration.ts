// A month and a year near a word for expiry. `02/26` is only evidence beside its keyword, and days of months look
// the same: nothing but the month can be checked.
import { managedIdentifier } from '../../managed-identifier.ts'

const months =
  'Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sep(t|tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?'

export const creditCardExpiration = managedIdentifier({
  id: 'CREDIT_CARD_EXPIRATION',
  title: 'Credit card expiration date',
  category: 'FINANCIAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.iso.org/standard/43317.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html',
  ],
  keywords: { required: true, words: ['exp d', 'exp m', 'exp y', 'expiration', 'expiry'] },
  forms: [
    { pattern: /(0?[1-9]|1[0-2])[/-](20)?\d{2}/, keyword: 'required' },
    { pattern: new RegExp(`(${months})[ -](20)?\\d{2}|\\d{2}-(${months})`, 'i'), keyword: 'required' },
    // Year and month as two assignments hold their own keywords.
    {
      pattern:
        /expY ?[=:] ?(20)?\d{2}[,;& ]+expM ?[=:] ?(0?[1-9]|1[0-2])|expM ?[=:] ?(0?[1-9]|1[0-2])[,;& ]+expY ?[=:] ?(20)?\d{2}/i,
      keyword: 'none',
    },
  ],
  examples: [
    'expiry «02/26»',
    'Expiration: «Feb 2028»',
    { label: 'expiration', text: '«26-Feb»' },
    'charge («expY=2026, expM=02»)',
  ],
  counterExamples: [
    ['chapter 02/26', 'no keyword nearby'],
    ['expiry 13/26', 'there is no month 13'],
    ['expiry 00/26', 'there is no month 0'],
    ['expiry 02/1926', 'a year before cards'],
    ['charge (expY=2026, expM=14)', 'there is no month 14'],
  ],
  knownMisses: ['expiry 0226', 'expiry 2026/02'],
})
