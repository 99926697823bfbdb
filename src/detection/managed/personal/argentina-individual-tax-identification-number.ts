// CUIT or CUIL of a person: a prefix, the number of the DNI and a check digit.
import { managedIdentifier } from '../../managed-identifier.ts'
import {
  argentinaTaxNumber,
  argentinaTaxWords,
  isArgentinaTaxNumber,
} from '../shared/argentina-tax-number.ts'

export const argentinaIndividualTaxIdentificationNumber = managedIdentifier({
  id: 'ARGENTINA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
  title: 'CUIT and CUIL of a person (Argentina)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.afip.gob.ar/cuit/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: argentinaTaxWords },
  pattern: argentinaTaxNumber('20|23|24|27'),
  validate: isArgentinaTaxNumber,
  examples: [
    'CUIT: «20-51770236-7»',
    'C.U.I.L. «27381940271»',
    'CUIL «23-94.820.175-5»',
    { label: 'cuit', text: '«20-05536168-2»' },
  ],
  counterExamples: [
    ['pedido 20-51770236-7', 'no keyword nearby'],
    ['CUIT 20-51770236-8', 'the check digit is wrong'],
    ['CUIT 30-50001091-2', 'an organisation'],
    ['CUIT 25-51770236-9', 'no prefix is 25'],
    ['CUIT 20-00000000-1', 'zeros'],
    ['CUIT 20-5177023-7', 'a digit is missing'],
    ['CUIT 205-1770236-7', 'grouped in no known way'],
    ['CUIT 205177023670', 'a digit too many'],
    ['cuit 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
})
