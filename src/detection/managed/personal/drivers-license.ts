// Each state has formats of its own, most without a check; fewer than five characters are not accepted. Eight
// letters, as New York once used, would be any word.
import { isCompactDate } from '../../checksums/calendar-date.ts'
import { digitsOf, isMilliseconds, isMixedPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceWords } from '../shared/driving-licence-words.ts'

// Letters and digits by state; a shape stands for all states that it covers.
const shapes = [
  String.raw`\d{5,14}|\d{16}`, // AL AK AR CT DC DE GA IN LA ME MT NC NM NV NY OR PA SC SD TN TX UT WY
  String.raw`[A-Z]\d{4,14}|[A-Z]\d{18}`, // AZ CA CO FL HI IL IN KS KY MA MD MI MN MO NE NJ NV NY OH OK RI VA WI WV
  String.raw`[A-Z]{2}\d{3,7}|[A-Z]{3}\d{6}`, // CO OH WV ND
  String.raw`[A-Z]{2}\d{6}[A-Z]|\d{3}[A-Z]{2}\d{4}|\d{3}[A-Z]\d{6}`, // ID IA MO
  String.raw`[A-Z]\d[A-Z]\d[A-Z]`, // KS
  String.raw`\d{7}[A-Z]|\d{9}[A-Z]|[A-Z]\d{6}R|\d{8}[A-Z]{2}`, // ME MO VT
  String.raw`\d{2}[A-Z]{3}\d{5}`, // NH
  String.raw`[A-Z][A-Z0-9*]{11}`, // WA
  // As printed on the cards of FL MD MI MN, IL WI, NJ.
  String.raw`[A-Z][ -]?\d{3}-\d{3}-\d{2,3}-\d{3}(?:-\d)?|[A-Z](?: \d{3}){4}`,
  String.raw`[A-Z]\d{3}-\d{4}-\d{4}(?:-\d{2})?|[A-Z]\d{4}[ -]\d{5}[ -]\d{5}`,
]

export const driversLicense = managedIdentifier({
  id: 'DRIVERS_LICENSE',
  title: 'Driver’s license (United States)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.aamva.org/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: drivingLicenceWords },
  pattern: new RegExp(shapes.join('|')),
  validate: isLicense,
  neverJoinedTo: 'digits',
  examples: [
    "driver's license: «D4820193»",
    'DL# «F52492048173»',
    'drivers license «F524-920-48-173-0»',
    'driver’s license «D400-7836-0192»',
    'driver license «RIVERM*482KX»',
    'driver license «BOTJONC555BJ»',
    'driver license «482K201937» of Missouri',
    { label: 'drivers_license', text: '«48201937»' },
  ],
  counterExamples: [
    ["driver's license, order ORD-2026-482019", 'a group of an order number'],
    ['order D4820193', 'no keyword nearby'],
    ["driver's license 4820", 'shorter than any license'],
    ["driver's license REGISTRATION", 'a word'],
    ["driver's license 67415111H", 'eight digits and a letter are a Spanish number'],
    ["driver's license v12.4.80", 'a version'],
    ["driver's license 111111111", 'one digit repeated'],
    ["driver's license in IMG_20260312_133550.jpg", 'a moment'],
    ["driver's license at /items/4820193/edit", 'a part of a path'],
    ["driver's license checked at 1790812800123", 'a time in milliseconds'],
    ["driver's license issued 20190312", 'a date without separators'],
  ],
  overlaps: ['AUSTRALIA_DRIVERS_LICENSE', 'CANADA_DRIVERS_LICENSE'],
  knownMisses: ["driver's license ABCDEFGH"],
})

export function isLicense(text: string): boolean {
  const digits = digitsOf(text)
  if (digits.length < 2 || isMixedPlaceholder(text)) return false
  // Of states, Montana alone has thirteen digits; logs write the time so.
  return text !== digits || (!isCompactDate(digits) && !isMilliseconds(digits))
}
