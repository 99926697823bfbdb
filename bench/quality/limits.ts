// Why identifiers fall short where they do: what docs/reference/quality.md says beside the numbers.

interface Limit {
  /** All of them where absent. */
  readonly ids?: readonly string[]
  /** A kind of sample, as the page calls it; all of them where absent. */
  readonly kind?: string
  readonly why: string
}

export const limits: readonly Limit[] = [
  {
    ids: ['CREDIT_CARD_NUMBER_(NO_KEYWORD)'],
    kind: 'no-break blanks',
    why: 'without a keyword a number is found by its first groups, and only plain blanks divide them',
  },
  {
    kind: 'in small letters',
    why: 'in small letters the shape is that of words, and nothing in it can be checked',
  },
  {
    ids: ['BANK_ACCOUNT_NUMBER'],
    kind: 'before',
    why: 'thirteen digits that are milliseconds since 1970 as well are taken for them',
  },
  {
    ids: ['MEXICO_INDIVIDUAL_RFC_NUMBER', 'MEXICO_ORGANIZATION_RFC_NUMBER'],
    kind: 'another check digit',
    why: 'one number in seventy was given out with another check digit than its own',
  },
  {
    ids: ['CREDIT_CARD_SECURITY_CODE'],
    why: 'three digits near the keyword, and nothing in them can be checked',
  },
  {
    ids: ['BRAZIL_PHONE_NUMBER'],
    kind: 'a time in seconds',
    why: 'ten digits that begin with 17 are a landline of São Paulo too',
  },
  {
    ids: [
      'BULGARIA_DRIVERS_LICENSE',
      'CYPRUS_DRIVERS_LICENSE',
      'CZECHIA_DRIVERS_LICENSE',
      'DENMARK_DRIVERS_LICENSE',
      'GREECE_DRIVERS_LICENSE',
      'SLOVAKIA_DRIVERS_LICENSE',
    ],
    why: 'in a name of humps, a keyword that begins with a letter beyond ASCII does not begin a word',
  },
]

export function whyOf(id: string, kind: string): string {
  const limit = limits.find(({ ids = [id], kind: told = kind }) => ids.includes(id) && told === kind)
  return limit?.why ?? ''
}
