// Nine digits and two check digits, each a weighted sum of all before it.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { weightedSum } from '../../checksums/weighted-sum.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { brazilTaxWords } from '../shared/brazil-tax-words.ts'

export const brazilCpfNumber = managedIdentifier({
  id: 'BRAZIL_CPF_NUMBER',
  title: 'CPF (Brazil)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.gov.br/receitafederal/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: brazilTaxWords },
  pattern: /\d{3}\.\d{3}\.\d{3}-\d{2}|\d{9}-?\d{2}/,
  validate: isCpf,
  examples: [
    'CPF: «709.381.103-57»',
    'cadastro de pessoas físicas «70938110357»',
    { label: 'cpf', text: '«709381103-57»' },
  ],
  counterExamples: [
    ['pedido 70938110357', 'no keyword nearby'],
    ['CPF 70938110358', 'a check digit is wrong'],
    ['CPF 000.000.000-00', 'zeros'],
    ['CPF 709381103577', 'a digit too many'],
    ['CPF 111.111.111-11', 'one digit repeated'],
  ],
})

function isCpf(text: string): boolean {
  const digits = digitsOf(text)
  const check = (length: number): number => {
    const weights = Array.from({ length }, (_, at) => length + 1 - at)
    return ((weightedSum(digits.slice(0, length), weights) * 10) % 11) % 10
  }
  return !isPlaceholder(digits) && check(9) === Number(digits[9]) && check(10) === Number(digits[10])
}
