// Two letters, the kind of registrant and the first of the name, and seven digits of which the last is a check digit.
import { isAllZero } from '../../checksums/digits.ts'
import { passesDeaCheck } from '../../checksums/dea-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const usDrugEnforcementAgencyNumber = managedIdentifier({
  id: 'US_DRUG_ENFORCEMENT_AGENCY_NUMBER',
  title: 'DEA registration number (United States)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.deadiversion.usdoj.gov/drugreg/registration.html',
    'https://en.wikipedia.org/wiki/DEA_number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: { required: true, words: ['dea', 'dea number', 'dea registration'] },
  // A business without a name of its own has a 9 in place of the second letter.
  pattern: /[A-HJ-NPR-UX][A-Z9]\d{7}/i,
  validate: (text) => !isAllZero(text.slice(2)) && passesDeaCheck(text.slice(2)),
  examples: [
    'DEA number: «AB1234563»',
    'DEA registration «fp4820191» of the pharmacy',
    'dea_number=«F91234563»',
    'Prescriber: J. Doe, DEA # «BA5782734»',
    { label: 'prescriber_dea', text: '«MJ7730167»' },
    { label: 'dea_number', text: '«MJ7730167»' },
  ],
  counterExamples: [
    ['order AB1234563', 'no keyword nearby'],
    ['DEA number AB1234564', 'the check digit is wrong'],
    ['DEA number IB1234563', 'no registrant is of the kind I'],
    ['DEA number QB1234563', 'no registrant is of the kind Q'],
    ['DEA number AB0000000', 'zeros'],
    ['DEA number AB12345630', 'a digit too many'],
    ['DEA number A1234563', 'a letter is missing'],
    ['DEA number 1790812800', 'a time in seconds'],
  ],
  knownMisses: ['DEA number: AB 1234563'],
})
