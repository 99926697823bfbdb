// Two or three letters and six digits. Nothing can be checked.
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const spainPassportNumber = managedIdentifier({
  id: 'SPAIN_PASSPORT_NUMBER',
  title: 'Passport number (Spain)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/pasaporte/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'españa pasaporte',
      'libreta pasaporte',
      'número pasaporte',
      'pasaporte',
      'passport',
      'passport book',
      'passport no',
      'passport number',
      'spain passport',
    ],
  },
  pattern: /[A-Z]{2,3}\d{6}/,
  validate: isNotPlaceholder,
  examples: [
    'pasaporte: «AAB483920»',
    'número pasaporte «PA571930»',
    { label: 'pasaporte', text: '«XDC583029»' },
  ],
  counterExamples: [
    ['pedido AAB483920', 'no keyword nearby'],
    ['pasaporte AAB48392', 'too few digits'],
    ['pasaporte AAB000000', 'zeros'],
  ],
})
