// Finland’s cards of the European series: all begin with the same ten digits, 80 246 and those of the only insurer.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const finlandEuropeanHealthInsuranceNumber = managedIdentifier({
  id: 'FINLAND_EUROPEAN_HEALTH_INSURANCE_NUMBER',
  title: 'European health insurance number (Finland)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.kela.fi/european-health-insurance-card',
    'https://learn.microsoft.com/en-us/purview/sit-defn-finland-european-health-insurance-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: {
    required: true,
    words: [
      'ehic',
      'ehic#',
      'finland health insurance card',
      'finlandehicnumber#',
      'finska sjukförsäkringskort',
      'hälsokort',
      'health card',
      'health card number',
      'health insurance card',
      'health insurance number',
      'sairaanhoitokortin',
      'sairausvakuutuskortti',
      'sairausvakuutusnumero',
      'sjukförsäkring nummer',
      'sjukförsäkringskort',
      'suomen sairausvakuutuskortti',
      'suomi ehic-numero',
      'terveyskortti',
    ],
  },
  pattern: /8024680246[ -]?\d{10}/,
  validate: (text) => !isAllZero(digitsOf(text).slice(10)),
  examples: [
    'EHIC: «80246802464820193750»',
    'sairausvakuutuskortti «8024680246 4820193750»',
    'hälsokort «8024680246-4820193750»',
    { label: 'sairausvakuutusnumero', text: '«80246802464820193750»' },
  ],
  counterExamples: [
    ['order 80246802464820193750', 'no keyword nearby'],
    ['EHIC 80246802474820193750', 'another insurer'],
    ['EHIC 80246802460000000000', 'zeros'],
    ['EHIC 8024680246482019375', 'a digit is missing'],
    ['EHIC 802468024648201937501', 'a digit too many'],
  ],
  overlaps: ['EUROPEAN_HEALTH_INSURANCE_CARD_NUMBER'],
})
