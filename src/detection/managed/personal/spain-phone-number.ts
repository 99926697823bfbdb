// Nine digits, of which the first says what it is: 6 and 7 mobiles, 8 and 9 landlines. Areas need no digit before them.
import { managedIdentifier } from '../../managed-identifier.ts'
import { phoneForms, prefixTable } from '../shared/phone-forms.ts'
import { phoneWords } from '../shared/phone-words.ts'

const isInUse = prefixTable('600-699 710-749 770-789 800 803 806-807 810-889 900-902 910-989')
/** Any two groups are separated, or none: `91011-1111` is a postal code of the United States. */
const written = [
  String.raw`[6-9]\d{8}|[6-9]\d{2}[ .-]\d{6}`,
  String.raw`[6-9]\d{2}(?:[ .-]\d{3}){2}|[6-9]\d{2}(?:[ .-]\d{2}){3}`,
  String.raw`[89]\d[ .-]\d{7}|[89]\d[ .-]\d{3}(?:[ .-]\d{4}|(?:[ .-]\d{2}){2})`,
].join('|')

export const spainPhoneNumber = managedIdentifier({
  id: 'SPAIN_PHONE_NUMBER',
  title: 'Phone number (Spain)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://boe.es/diario_boe/txt.php?id=BOE-A-2018-16843',
    'https://www.boe.es/buscar/act.php?id=BOE-A-2004-21841',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: false, words: [...phoneWords, 'teléfono', 'móvil'] },
  forms: phoneForms({
    countryCode: '34',
    trunk: '',
    national: written,
    abroad: `[ .-]?(?:${written})`,
    isNumber: (number) => number.digits === 9 && isInUse(number),
  }),
  neverJoinedTo: '+34',
  examples: [
    'teléfono: «612 000 471»',
    'móvil «612 00 04 71»',
    'móvil «613 579 135»',
    'tel. «91 000 04 71»',
    'tel. «91 000 0471»',
    'móvil «612 000471»',
    'llame al «+34 612 000 471»',
    'fax «0034 972000471»',
    { label: 'telefono', text: '«612000471»' },
  ],
  counterExamples: [
    ['pedido 612 000 471', 'no keyword nearby'],
    ['contact: Anytown 91011-1111', 'a postal code of the United States'],
    ['teléfono 512 000 471', 'none begins with 5'],
    ['teléfono 702 000 471', 'no mobile begins with 70'],
    ['teléfono 612 000 47', 'too short'],
    ['teléfono 612 000 4711', 'too long'],
    ['teléfono 612 345 678', 'an ascending run'],
    ['teléfono 600 000 000', 'zeros'],
    ['tel +33 639984711', 'a French number'],
    ['tel 0 800 947 113', 'a French number that everyone may call'],
    ['tel. +33 639984711 o +49 221 4710047', 'foreign numbers'],
    ['móvil 612.000.471.1', 'part of a dotted number'],
  ],
})
