// The RFC of a person: four letters of the name and the date of birth. The numbers of the public and of foreigners, which
// stand for whoever has none, are nobody’s.
import { managedIdentifier } from '../../managed-identifier.ts'
import { isMexicanTaxNumber, mexicoTaxNumber, mexicoTaxWords } from '../shared/mexico-tax-number.ts'

export const mexicoIndividualRfcNumber = managedIdentifier({
  id: 'MEXICO_INDIVIDUAL_RFC_NUMBER',
  title: 'RFC of a person (Mexico)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.sat.gob.mx/tramites/operacion/28753/obten-tu-rfc-con-la-clave-unica-de-registro-de-poblacion-curp',
    'https://es.wikipedia.org/wiki/Registro_Federal_de_Contribuyentes_(M%C3%A9xico)',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: mexicoTaxWords },
  pattern: mexicoTaxNumber(4),
  // Namesakes are told apart without zeros: only the two numbers that stand for whoever has none end with three.
  validate: (text) => isMexicanTaxNumber(text, 4) && !text.endsWith('000'),
  examples: [
    'RFC: «GODE561231GR8»',
    'R.F.C. «VACE-460910-SX5»',
    'registro federal de contribuyentes «MUÑJ 800229 4T6»',
    { label: 'rfc', text: '«ñuñe000229a14»' },
  ],
  counterExamples: [
    ['pedido GODE561231GR8', 'no keyword nearby'],
    ['RFC GODE561231GR7', 'wrong check digit'],
    ['RFC XAXX010101000', 'the number of the public'],
    ['RFC XEXX010101000', 'the number of foreigners'],
    ['RFC GODE561331GR8', 'there is no month 13'],
    ['RFC GODE560231GR8', 'there is no 31 February'],
    ['RFC GODE561231GRB', 'the last place is a digit or an A'],
    ['RFC GODE561231', 'the last three characters are missing'],
    ['RFC MAB9307148T4', 'an organisation'],
    ['RFC GODE561231GR88', 'a digit too many'],
    ['rfc 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  // The second was given out with another check digit.
  knownMisses: ['RFC COMG600703', 'RFC VACE460910SX6'],
})
