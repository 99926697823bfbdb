// Each province numbers by itself: only those of British Columbia and Ontario have a check digit that is public. Nine
// digits are Alberta’s, Saskatchewan’s, Manitoba’s and others’; twelve characters with a date of birth Québec’s.
import { passesBcHealthCheck } from '../../checksums/bc-health-digit.ts'
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { digitsOf, isNotPlaceholder } from '../../checksums/digits.ts'
import { passesLuhn } from '../../checksums/luhn.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const canadaHealthNumber = managedIdentifier({
  id: 'CANADA_HEALTH_NUMBER',
  title: 'Health number (Canada)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www2.gov.bc.ca/gov/content/health/health-drug-coverage/msp/bc-residents/personal-health-identification',
    'https://www.ontario.ca/page/health-care-professionals-ohip',
    'https://www.ramq.gouv.qc.ca/en/citizens/health-insurance/health-insurance-card',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: {
    required: true,
    words: ['canada healthcare number', 'msp number', 'personal healthcare number', 'phn', 'soins de santé'],
  },
  forms: [
    {
      // Behind Ontario’s ten digits may stand the version of the card.
      pattern: /[1-9]\d{3}[ -]?\d{3}[ -]?\d{3}(?:-?[A-Z]{2})?/,
      keyword: 'required',
      validate: isTenDigitNumber,
    },
    {
      pattern: /\d{9}|\d{5}-\d{4}|\d{3}-\d{3}-\d{3}|\d{3} \d{3} \d{3}/,
      keyword: 'required',
      validate: isNotPlaceholder,
    },
    { pattern: /[A-Z]{4}[ -]?\d{4}[ -]?\d{4}/, keyword: 'required', validate: hasBirthDate },
  ],
  examples: [
    'PHN: «9698 658 215»',
    'MSP number «9698658215»',
    'personal healthcare number «1234-567-897-AB»',
    'PHN «48201-9375»',
    'carte de soins de santé «TREM 8552 1218»',
    { label: 'phn', text: '«482019375»' },
  ],
  counterExamples: [
    ['order 9698 658 215', 'no keyword nearby'],
    ['PHN 9698 658 216', 'the check digit is wrong'],
    ['PHN 9698658215-AB', 'only Ontario has versions, and its check digit would be another'],
    ['PHN 1234-567-898', 'the Luhn digit is wrong'],
    ['PHN 0234567896', 'none begins with 0'],
    ['PHN 111111111', 'one digit repeated'],
    ['PHN 123456789', 'an ascending run'],
    ['PHN TREM 8513 1218', 'there is no month 13'],
    ['PHN TREM 8552 3218', 'there is no day 32'],
    ['PHN 482.019.375', 'a version or an address'],
    ['PHN 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  // Of twelve, eight and seven digits, in Newfoundland, on Prince Edward Island and in the Northwest Territories.
  knownMisses: ['PHN 482019375108', 'PHN 48201937', 'PHN N4820193'],
})

function isTenDigitNumber(text: string): boolean {
  const digits = digitsOf(text)
  const isVersioned = text.charCodeAt(text.length - 1) > 0x39
  return digits.startsWith('9') && !isVersioned ? passesBcHealthCheck(digits) : passesLuhn(digits)
}

/** A woman’s month has 50 added. */
function hasBirthDate(text: string): boolean {
  const digits = digitsOf(text)
  const month = Number(digits.slice(2, 4))
  return isCalendarDate(
    2000 + Number(digits.slice(0, 2)),
    month > 50 ? month - 50 : month,
    Number(digits.slice(4, 6)),
  )
}
