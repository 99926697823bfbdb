// The keywords of card numbers. With one of them near, a number is a CREDIT_CARD_NUMBER; without, it is a
// CREDIT_CARD_NUMBER_(NO_KEYWORD): never both.

export const cardWords: readonly string[] = [
  'account number', 'american express', 'amex', 'bank card', 'c card', 'card', 'cc #', 'ccn', 'check card',
  'cred card', 'credit', 'credit card', 'credit cards', 'credit no', 'credit num', 'dankort', 'debit', 'debit card',
  'debit no', 'debit num', 'diners club', 'discover', 'electron', 'japanese card bureau', 'jcb', 'mastercard', 'mc',
  'pan', 'payment account number', 'payment card number', 'pcn', 'pmnt #', 'pmnt card', 'pmnt no', 'pmnt number',
  'union pay', 'visa',
]
