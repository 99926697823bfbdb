// Criteria blocks over buckets, as jobs and SearchResources take them: `includes` and `excludes` of simple and tag
// criteria. They differ in the keys.
import { z } from 'zod'
import { hasOneMember } from '../jobs/scoping-input.ts'
import { anyText, oneOf } from '../members.ts'

const some = { error: 'must have at least one element' }

/** What the keys with a list of words of their own may be compared with. */
const knownValues: Readonly<Record<string, readonly string[]>> = {
  AUTOMATED_DISCOVERY_MONITORING_STATUS: ['MONITORED', 'NOT_MONITORED'],
  S3_BUCKET_EFFECTIVE_PERMISSION: ['PUBLIC', 'NOT_PUBLIC', 'UNKNOWN'],
  S3_BUCKET_SHARED_ACCESS: ['EXTERNAL', 'INTERNAL', 'NOT_SHARED', 'UNKNOWN'],
}

const tagCriterion = z.object({
  comparator: oneOf('EQ', 'NE'),
  tagValues: z.array(z.object({ key: anyText.optional(), value: anyText.optional() })).min(1, some),
})

export function criteriaBlocks<const Keys extends readonly [string, ...string[]]>(...keys: Keys) {
  const simpleCriterion = z
    .object({ comparator: oneOf('EQ', 'NE'), key: oneOf(...keys), values: z.array(z.string()).min(1, some) })
    .superRefine(({ key, values }, check) => {
      const known = knownValues[key]
      if (known === undefined || values.every((value) => known.includes(value))) return
      check.addIssue({ code: 'custom', path: ['values'], message: `must be among ${known.join(', ')}` })
    })
  const criterion = z
    .object({ simpleCriterion: simpleCriterion.optional(), tagCriterion: tagCriterion.optional() })
    .refine(hasOneMember, { error: 'must have exactly one of simpleCriterion and tagCriterion' })
  const block = z.object({ and: z.array(criterion).optional() }).optional()
  return z.object({ includes: block, excludes: block }).optional()
}
