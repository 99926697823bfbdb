// Two digits, two letters, five digits. Nothing can be checked.
import { isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const francePassportNumber = managedIdentifier({
  id: 'FRANCE_PASSPORT_NUMBER',
  title: 'Passport number (France)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Medium', 'High', 'High'],
  sources: [
    'https://www.service-public.fr/particuliers/vosdroits/N360',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: ['numéro de passeport', 'passeport', 'passeport #', 'passeport n °', 'passeport non'],
  },
  pattern: /\d{2}[A-Z]{2}\d{5}/,
  validate: (text) => !isPlaceholder(text.slice(4)),
  examples: [
    'passeport: «14AB57930»',
    'numéro de passeport «22CK48201»',
    { label: 'passeport', text: '«09DE71384»' },
  ],
  counterExamples: [
    ['commande 14AB57930', 'no keyword nearby'],
    ['passeport 14AB5793', 'too short'],
    ['passeport 14AB00000', 'zeros'],
  ],
})
