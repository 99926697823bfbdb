// Ten digits from 0, in pairs. Any first pair of 01 to 09 is in use.
import { managedIdentifier } from '../../managed-identifier.ts'
import { leadingDigits, phoneForms } from '../shared/phone-forms.ts'
import { phoneWords } from '../shared/phone-words.ts'

export const francePhoneNumber = managedIdentifier({
  id: 'FRANCE_PHONE_NUMBER',
  title: 'Phone number (France)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.arcep.fr/la-regulation/grands-dossiers-thematiques-transverses/la-numerotation.html',
    'https://www.arcep.fr/uploads/tx_gsavis/18-0881.pdf',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: false, words: phoneWords },
  forms: phoneForms({
    countryCode: '33',
    trunk: '0',
    // 0800 and its like are written in threes; a number in pairs but for a few would be another country's.
    national: String.raw`0[1-9](?:\d{8}|(?:[ .-]\d{2}){4})|0 ?8\d{2}(?:[ .-]?\d{3}){2}`,
    abroad: String.raw`[ .-]?(?:\(0\) ?)?[1-9](?:\d{8}|(?:[ .-]\d{2}){4}|\d{2}(?:[ .-]\d{3}){2})`,
    isNumber: (number) => number.digits === 9 && leadingDigits(number, 1) !== 0,
  }),
  // Numbers that ARCEP keeps free for films.
  neverJoinedTo: '+33',
  examples: [
    'téléphone : «01 99 00 47 11»',
    'tél. «06.39.98.47.11»',
    'mobile «06-39-98-47-11»',
    'appelez le «+33 6 39 98 47 11»',
    'fax «+33 (0)1 99 00 47 11»',
    'tel «0033 6 39 98 47 11»',
    'phone «0 899 947 113»',
    // Blanks that do not break the line.
    'tél. : «01\u00a099\u00a000\u00a047\u00a011»',
    { label: 'telephone', text: '«0199004711»' },
  ],
  counterExamples: [
    ['commande 01 99 00 47 11', 'no keyword nearby'],
    ['tel 00 99 00 47 11', 'the second digit is no 0'],
    ['tel 01 99 00 47', 'too short'],
    ['tel 01 99 00 47 111', 'too long'],
    ['tel 06 12 34 56 78', 'an ascending run'],
    ['tel 06 00 00 00 00', 'zeros'],
    ['le +33 06', 'too short'],
    ['contact 1790812800', 'a time in seconds'],
    ['contact 10.99.00.47', 'an address of the internet'],
  ],
  overlaps: ['ITALY_PHONE_NUMBER'],
})
