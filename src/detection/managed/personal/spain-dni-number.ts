// Eight digits and a letter, which is their remainder by 23.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { dniLetter } from '../../checksums/dni-letter.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const spainDniNumber = managedIdentifier({
  id: 'SPAIN_DNI_NUMBER',
  title: 'DNI (Spain)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'dni',
      'dni#',
      'dninúmero#',
      'documento nacional de identidad',
      'identidad único',
      'identidadúnico#',
      'insurance number',
      'national identification number',
      'national identity',
      'nationalid#',
      'nationalidno#',
      'número nacional identidad',
      'personal identification number',
      'personal identity no',
      'unique identity number',
      'uniqueid#',
    ],
  },
  pattern: /(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z]/i,
  validate: isDni,
  examples: [
    'DNI «67.415.111-H»',
    'DNI: «67415111H»',
    'documento nacional de identidad «67415111-H»',
    { label: 'dni', text: '«67415111h»' },
  ],
  counterExamples: [
    ['pedido 67415111H', 'no keyword nearby'],
    ['DNI 67415111J', 'the letter is wrong'],
    ['DNI 99999999R', 'a number for tests'],
    ['DNI 00000000T', 'zeros'],
    ['DNI 67415111', 'the letter is missing'],
    ['DNI 3f2b8c1d-67415111', 'part of a UUID'],
  ],
})

function isDni(text: string): boolean {
  const digits = digitsOf(text)
  return digits !== '99999999' && !isAllZero(digits) && text.at(-1)?.toUpperCase() === dniLetter(digits)
}
