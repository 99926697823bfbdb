// Landlines begin with 0 and keep it abroad; mobiles begin with 3. Numbers have no fixed length, so that a separator
// counts only where an area code ends.
import { managedIdentifier } from '../../managed-identifier.ts'
import { leadingDigits, phoneForms, prefixTable, type NationalNumber } from '../shared/phone-forms.ts'
import { phoneWords } from '../shared/phone-words.ts'

/** The first four digits of landlines: area codes, or a shorter one and the beginning of the number. */
const isArea = prefixTable(
  `0100-0119 0121-0125 0131 0141-0144 0150-0159 0161 0163 0165-0166 0171-0175 0182-0185 0187 0190-0319 0321-0324
   0331-0332 0341-0346 0350-0359 0362-0365 0369 0371-0377 0381-0386 0390-0419 0421-0429 0431-0439 0442 0444-0445
   0450-0459 0461-0465 0471-0474 0481 0490-0519 0521-0525 0532-0536 0541-0547 0549-0559 0564-0566 0571-0575
   0577-0578 0583-0588 0590-0719 0721-0722 0731-0737 0742-0744 0746 0750-0759 0761 0763 0765-0766 0769 0771
   0773-0776 0781-0785 0789-0819 0823-0825 0827-0828 0831-0833 0835-0836 0850-0859 0861-0865 0871-0875 0881-0885
   0890-0919 0921-0925 0931-0935 0941-0942 0950-0959 0961-0968 0971-0976 0981-0985 0990-0999`,
)
const isMobile = prefixTable('31-39')

/** In the order that src/kernels/phones.ts has. */
export const italianPrefixes = [isArea, isMobile] as const

const subscriber = String.raw`\d{2,8}(?:[ .]\d{2,5}){0,2}`
const written = String.raw`(?:\(0\d{1,3}\)|0\d{1,3}|3\d{2})(?: ?[/-] ?|[ .])?${subscriber}`

export const italyPhoneNumber = managedIdentifier({
  id: 'ITALY_PHONE_NUMBER',
  title: 'Phone number (Italy)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://old.agcom.it/piano-di-numerazione',
    'https://www.itu.int/oth/T020200006B/en',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: false, words: [...phoneWords, 'telefono', 'cellulare'] },
  forms: phoneForms({
    countryCode: '39',
    trunk: '',
    national: written,
    abroad: `[ .-]?${written}`,
    isNumber,
  }),
  neverJoinedTo: '+39',
  examples: [
    'telefono: «06 0001 4711»',
    'cellulare «345 000 4711»',
    'Tel. «02 0001 47113»',
    'tel. «055/0014711»',
    'Tel. «(0573) 001471»',
    'chiamare «+39 345 000 4711» oggi',
    'fax «+39 06 00014711»',
    { label: 'telefono', text: '«3450004711»' },
  ],
  counterExamples: [
    ['ordine 345 000 4711', 'no keyword nearby'],
    ['telefono 00 0001 4711', 'no area code begins with 00'],
    ['telefono 01 0001 4711', 'no area code has this length'],
    ['telefono 302 000 47111', 'too long for a mobile'],
    ['telefono 345 0004', 'too short for a mobile'],
    ['mobile 345 678 9012', 'an ascending run'],
    ['phone 317-555-0147', 'hyphens are American'],
    ['phone 555-010-0000', 'the end of an American number'],
    ['phone +01115551212', 'a plus begins a country code'],
    ['cell rate 353207.547', 'a decimal number'],
    ['contact 021234', 'too short to stand without a separator'],
    ['contact 06/2024', 'a month and a year'],
    ['tel. 06 39 98 47 11', 'pairs are French'],
    ['numéro fiscal 38 69 328 063 293, téléphone', 'the end of a French tax number'],
    ['contact 1790812800', 'a time in seconds'],
  ],
})

function isNumber(number: NationalNumber): boolean {
  const { value, digits, groups, first, second } = number
  // The first three digits of a mobile are its area code.
  if (isMobile(number)) return (digits === 9 || digits === 10) && (groups === 1 || first === 3)
  if (!isArea(number) || digits > 11) return false
  if (groups === 1) return digits >= 8
  if (first !== areaLength(number) || digits < 6) return false
  // Pairs behind two digits are a French number; four digits alone may be the year of a month.
  const year = groups === 2 && second === 4 ? value % 10_000 : 0
  return (first > 2 || second > 2) && (year < 1900 || year > 2099)
}

/** 02 and 06 are Milan and Rome; elsewhere the third digit of an area code tells whether there is a fourth. */
function areaLength(number: NationalNumber): number {
  const second = leadingDigits(number, 2)
  if (second === 2 || second === 6) return 2
  const third = leadingDigits(number, 3) % 10
  return third === 0 || third === 1 || third === 5 || third === 9 ? 3 : 4
}
