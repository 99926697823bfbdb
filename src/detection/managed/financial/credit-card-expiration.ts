// A month and a year near a word for expiry. `02/26` is only evidence beside its keyword: nothing but the month can be
// checked.
//
// The fact to know: cards have no day (ISO/IEC 7813 has YYMM). What expires on a day is a contract, a certificate, a
// passport; whole dates and moments are in the shapes so that no part of one is found.
import { managedIdentifier } from '../../managed-identifier.ts'
import { dateParts } from '../shared/date-parts.ts'
import { monthNames } from '../shared/month-names.ts'

const inDigits = [
  String.raw`(?:0?[1-9]|1[0-2])[/-](?:20)?\d{2}`,
  String.raw`20\d{2}[/-](?:0[1-9]|1[0-2])`,
  String.raw`\d{1,2}[/-]\d{1,2}[/-]20\d{2}`,
  String.raw`20\d{2}[/-]\d{2}[/-]\d{2}`,
].join('|')
const time = String.raw`[T ]\d{1,2}:\d{2}[0-9:.]{0,20}Z?`
const year = String.raw`(?:20)?\d{2}`
const inLetters = String.raw`(?:${monthNames})[ -](?:\d{1,2},? )?${year}(?:, \d{4})?(?:${time})?|\d{2}-(?:${monthNames})(?:-\d{2,4})?`

export const creditCardExpiration = managedIdentifier({
  id: 'CREDIT_CARD_EXPIRATION',
  title: 'Credit card expiration date',
  category: 'FINANCIAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.iso.org/standard/43317.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html',
  ],
  keywords: {
    required: true,
    words: [
      'exp d',
      'exp m',
      'exp y',
      'exp date',
      'exp month',
      'exp year',
      'expiration',
      'expiry',
      // On the card itself, and how tables shorten it. `exp` alone is many other things.
      'valid thru',
      'good thru',
      'card exp',
      'cc exp',
    ],
  },
  forms: [
    { pattern: new RegExp(`(?:${inDigits})(?:${time})?`), keyword: 'required', validate: isExpiry },
    { pattern: new RegExp(inLetters, 'i'), keyword: 'required', validate: isExpiry },
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
    'exp date: «02-26»',
    'expiry «2026-02»',
    'VALID THRU «09/28»',
    { label: 'card_exp', text: '«03/29»' },
    { label: 'expiration', text: '«26-Feb»' },
    'charge («expY=2026, expM=02»)',
  ],
  neverJoinedTo: 'day',
  counterExamples: [
    ['certificate expiration 02/26/2028', 'a day'],
    ['expiration 26/02/2028', 'a day'],
    ['expiry 2028-02-26', 'a day'],
    ['expiry February 26, 2028', 'a day'],
    ['expiry.c: 21 Dec 2012', 'a day'],
    ['expiry on the 21st Dec 2012', 'a day'],
    ['expiry 21-Dec-2012', 'a day'],
    ['expires at expiration (December 31, 9999)', 'a day'],
    ['expiry-date="Fri, 21 Dec 2012 00:00:00 GMT"', 'a moment'],
    ['chapter 02/26', 'no keyword nearby'],
    ['list.exp: list 8-17', 'a file of tests'],
    ['expiry 13/26', 'there is no month 13'],
    ['expiry 00/26', 'there is no month 0'],
    ['expiry 02/1926', 'a year before cards'],
    ['expiration: 2026-10-24T23:00:23Z', 'a moment'],
    ['expiration 10/12/2026 12:34:54', 'a moment'],
    ['expiry in 48/72 hours', 'no month is so great'],
    ['expiration 1790812800', 'a time in seconds'],
    ['expiration v2.11.0', 'a version'],
    ['charge (expY=2026, expM=14)', 'there is no month 14'],
  ],
  knownMisses: ['exp=11/27', 'expiry 0226', 'card expiry 2028-02-29'],
})

const shortestDay = '1/1/2028'.length

/** A month and a year, and neither a day nor a time. */
export function isExpiry(text: string): boolean {
  if (text.length < shortestDay) return true
  if (text.includes(':')) return false
  const { month, numbers } = dateParts(text)
  return numbers.length === (month === undefined ? 2 : 1)
}
