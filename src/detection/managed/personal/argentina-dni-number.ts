// Seven or eight digits without a check digit. A Spanish DNI near the same keyword is told by its letter.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const argentinaDniNumber = managedIdentifier({
  id: 'ARGENTINA_DNI_NUMBER',
  title: 'DNI (Argentina)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.argentina.gob.ar/interior/renaper',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['dni', 'dni#', 'd.n.i.', 'documento nacional de identidad'] },
  // The letter of a Spanish number is taken along, to be refused with it.
  pattern: /(?:\d{7,8}|\d{1,2}\.\d{3}\.\d{3})(?:[ -]?[A-HJ-NP-TV-Z]|-[a-hj-np-tv-z])?/,
  validate: isDni,
  neverJoinedTo: 'digits',
  examples: [
    'DNI: «30.482.019»',
    'Documento Nacional de Identidad Nº «9482017»',
    'D.N.I. «48201937» y domicilio',
    { label: 'dni', text: '«30482019»' },
  ],
  counterExamples: [
    ['dni 48201937-52ac-c7ba-54d6-e01461d8f7f8', 'a group of a UUID'],
    ['pedido 30482019', 'no keyword nearby'],
    ['DNI 67.415.111-H', 'the letter makes it Spanish'],
    ['DNI 67415111 H', 'the letter makes it Spanish'],
    ['DNI 99.999.999', 'a number for tests'],
    ['DNI 99999999', 'a number for tests'],
    ['DNI 00000000', 'zeros'],
    ['DNI 12345678', 'an ascending run'],
    ['DNI 304820190', 'a digit too many'],
    ['DNI 304820', 'too few digits'],
    ['DNI 30.48.20.19', 'grouped in no known way'],
    ['DNI 1790812800', 'a time in seconds'],
    ['DNI 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['DNI M30482019'],
})

export function isDni(text: string): boolean {
  return text.charCodeAt(text.length - 1) <= 0x39 && !isPlaceholder(digitsOf(text))
}
