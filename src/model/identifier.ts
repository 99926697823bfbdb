// The nouns of detection that the rest of Magpie speaks: what was looked for, and under which name it is reported.

export type IdentifierCategory = 'CREDENTIALS' | 'FINANCIAL_INFORMATION' | 'PERSONAL_INFORMATION'
export type SeverityDescription = 'Low' | 'Medium' | 'High'

/** A custom data identifier as a job carries it. Limits and rules: checked before one is stored. */
export interface CustomIdentifierDefinition {
  /** UUID. */
  readonly id: string
  readonly name: string
  readonly regex: string
  readonly keywords: readonly string[]
  readonly ignoreWords: readonly string[]
  /** Characters from the end of a keyword to the end of the match, 1-300. */
  readonly maximumMatchDistance: number
  readonly severityLevels?: readonly SeverityLevel[]
}

export interface SeverityLevel {
  readonly occurrencesThreshold: number
  readonly severity: 'LOW' | 'MEDIUM' | 'HIGH'
}

/** Which identifiers a scan looks for: plain data, so that it can be stored with a run and sent to a thread. */
export interface IdentifierSelection {
  readonly managed: readonly string[]
  readonly custom: readonly CustomIdentifierDefinition[]
  /** Text that is found and does not count. */
  readonly allowed?: AllowedText
}

/** What allow lists permit: text that is one of the words, whatever its case, or that one of the expressions fits whole. */
export interface AllowedText {
  readonly expressions: readonly string[]
  /** Of each list the digests; see detection/allow/allowed-words.ts. */
  readonly words: readonly Uint8Array[]
}
