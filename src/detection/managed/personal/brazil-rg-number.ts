// Each state numbers its identity cards by itself. The check digit of São Paulo is known; where it does not fit, only
// the grouping that the cards print tells one from any other number of nine digits.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { saoPauloRgDigit } from '../../checksums/sao-paulo-rg-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const brazilRgNumber = managedIdentifier({
  id: 'BRAZIL_RG_NUMBER',
  title: 'RG (Brazil)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.planalto.gov.br/ccivil_03/leis/l7116.htm',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['registro geral', 'rg'] },
  forms: [
    {
      pattern: /\d{2}[. ]\d{3}[. ]\d{3}-[\dX]/i,
      keyword: 'required',
      validate: (text) => !isPlaceholder(text.slice(0, 10)),
    },
    { pattern: /\d{8}-?[\dX]/i, keyword: 'required', validate: isSaoPauloNumber },
  ],
  examples: [
    'RG: «246781312»',
    'Registro Geral nº «48.203.917-6»',
    'rg «10245307-x» SSP/SP',
    'RG «20.482.019-3», DETRAN/RJ',
    { label: 'rg', text: '«10.245.307-X»' },
  ],
  counterExamples: [
    ['pedido 48.203.917-6', 'no keyword nearby'],
    ['RG 246781313', 'the check digit is wrong, and nothing else tells'],
    ['RG 24678131-3', 'the check digit is wrong, and nothing else tells'],
    ['RG 00.000.000-0', 'zeros'],
    ['RG 00000000-0', 'zeros'],
    ['RG 11.111.111-1', 'one digit repeated'],
    ['RG 48.203.917', 'the check digit is missing'],
    ['RG 48.203.917-63', 'a digit too many'],
    ['rg v10.245.307-1', 'a version'],
    ['rg 1790812800', 'a time in seconds'],
    ['rg -n 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  // Minas Gerais puts letters in front, other states have seven digits and no check digit.
  knownMisses: ['RG MG-10.245.307', 'RG 1.245.307'],
})

export function isSaoPauloNumber(text: string): boolean {
  const number = text.slice(0, 8)
  return !isPlaceholder(number) && saoPauloRgDigit(number) === (digitsOf(text)[8] ?? 'X')
}
