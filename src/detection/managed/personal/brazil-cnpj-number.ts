// A company’s eight digits, four of its branch and two check digits. Since July 2026 the first twelve may be letters.
import { isAllZero } from '../../checksums/digits.ts'
import { passesCnpjCheck } from '../../checksums/cnpj-digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { brazilTaxWords } from '../shared/brazil-tax-words.ts'

export const brazilCnpjNumber = managedIdentifier({
  id: 'BRAZIL_CNPJ_NUMBER',
  title: 'CNPJ (Brazil)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.gov.br/receitafederal/pt-br/acesso-a-informacao/acoes-e-programas/programas-e-atividades/cnpj-alfanumerico',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: brazilTaxWords },
  pattern: /[A-Z0-9]{2}\.[A-Z0-9]{3}\.[A-Z0-9]{3}\/[A-Z0-9]{4}-\d{2}|[A-Z0-9]{8}\/?[A-Z0-9]{4}-?\d{2}/,
  validate: isCnpj,
  examples: [
    'CNPJ: «31.720.622/0001-18»',
    'Cadastro Nacional da Pessoa Jurídica «16727230000197»',
    'CNPJ «12.ABC.345/01DE-35»',
    'cnpj «Z9K4820R/0001-95»',
    { label: 'cnpj', text: '«12ABC34501DE35»' },
  ],
  counterExamples: [
    ['pedido 31.720.622/0001-18', 'no keyword nearby'],
    ['CNPJ 31.720.622/0001-19', 'the second check digit is wrong'],
    ['CNPJ 31.720.622/0001-28', 'the first check digit is wrong'],
    ['CNPJ 12.ABC.345/01DE-36', 'a check digit is wrong'],
    ['CNPJ 00.000.000/0000-00', 'zeros, which pass the check'],
    ['CNPJ 31.720.622/0001', 'the check digits are missing'],
    ['CNPJ 317206220001180', 'a digit too many'],
    ['CNPJ 31720.622/0001-18', 'grouped in no known way'],
    ['CNPJ REGISTRATION28', 'a word and a number'],
    ['cnpj 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
})

function isCnpj(text: string): boolean {
  const number = text.length === 14 ? text : text.replaceAll(/[./-]/g, '')
  return passesCnpjCheck(number) && !isAllZero(number)
}
