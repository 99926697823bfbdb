// Account numbers of banks in the United States and Canada have no common format and no check digit: the keyword
// carries nearly all the evidence.
import { isMilliseconds, isPlaceholder } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const bankAccountNumber = managedIdentifier({
  id: 'BANK_ACCOUNT_NUMBER',
  title: 'Bank account number (United States, Canada)',
  category: 'FINANCIAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: ['https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html'],
  keywords: {
    required: true,
    words: [
      'bank account',
      'bank acct',
      'checking account',
      'checking acct',
      'deposit account',
      'deposit acct',
      'savings account',
      'savings acct',
      'chequing account',
      'chequing acct',
    ],
  },
  pattern: /\d{9,17}/,
  validate: isAccountNumber,
  examples: [
    'Savings account: «4820019376»',
    'Please debit chequing acct «73019284650» on Friday.',
    { label: 'bank_account', text: '«000482917735»' },
  ],
  counterExamples: [
    ['Invoice 4820019376', 'no keyword nearby'],
    ['Savings account: 48200193', 'shorter than any account number'],
    ['Savings account: 482001937648200193', 'longer than any account number'],
    ['Savings account 2026-03-12 09:30:00', 'a date and a time'],
    ['Savings account: 48200193.7600193', 'a decimal number'],
    ['Savings account: 111111111', 'one digit repeated'],
    ['Savings account: 123456789', 'an ascending run'],
    ['Savings account closed at 1790812800123', 'a time in milliseconds'],
  ],
  // One account number of thirteen digits in twenty looks like a time.
  knownMisses: ['Savings account: 4820 0193 76', 'Savings account: 1682001937648'],
})

/** Logs write the time in thirteen digits: near the keywords those are more than accounts of that length. */
export function isAccountNumber(text: string): boolean {
  return !isPlaceholder(text) && !isMilliseconds(text)
}
