// The keywords of Brazilian tax numbers. People’s and companies’ stand on the same forms, so each counts near the
// other’s keyword.

export const brazilTaxWords: readonly string[] = [
  'cadastro de pessoa física',
  'cadastro de pessoa fisica',
  'cadastro de pessoas físicas',
  'cadastro de pessoas fisicas',
  'cadastro nacional da pessoa jurídica',
  'cadastro nacional da pessoa juridica',
  'cnpj',
  'cpf',
]
