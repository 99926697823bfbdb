// The NIT of a person: the number of the citizenship card and a check digit.
import { managedIdentifier } from '../../managed-identifier.ts'
import { colombiaTaxWords, isColombiaIndividual } from '../shared/colombia-tax-number.ts'

export const colombiaIndividualNitNumber = managedIdentifier({
  id: 'COLOMBIA_INDIVIDUAL_NIT_NUMBER',
  title: 'NIT of a person (Colombia)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.dian.gov.co/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: colombiaTaxWords },
  pattern: /(?:\d{6,10}|\d{1,3}\.\d{3}\.\d{3}|\d{3}\.\d{3}|\d\.\d{3}\.\d{3}\.\d{3}) ?- ?\d|[1-9]\d{6,10}/,
  validate: isColombiaIndividual,
  neverJoinedTo: 'tail',
  examples: [
    'NIT: «52.345.678-3»',
    'N.I.T. «1.020.304.050-8»',
    'nit «79482013-0»',
    'NIT «2131234321»',
    'NIT. «482.019 - 7»',
    { label: 'nit', text: '«523456783»' },
  ],
  counterExamples: [
    ['nit, ISBN 978-1-05-609687-5', 'the end of a longer number'],
    ['pedido 52.345.678-3', 'no keyword nearby'],
    ['NIT 52.345.678-4', 'the check digit is wrong'],
    ['NIT 900.566.048-7', 'an organisation'],
    ['NIT 9005660487', 'an organisation'],
    ['NIT 00.000.000-0', 'zeros'],
    ['NIT 52.345.678', 'the check digit is missing'],
    ['NIT 52.34.5678-3', 'grouped in no known way'],
    ['NIT 52.345.678-33', 'a digit too many'],
    ['nit: typo, 1790812800', 'a time in seconds'],
    ['nit: see 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['NIT 52 345 678 3'],
})
