// Two letters for the polling district and one to four digits. Nothing can be checked.
import { isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const ukElectoralRollNumber = managedIdentifier({
  id: 'UK_ELECTORAL_ROLL_NUMBER',
  title: 'Electoral roll number (United Kingdom)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.electoralcommission.org.uk/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'electoral #',
      'electoral number',
      'electoral roll #',
      'electoral roll no.',
      'electoral roll number',
      'electoralrollno',
    ],
  },
  pattern: /[A-Z]{2}\d{1,4}/,
  validate: (text) => !isAllZero(text.slice(2)),
  examples: [
    'Electoral roll number: «KD1284»',
    'electoral number «AB57»',
    { label: 'electoral_number', text: '«QM903»' },
  ],
  counterExamples: [
    ['flight KD1284', 'no keyword nearby'],
    ['electoral number KD12845', 'too many digits'],
    ['electoral number K1284', 'one letter only'],
    ['electoral number KD0000', 'zeros alone'],
  ],
})
