// Two letters or digits and seven digits. Nothing can be checked.
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const italyPassportNumber = managedIdentifier({
  id: 'ITALY_PASSPORT_NUMBER',
  title: 'Passport number (Italy)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://www.poliziadistato.it/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'italian passport number',
      'numéro passeport',
      'numéro passeport italien',
      'passaporto',
      'passaporto italiana',
      'passaporto numero',
      'passport number',
      'repubblica italiana passaporto',
    ],
  },
  pattern: /[A-Z0-9]{2}\d{7}/,
  validate: isNotPlaceholder,
  examples: [
    'passaporto: «YA4839201»',
    'passaporto numero «AA5830291»',
    { label: 'passaporto', text: '«YB7719204»' },
  ],
  counterExamples: [
    ['ordine YA4839201', 'no keyword nearby'],
    ['passaporto YA483920', 'too short'],
    ['passaporto YA1111111', 'one digit repeated'],
  ],
})
