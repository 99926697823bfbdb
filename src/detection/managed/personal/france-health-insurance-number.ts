// The 21 digits of a carte vitale, which nothing can be checked of: the number of the insured person, which has a key,
// is FRANCE_NATIONAL_IDENTIFICATION_NUMBER.
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const franceHealthInsuranceNumber = managedIdentifier({
  id: 'FRANCE_HEALTH_INSURANCE_NUMBER',
  title: 'Health insurance number (France)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.ameli.fr/assure/remboursements/etre-bien-rembourse/carte-vitale',
    'https://learn.microsoft.com/en-us/purview/sit-defn-france-health-insurance-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: { required: true, words: ["carte d'assuré social", 'carte vitale', 'insurance card'] },
  pattern: /\d{10} ?\d{10} ?\d/,
  validate: isNotPlaceholder,
  examples: [
    'carte vitale: «480201937582039471604»',
    "carte d'assuré social «4802019375 8203947160 4»",
    { label: 'carte_vitale', text: '«480201937582039471604»' },
  ],
  counterExamples: [
    ['commande 480201937582039471604', 'no keyword nearby'],
    ['carte vitale 48020193758203947160', 'a digit is missing'],
    ['carte vitale 4802019375820394716040', 'a digit too many'],
    ['carte vitale 4802019375-8203947160-4', 'grouped in no known way'],
    ['carte vitale 000000000000000000000', 'zeros'],
    ['insurance card 1790812800123', 'a time in milliseconds'],
  ],
})
