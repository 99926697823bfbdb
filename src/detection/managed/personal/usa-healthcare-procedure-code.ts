// What was done to a patient: five digits, or four and a letter, of the Current Procedural Terminology, or a letter and
// four digits of the coding system around it. The keyword carries most of the evidence: a number of five digits is
// anything.
import { managedIdentifier } from '../../managed-identifier.ts'

export const usaHealthcareProcedureCode = managedIdentifier({
  id: 'USA_HEALTHCARE_PROCEDURE_CODE',
  title: 'Healthcare Common Procedure Coding System code (United States)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system',
    'https://www.ama-assn.org/practice-management/cpt/cpt-overview-and-code-approval',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: {
    required: true,
    words: ['current procedural terminology', 'hcpcs', 'healthcare common procedure coding system'],
  },
  // F: performance, T: emerging technology, U: laboratory analyses. No level II code begins with F, I, N or O.
  pattern: /\d{5}|\d{4}[FTU]|[A-EGHJ-MP-V]\d{4}/,
  validate: isProcedure,
  neverJoinedTo: 'path',
  examples: [
    'HCPCS «G0438» was billed',
    'Current Procedural Terminology: «99213»-25',
    'current procedural terminology «0042T»',
    'hcpcs «00100»',
    { label: 'hcpcs', text: '«J3490»' },
  ],
  counterExamples: [
    ['room G0438', 'no keyword nearby'],
    ['HCPCS I0438', 'no code begins with I'],
    ['HCPCS W0438', 'codes end with V'],
    ['HCPCS 04381', 'between anaesthesia and surgery there is nothing'],
    ['HCPCS 99999', 'past the last code'],
    ['HCPCS J0000', 'zeros'],
    ['HCPCS 0000F', 'zeros'],
    ['HCPCS 2026', 'a year'],
    ['HCPCS 992134', 'a digit too many'],
    ['NDC 55150-0239-10 for the HCPCS below', 'the labeller of a drug code'],
    ['HCPCS 99.213', 'a decimal number'],
    ['hcpcs: INV/99213/26', 'a part of a path'],
    ['hcpcs table v10.12.99213', 'a version'],
  ],
})

function isProcedure(text: string): boolean {
  const last = text.charCodeAt(4)
  if (text.charCodeAt(0) > 0x39) return text.slice(1) !== '0000'
  if (last > 0x39) return text.slice(0, 4) !== '0000'
  const code = Number(text)
  return (code >= 100 && code <= 1_999) || (code >= 10_004 && code <= 99_607)
}
