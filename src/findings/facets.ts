// `path=value` of everything in a finding that equality criteria may name. Paths run through lists without saying
// so: a list gives one facet for each of its elements. Where the occurrences are is no facet.
import type { WireFinding } from './finding.ts'
import type { WirePolicyFinding } from './policy-finding.ts'

/** Each facet once. */
export function facetsOf(finding: WireFinding | WirePolicyFinding): string[] {
  const facets = new Set<string>()
  collect(finding, '', facets)
  return [...facets]
}

function collect(value: unknown, path: string, facets: Set<string>): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    for (const element of value) collect(element, path, facets)
    return
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    facets.add(`${path}=${value}`)
    return
  }
  for (const [member, inner] of Object.entries(value)) {
    if (member !== 'occurrences') collect(inner, path === '' ? member : `${path}.${member}`, facets)
  }
}
