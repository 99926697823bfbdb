// Area codes have two to five digits and numbers any length, so that a separator counts only where an area code ends.
// Mobile numbers begin with 15, 16 or 17. What has no area has a length of its own: a mobile number of 15 eleven digits
// behind the 0, of 16 and 17 ten or eleven; free and premium numbers ten, personal numbers and those without a place
// eleven. Companies print longer ones of the free numbers, where the rest is not needed.
import { managedIdentifier } from '../../managed-identifier.ts'
import { leadingDigits, phoneForms, prefixTable, type NationalNumber } from '../shared/phone-forms.ts'
import { phoneWords } from '../shared/phone-words.ts'

/** The first three digits of area codes, or two of them and one of the number. */
const isArea = prefixTable(
  `201-206 208-248 250-269 271-277 280-287 290-309 330-347 349-369 371-377 381-388 390-410 412-456 460-468 470-477
   479-497 502-508 510-538 540-577 580-588 590-597 600 602-648 650-659 661-678 680-699 702-708 711-727 730-748
   750-758 760-768 770-777 780-785 790-791 793-797 802-817 819-834 836-846 850-851 853-859 861-868 870-878 880-882
   884-886 890-899 906-957 960-968 970-974 976-977 980-987 990-997`,
)
const isThreeDigitArea = prefixTable(
  `201-203 208-209 211-212 214 221 228 231 234 241 251 261 271 281 291 331 335 340-341 345 351 355 361 365 371 375
   381 385 391 395 421 431 441 451 461 471 481 491 511 521 531 541 551 561 571 581 591 611 621 631 641 651 661 671
   681 711 721 731 741 751 761 771 781 791 811 821 831 841 851 861 871 881 906 911 921 931 941 951 961 971 981 991`,
)
const isTwoDigitArea = prefixTable('30 40 69 89')
const isMobile = prefixTable('150-152 155-160 162-163 170-179')
/** Free and shared-cost numbers, personal numbers, numbers without a place. */
const isService = prefixTable('180 320-322 700 800 900')

/** In the order that src/kernels/phones.ts has. */
export const germanPrefixes = [isArea, isThreeDigitArea, isTwoDigitArea, isMobile, isService] as const

const subscriber = String.raw`\d{2,9}(?: \d{2,5}|-\d{1,5}){0,3}`

export const germanyPhoneNumber = managedIdentifier({
  id: 'GERMANY_PHONE_NUMBER',
  title: 'Phone number (Germany)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.bundesnetzagentur.de/DE/Fachthemen/Telekommunikation/Nummerierung/start.html',
    'https://www.itu.int/oth/T0202000051/en',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: false,
    words: [...phoneWords, 'telefon', 'telefonnummer', 'rufnummer', 'handy', 'mobil'],
  },
  forms: phoneForms({
    countryCode: '49',
    trunk: '0',
    national: String.raw`(?:\(0\d{2,5}\)|0\d{2,5})(?: ?[/-] ?| )?${subscriber}`,
    abroad: String.raw`[ .-]?(?:\(0\) ?)?(?:\(0?\d{2,5}\)|\d{2,5})(?: ?[/-] ?| )?${subscriber}`,
    isNumber,
  }),
  // Numbers that the Bundesnetzagentur keeps free for films.
  neverJoinedTo: '+49',
  examples: [
    'Tel. «030 23125 047»',
    'Telefon: «(030) 23125-047»',
    'mobil «0171/3920047»',
    'Tel.: «0221 / 4710 047»',
    'erreichbar unter «+49 30 23125047»',
    'Fax «+49 (0)69 90009-047»',
    'Tel. «0049 30 23125047»',
    "phone = '+«+49 30 23125047»'",
    { label: 'telefon', text: '«03023125047»' },
  ],
  counterExamples: [
    ['Rechnung 030 23125 047', 'no keyword nearby'],
    ['Tel. 0123 4567891', 'no area code begins with 1'],
    ['Tel. 0303 23125047', 'no area code has this length'],
    ['Tel. 0573 1001471', 'this area code has a digit more'],
    ['Tel. 01712 392004', 'no mobile network has five digits but 015'],
    ['Tel. 030 231', 'too short'],
    ['mobil 0152 3323304', 'mobile numbers of 015 are longer'],
    ['Tel. 0800 547024', 'free numbers are longer'],
    ['Tel. 0700 122491', 'personal numbers are longer'],
    ['Tel. 030 2312504711', 'too long'],
    ['Telefon 30 23125 047', 'the 0 is missing'],
    ['Telefon 0000 000000', 'zeros'],
    ['contact 1790812800', 'a time in seconds'],
    ['Telefon 05.12.2019', 'a date'],
  ],
  overlaps: ['ITALY_PHONE_NUMBER'],
  knownMisses: ['Tel. 02303 471'],
})

function isNumber(number: NationalNumber): boolean {
  const { digits, groups, first } = number
  const known = digits >= leastDigits(number) && (isMobile(number) || isService(number) || isArea(number))
  return known && digits < 12 && (groups === 1 || isAreaLength(number, first))
}

function leastDigits(number: NationalNumber): number {
  const first = leadingDigits(number, 3)
  if (first === 700 || (first >= 320 && first <= 322)) return 11
  if (first === 800 || first === 900) return 10
  if (first === 180) return 9
  if (!isMobile(number)) return 8
  return leadingDigits(number, 2) === 15 ? 11 : 10
}

function isAreaLength(number: NationalNumber, length: number): boolean {
  if (isMobile(number)) return length === 3 || (length < 6 && leadingDigits(number, 2) === 15)
  if (isService(number) || isThreeDigitArea(number)) return length === 3
  if (isTwoDigitArea(number)) return length === 2
  // Five digits are areas of the east alone.
  return length === 4 || (length === 5 && leadingDigits(number, 1) === 3)
}
