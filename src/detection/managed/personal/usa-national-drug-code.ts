// Labeller, product and package of a drug: ten digits in three ways of grouping, or eleven as insurers bill them.
// Nothing can be checked. Ten digits without hyphens would be any number.
import { isPlaceholder, isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const usaNationalDrugCode = managedIdentifier({
  id: 'USA_NATIONAL_DRUG_CODE',
  title: 'National Drug Code (United States)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.fda.gov/drugs/drug-approvals-and-databases/national-drug-code-directory',
    'https://www.ecfr.gov/current/title-21/section-207.33',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: { required: true, words: ['national drug code', 'ndc'] },
  pattern: /\d{4}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{5}-\d{4}-\d{1,2}|\d{11}/,
  validate: isDrugCode,
  examples: [
    'NDC: «0002-8215-01»',
    'National Drug Code «50242-040-62»',
    'ndc «60575-4112-1»',
    'NDC «00002-8215-01»',
    { label: 'ndc', text: '«00002821501»' },
  ],
  counterExamples: [
    ['part 0002-8215-01', 'no keyword nearby'],
    ['NDC 0002-821-01', 'grouped in no known way'],
    ['NDC 0000-8215-01', 'no labeller is 0000'],
    ['NDC 11111111111', 'one digit repeated'],
    ['NDC 2026-03-12', 'a date'],
    ['NDC 1790812800', 'a time in seconds'],
    ['NDC 0002-8215-011', 'a digit too many'],
    ['NDC 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  // Ten digits without hyphens, which could be grouped in three ways.
  knownMisses: ['NDC 0002821501'],
})

function isDrugCode(text: string): boolean {
  return !isAllZero(text.slice(0, text[4] === '-' ? 4 : 5)) && !isPlaceholder(text)
}
