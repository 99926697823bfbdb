// ARNs in policies: six parts between colons, each with wildcards of its own, as IAM compares them.
import { matches } from './wildcards.ts'

/**
 * Regions do not divide data here: whoever may sign for one region reaches the resources of all. So a region in a
 * Resource is not looked at; else a Deny could be passed by naming another.
 *
 * @param resource an ARN, or a text that a caller sent in its place
 */
export function matchesArn(pattern: string, resource: string): boolean {
  if (pattern === '*') return true
  const wanted = partsOf(pattern)
  const given = partsOf(resource)
  if (wanted === undefined || given === undefined) return false
  return wanted.every((part, at) => at === regionAt || matches(part, given[at] ?? ''))
}

/** What is wrong with a Resource; undefined: nothing. */
export function arnProblem(pattern: string): string | undefined {
  if (pattern === '*') return undefined
  const parts = partsOf(pattern)
  if (parts === undefined)
    return 'must be "*" or have the form arn:aws:macie2:REGION:ACCOUNT:KIND/ID, with wildcards where any will do'
  const [, partition = '', service, , account = ''] = parts
  if (!matches(partition, 'aws')) return 'must be of the partition aws'
  if (service !== 'macie2') return 'must be a resource of macie2: this server has no others'
  if (!/^(\d{12}|[\d*?]*[*?][\d*?]*)$/.test(account))
    return 'must name an account of 12 digits, or a wildcard, after the region'
  return undefined
}

const regionAt = 3

/** The last part may have colons of its own. */
function partsOf(arn: string): readonly string[] | undefined {
  const parts = arn.split(':')
  if (parts.length < 6 || parts[0] !== 'arn') return undefined
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}
