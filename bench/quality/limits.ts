// Why identifiers fall short where they do: what docs/reference/quality.md says beside the numbers.

interface Limit {
  readonly ids: readonly string[]
  /** A kind of sample, as the page calls it; all of them where absent. */
  readonly kind?: string
  readonly why: string
}

export const limits: readonly Limit[] = [
  {
    ids: ['BANK_ACCOUNT_NUMBER', 'DRIVERS_LICENSE'],
    kind: 'milliseconds since 1970',
    why: 'thirteen digits are a number of this kind too, and nothing in them can be checked',
  },
  {
    ids: ['DATE_OF_BIRTH'],
    kind: 'to come',
    why: 'detection has no clock: every day until 2099 may be past when it is read',
  },
  {
    ids: ['DATE_OF_BIRTH'],
    kind: 'a version',
    why: 'three numbers of a version are a day, where a keyword is near',
  },
  {
    ids: ['MEXICO_INDIVIDUAL_RFC_NUMBER', 'MEXICO_ORGANIZATION_RFC_NUMBER'],
    kind: 'wrong check',
    why: 'one number in seventy was given out with another check digit, so it is not asked for',
  },
  {
    ids: ['USA_HEALTHCARE_PROCEDURE_CODE'],
    kind: 'an invoice',
    why: 'five digits may be joined to two more, which modify a procedure',
  },
  {
    ids: ['CREDIT_CARD_EXPIRATION', 'USA_SOCIAL_SECURITY_NUMBER'],
    kind: 'before',
    why: 'the words behind the keyword ("number", "date") are part of the thirty characters',
  },
]

export function whyOf(id: string, kind: string): string {
  const limit = limits.find((each) => each.ids.includes(id) && (each.kind ?? kind) === kind)
  return limit?.why ?? ''
}
