// The number of a Swedish licence is its holder’s personal number: date of birth, serial, Luhn’s digit over the ten.
// Coordination numbers add 60 to the day. The century, where it is written, is no part of the check.
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { digitsOf } from '../../checksums/digits.ts'
import { passesLuhn } from '../../checksums/luhn.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const swedenDriversLicense = managedIdentifier({
  id: 'SWEDEN_DRIVERS_LICENSE',
  title: 'Driving licence (Sweden)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.skatteverket.se/servicelankar/otherlanguages/englishengelska/individualsandemployees/livinginsweden/personalidentitynumberandcoordinationnumber.4.2cf1b5cd163796a5c8b4295.html',
    'https://learn.microsoft.com/en-us/purview/sit-defn-sweden-drivers-license-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'körkort',
      'körkort nummer',
      'körkortsnummer',
      'förare lic.',
      'drivere lic.',
      'ajokortin numero',
      'dlno# ajokortti',
      'kuljettajat lic.',
    ],
  },
  pattern: /(?:19|20)?\d{6}-?\d{4}/,
  validate: isPersonalNumber,
  examples: [
    'körkort: «811228-9874»',
    'körkortsnummer «701063-2391»',
    'körkort nr «19811228-9874»',
    { label: 'korkortsnummer', text: '«8112289874»' },
  ],
  counterExamples: [
    ['order 811228-9874', 'no keyword nearby'],
    ['körkort 811228-9875', 'the Luhn digit is wrong'],
    ['körkort 811328-9872', 'there is no month 13'],
    ['körkort 811200-9877', 'there is no day 0'],
    ['körkort 810231-9871', 'there is no 31 February'],
    ['körkort 811228-987', 'a digit is missing'],
    ['körkort 000000-0000', 'zeros'],
    ['körkort 1790812800123', 'a time in milliseconds'],
  ],
  // Finnish licences have the same shape where their last character is a digit.
  overlaps: ['FINLAND_DRIVERS_LICENSE'],
})

function isPersonalNumber(text: string): boolean {
  const digits = digitsOf(text).slice(-10)
  const [year, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [
    number,
    number,
    number,
  ]
  return isCalendarDate(2000 + year, month, day % 60) && passesLuhn(digits)
}
