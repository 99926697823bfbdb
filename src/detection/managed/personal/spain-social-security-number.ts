// Province, number, and both together modulo 97. Numbers below ten million are joined to the province in seven
// digits by some offices.
import { digitsOf } from '../../checksums/digits.ts'
import { mod97 } from '../../checksums/mod97.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const spainSocialSecurityNumber = managedIdentifier({
  id: 'SPAIN_SOCIAL_SECURITY_NUMBER',
  title: 'Social security number (Spain)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.seg-social.es/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'naf',
      'nss',
      'número de afiliación',
      'número de la seguridad social',
      's.s.',
      'seguridad social',
      'social security no.',
      'social security number',
      'socialsecurityno#',
      'ssn',
      'ssn#',
    ],
  },
  pattern: /\d{2}[/ -]?\d{8}[/ -]?\d{2}/,
  validate: isAffiliationNumber,
  examples: [
    'número de la seguridad social: «28/95259802/19»',
    'ssn# «289525980219»',
    'Nº Seguridad Social «28 95259802 19»',
    { label: 'Nº S.S.', text: '«28/95259802/19»' },
    { label: 'NAF', text: '«289525980219»' },
    { label: 'ssn', text: '«289525980219»' },
  ],
  counterExamples: [
    ['pedido 289525980219', 'no keyword nearby'],
    ['social security no. 289525980218', 'the check digits are wrong'],
    ['social security no. 600000000060', 'there is no province 60'],
  ],
})

function isAffiliationNumber(text: string): boolean {
  const digits = digitsOf(text)
  const province = digits.slice(0, 2)
  const number = digits.slice(2, 10)
  const check = Number(digits.slice(10))
  const known = (Number(province) >= 1 && Number(province) <= 53) || province === '66'
  const joined = [province + number, ...(number.startsWith('0') ? [province + number.slice(1)] : [])]
  return known && joined.some((whole) => mod97(whole) === check)
}
