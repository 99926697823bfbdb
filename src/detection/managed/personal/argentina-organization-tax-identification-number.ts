// CUIT of an organisation: a prefix, a number of the tax office’s own and a check digit. Prefixes from 50 on are for
// organisations abroad.
import { managedIdentifier } from '../../managed-identifier.ts'
import {
  argentinaTaxNumber,
  argentinaTaxWords,
  isArgentinaTaxNumber,
} from '../shared/argentina-tax-number.ts'

export const argentinaOrganizationTaxIdentificationNumber = managedIdentifier({
  id: 'ARGENTINA_ORGANIZATION_TAX_IDENTIFICATION_NUMBER',
  title: 'CUIT of an organisation (Argentina)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Medium', 'Medium', 'High'],
  sources: [
    'https://www.afip.gob.ar/cuit/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: argentinaTaxWords },
  pattern: argentinaTaxNumber('30|33|34|50|51|55'),
  validate: isArgentinaTaxNumber,
  examples: [
    'CUIT: «30-50001091-2»',
    'clave única de identificación tributaria «33500010911»',
    'CUIT «55-48.201.937-3»',
    { label: 'cuit', text: '«34-48201937-6»' },
  ],
  counterExamples: [
    ['pedido 30-50001091-2', 'no keyword nearby'],
    ['CUIT 30-50001091-3', 'the check digit is wrong'],
    ['CUIT 20-51770236-7', 'a person'],
    ['CUIT 31-50001091-9', 'no prefix is 31'],
    ['CUIT 33-00000000-6', 'zeros'],
    ['CUIT 30-5000109-2', 'a digit is missing'],
    ['CUIT 305-0001091-2', 'grouped in no known way'],
    ['CUIT 305000109120', 'a digit too many'],
    ['cuit 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
})
