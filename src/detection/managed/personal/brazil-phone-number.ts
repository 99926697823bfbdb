// Area code, then eight digits of a landline or nine of a mobile, which begins with 9.
import { managedIdentifier } from '../../managed-identifier.ts'
import { leadingDigits, phoneForms, prefixTable, type NationalNumber } from '../shared/phone-forms.ts'
import { phoneWords } from '../shared/phone-words.ts'

const isArea = prefixTable('11-19 21-22 24 27-28 31-35 37-38 41-49 51 53-55 61-69 71 73-75 77 79 81-89 91-99')
const subscriber = String.raw`(?:9 ?)?\d{4}[ .-]?\d{4}`

export const brazilPhoneNumber = managedIdentifier({
  id: 'BRAZIL_PHONE_NUMBER',
  title: 'Phone number (Brazil)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.gov.br/anatel/pt-br/regulado/numeracao/plano-de-numeracao-brasileiro',
    'https://www.itu.int/oth/T020200001D/en',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: false,
    words: [
      'telefone',
      'cel',
      'celular',
      'fone',
      'móvel',
      'número residencial',
      'numero residencial',
      ...phoneWords,
    ],
  },
  forms: phoneForms({
    countryCode: '55',
    trunk: '0',
    national: String.raw`(?:\(0?\d{2}\)[ .-]?|0?\d{2}[ .-])${subscriber}|0?\d{2}9?\d{8}`,
    abroad: String.raw`[ .-]?(?:\(0?\d{2}\)|\d{2})[ .-]?${subscriber}`,
    isNumber,
  }),
  neverJoinedTo: '+55',
  examples: [
    'celular: «(11) 90000-0134»',
    'telefone «21 2000-0134»',
    'ligue para «+55 11 90000-0134» hoje',
    'fone «+55 (21) 2000-0134»',
    { label: 'celular', text: '«11900000134»' },
  ],
  counterExamples: [
    ['pedido (11) 90000-0134', 'no keyword nearby'],
    ['celular (10) 90000-0134', 'there is no area 10'],
    ['celular (11) 80000-0134', 'no mobile begins with 8'],
    ['telefone (11) 7000-0134', 'no landline begins with 7'],
    ['celular (11) 99999-9999', 'one digit repeated'],
    ['telefone 2000-0134', 'the area is missing'],
    ['celular 212000-0134', 'a separator within the number alone'],
    ['celular 1790812800', 'a time in seconds'],
    ['celular 709.381.103-57', 'a CPF'],
    ['phone-number +1555550100', 'a plus begins a country code'],
    ['celular v11.9000.134', 'a version'],
  ],
})

function isNumber(number: NationalNumber): boolean {
  const { digits, regularDigits } = number
  const third = leadingDigits(number, 3) % 10
  return (
    isArea(number) &&
    (digits === 11 || (digits === 10 && third >= 2 && third <= 5)) &&
    regularDigits < digits - 2
  )
}
