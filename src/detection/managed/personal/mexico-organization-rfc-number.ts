// The RFC of an organisation: three letters of the name and the day it was founded.
import { managedIdentifier } from '../../managed-identifier.ts'
import { isMexicanTaxNumber, mexicoTaxNumber, mexicoTaxWords } from '../shared/mexico-tax-number.ts'

export const mexicoOrganizationRfcNumber = managedIdentifier({
  id: 'MEXICO_ORGANIZATION_RFC_NUMBER',
  title: 'RFC of an organisation (Mexico)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Medium', 'Medium', 'High'],
  sources: [
    'https://www.sat.gob.mx/tramites/operacion/33629/preinscribe-tu-empresa-en-el-rfc',
    'https://es.wikipedia.org/wiki/Registro_Federal_de_Contribuyentes_(M%C3%A9xico)',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: mexicoTaxWords },
  pattern: mexicoTaxNumber(3),
  validate: (text) => isMexicanTaxNumber(text, 3),
  examples: [
    'RFC: «MAB9307148T4»',
    'registro federal de contribuyentes «MAB-930714-8T4»',
    'IVA, «B&Ñ 991130 KA0»',
    { label: 'rfc', text: '«mab9307148t4»' },
  ],
  counterExamples: [
    ['pedido MAB9307148T4', 'no keyword nearby'],
    ['RFC MAB9307148T5', 'wrong check digit'],
    ['RFC MAB9313148T4', 'there is no month 13'],
    ['RFC MAB9302308T4', 'there is no 30 February'],
    ['RFC MAB9307148TB', 'the last place is a digit or an A'],
    ['RFC MAB930714', 'the last three characters are missing'],
    ['RFC GODE561231GR8', 'a person'],
    ['RFC MAB9307148T44', 'a digit too many'],
    ['rfc 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  // Given out with another check digit.
  knownMisses: ['RFC ACE900319JT9'],
})
