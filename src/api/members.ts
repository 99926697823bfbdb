// The pieces input schemas are made of: strings, numbers, lists and maps with the limits that the API states.
//
// Nothing is coerced, and lengths count Unicode code points, not UTF-16 units.
import { z } from 'zod'

export const noInput = z.object({})

/** A string of min to max code points. */
export function text(min: number, max: number) {
  return z.string().refine((value) => isBetween(codePoints(value), min, max), {
    error: min === 0 ? `must have at most ${max} characters` : `must have ${min} to ${max} characters`,
  })
}

/** A string of any length that the request's size allows. */
export const anyText = z.string()

/** Idempotency tokens. Clients send UUIDs; the limit keeps a token within what an index can hold. */
export const clientToken = text(1, 512)

/** A whole number as JSON writes it: 1.0 is one, "1" and 1.5 are not. */
export function integer(min: number, max: number) {
  return z
    .number({ error: 'must be a whole number' })
    .refine((value) => Number.isInteger(value) && isBetween(value, min, max), {
      error: `must be a whole number from ${min} to ${max}`,
    })
}

/** A 64-bit number. Bounds that no value can meet are legal: they match nothing. */
export const long = z
  .number({ error: 'must be a whole number' })
  .refine((value) => Number.isInteger(value) && isBetween(value, -(2 ** 63), 2 ** 63), {
    error: 'must be a whole number of 64 bits',
  })

export function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` })
}

export function listOf<Element extends z.ZodType>(element: Element, min: number, max: number) {
  return z.array(element).refine((list) => isBetween(list.length, min, max), {
    error: min === 0 ? `must have at most ${max} elements` : `must have ${min} to ${max} elements`,
  })
}

export const nextToken = z.string().optional()

/** Page size of the POST lists. */
export function maxResults(max: number) {
  return integer(1, max).optional()
}

/** The id of a job or of a finding. */
export const hexId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, { error: 'must be 32 lowercase hexadecimal characters' })

export const maximumTags = 50

/** Tags as given with a new resource or with TagResource. Any key is a key, also `__proto__`. */
export const tags = z.custom<Readonly<Record<string, string>>>().superRefine((value: unknown, check) => {
  const refuse = (message: string) => check.addIssue({ code: 'custom', message })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('must be an object')
  const entries = Object.entries(value)
  if (entries.length > maximumTags) return refuse(`must have at most ${maximumTags} tags`)
  for (const [key, tag] of entries) {
    if (typeof tag !== 'string') return refuse('must have strings as values')
    if (!isBetween(codePoints(key), 1, 128)) return refuse('must have keys of 1 to 128 characters')
    if (codePoints(tag) > 256) return refuse('must have values of at most 256 characters')
    if (key.toLowerCase().startsWith('aws:')) return refuse('must not have keys that begin with aws:')
  }
})

export function codePoints(value: string): number {
  let count = 0
  for (const _ of value) count++
  return count
}

function isBetween(value: number, min: number, max: number): boolean {
  return value >= min && value <= max
}
