// The number of a permanent resident’s card: two letters and seven or ten digits. Nothing can be checked.
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const canadaNationalIdentificationNumber = managedIdentifier({
  id: 'CANADA_NATIONAL_IDENTIFICATION_NUMBER',
  title: 'Permanent resident number (Canada)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.canada.ca/en/immigration-refugees-citizenship/services/new-immigrants/pr-card.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'carte résident permanent',
      'numéro carte résident permanent',
      'numéro résident permanent',
      'permanent resident card',
      'permanent resident card number',
      'permanent resident no',
      'permanent resident no.',
      'permanent resident number',
      'pr no',
      'pr no.',
      'pr non',
      'pr number',
      'résident permanent no.',
      'résident permanent non',
    ],
  },
  pattern: /[A-Z]{2}\d{7}(?:\d{3})?/,
  validate: isNotPlaceholder,
  examples: [
    'Permanent resident card: «RA0302947518»',
    'numéro résident permanent «PA4820193»',
    'PR no. «RA4820193»',
    { label: 'pr_number', text: '«RA0302947518»' },
  ],
  counterExamples: [
    ['order RA0302947518', 'no keyword nearby'],
    ['PR number 4820193', 'the letters are missing'],
    ['PR number RA48201937', 'eight digits'],
    ['PR number R4820193751', 'one letter only'],
    ['PR number RA0000000', 'zeros'],
    ['PR number RA1234567', 'an ascending run'],
    ['PR number ab4820193', 'cards have capital letters'],
    ['PR no 1790812800', 'a time in seconds'],
    ['PR no 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12', 'a commit'],
  ],
})
