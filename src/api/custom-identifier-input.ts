// The members of a custom data identifier as a request gives them, with their limits and defaults.
import { z } from 'zod'
import { checkExpression } from '../detection/custom/check-expression.ts'
import type { SeverityLevel } from '../model/identifier.ts'
import { clientToken, integer, listOf, long, oneOf, tags, text } from './members.ts'

export const regex = text(1, 512).superRefine((expression, check) => {
  const outcome = checkExpression(expression)
  if ('refused' in outcome) check.addIssue({ code: 'custom', message: outcome.refused })
})
export const keywords = listOf(text(3, 90), 0, 50).default([])
export const ignoreWords = listOf(text(4, 90), 0, 10).default([])
export const maximumMatchDistance = integer(1, 300).default(50)

const ranks = ['LOW', 'MEDIUM', 'HIGH'] as const

const severityLevels = listOf(z.object({ occurrencesThreshold: long, severity: oneOf(...ranks) }), 0, 3)
  .superRefine((levels, check) => {
    const message = firstProblem(levels)
    if (message !== undefined) check.addIssue({ code: 'custom', message })
  })
  // No levels are the same as none given: Medium from the first occurrence.
  .transform((levels) => (levels.length === 0 ? undefined : levels))
  .optional()

export const customIdentifierInput = z
  .object({
    clientToken: clientToken.optional(),
    description: text(0, 512).optional(),
    ignoreWords,
    keywords,
    maximumMatchDistance,
    name: text(1, 128),
    regex,
    severityLevels,
    tags: tags.default({}),
  })
  .transform(({ description, severityLevels: levels, ...rest }) => ({
    ...rest,
    description,
    severityLevels: levels,
  }))

function firstProblem(levels: readonly SeverityLevel[]): string | undefined {
  if (levels.some((level) => level.occurrencesThreshold < 1)) return 'must have thresholds of at least 1'
  const inOrder = ranks.flatMap((rank) => levels.filter((level) => level.severity === rank))
  if (new Set(inOrder.map((level) => level.severity)).size < inOrder.length)
    return 'must name each severity once'
  const ascending = inOrder.every(
    (level, at) => at === 0 || level.occurrencesThreshold > thresholdOf(inOrder[at - 1]),
  )
  return ascending ? undefined : 'must have thresholds that rise from LOW over MEDIUM to HIGH'
}

function thresholdOf(level: SeverityLevel | undefined): number {
  return level?.occurrencesThreshold ?? 0
}
