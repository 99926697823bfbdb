// `--custom FILE`: custom data identifiers as CreateCustomDataIdentifier takes them, one or a list of them, so that
// what was tried here can be sent to the server as it stands.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { checkExpression } from '../detection/custom/check-expression.ts'
import type { CustomIdentifierDefinition } from '../model/identifier.ts'
import { CommandFailure } from './command-failure.ts'
import { systemReason } from './system-reason.ts'

const definition = z.strictObject({
  name: z.string().min(1).max(128),
  description: z.string().max(512).optional(),
  regex: z.string().min(1).max(512),
  keywords: z.array(z.string().min(3).max(90)).max(50).default([]),
  ignoreWords: z.array(z.string().min(4).max(90)).max(10).default([]),
  maximumMatchDistance: z.int().min(1).max(300).default(50),
  severityLevels: z
    .array(
      z.strictObject({ occurrencesThreshold: z.int().min(1), severity: z.enum(['LOW', 'MEDIUM', 'HIGH']) }),
    )
    .max(3)
    .optional(),
})

export async function readCustomFile(name: string): Promise<readonly CustomIdentifierDefinition[]> {
  const refuse = (why: string, cause?: unknown): CommandFailure =>
    new CommandFailure(`Cannot use the custom identifiers in ${name}: ${why}`, {
      next: 'Expected: [{"name": "Employee", "regex": "E-\\\\d{6}", "keywords": ["employee"]}].',
      cause,
    })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(name, 'utf8'))
  } catch (cause) {
    throw refuse(systemReason(cause), cause)
  }
  // A union of the two forms would only say that neither fits.
  const parsed = z
    .array(definition)
    .min(1, 'the list is empty')
    .safeParse(Array.isArray(content) ? content : [content])
  if (!parsed.success) throw refuse(issueText(parsed.error.issues[0]))
  return parsed.data.map(({ description: _description, severityLevels, ...rest }, index) => {
    const checked = checkExpression(rest.regex)
    if ('refused' in checked) throw refuse(`${rest.name}: ${checked.refused}`)
    return { id: customId(index), ...rest, ...(severityLevels === undefined ? {} : { severityLevels }) }
  })
}

/** `[0].keywords[1]: Too small…` */
function issueText(issue: z.core.$ZodIssue | undefined): string {
  const place = (issue?.path ?? []).map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  )
  return `${place.join('')}: ${issue?.message}`.replace(/^: /, '')
}

/** Nothing is stored: an id is needed only to tell them apart within this scan. */
function customId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}
