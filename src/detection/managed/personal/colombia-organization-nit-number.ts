// The NIT of an organisation: nine digits that begin with 8 or 9, and a check digit.
import { managedIdentifier } from '../../managed-identifier.ts'
import { colombiaTaxWords, isColombiaOrganization } from '../shared/colombia-tax-number.ts'

export const colombiaOrganizationNitNumber = managedIdentifier({
  id: 'COLOMBIA_ORGANIZATION_NIT_NUMBER',
  title: 'NIT of an organisation (Colombia)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Medium', 'Medium', 'High'],
  sources: [
    'https://www.dian.gov.co/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: colombiaTaxWords },
  pattern: /[89]\d{2}\.\d{3}\.\d{3} ?- ?\d|[89]\d{8}(?: ?- ?)?\d/,
  validate: isColombiaOrganization,
  neverJoinedTo: 'tail',
  examples: [
    'NIT: «900.566.048-7»',
    'N.I.T. «9005660487»',
    'nit «860034593 - 2»',
    { label: 'nit', text: '«900566048-7»' },
  ],
  counterExamples: [
    ['pedido 900.566.048-7', 'no keyword nearby'],
    ['NIT 900.566.048-8', 'the check digit is wrong'],
    ['NIT 213.123.432-1', 'a person'],
    ['NIT 90.056.604-8', 'a person'],
    ['NIT 900.566.048', 'the check digit is missing'],
    ['NIT 9005.66.048-7', 'grouped in no known way'],
    ['NIT 90056604870', 'a digit too many'],
    ['nit: see 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
})
