// Ten digits beginning with 1 or 2. Luhn’s check counts 80840 in front of them: health, United States.
import { passesLuhn } from '../../checksums/luhn.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const usaNationalProviderIdentifier = managedIdentifier({
  id: 'USA_NATIONAL_PROVIDER_IDENTIFIER',
  title: 'National Provider Identifier (United States)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.cms.gov/regulations-and-guidance/administrative-simplification/nationalprovidentstand/downloads/npicheckdigit.pdf',
    'https://www.ecfr.gov/current/title-45/section-162.406',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: { required: true, words: ['hipaa', 'n.p.i', 'national provider', 'npi'] },
  pattern: /[12]\d{9}/,
  validate: (text) => passesLuhn(`80840${text}`),
  examples: [
    'NPI: «1234567893»',
    'N.P.I. «1245319599»',
    'national provider identifier «1003000126»',
    { label: 'npi', text: '«2482019371»' },
  ],
  counterExamples: [
    ['order 1234567893', 'no keyword nearby'],
    ['NPI 1234567894', 'the Luhn digit is wrong'],
    ['NPI 3234567891', 'the first digit is 1 or 2'],
    ['NPI 12345678931', 'a digit too many'],
    ['NPI 123-456-7893', 'grouped in no known way'],
    ['hipaa log 1790812800', 'a time in seconds'],
    ['hipaa 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  // One time in ten, a time in seconds passes the check.
})
