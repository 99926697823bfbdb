// What makes two requests the same: their members and values after defaults, whatever the order of members.
import { createHash } from 'node:crypto'

/** SHA-256 in hex of a JSON value in canonical form. */
export function requestDigest(request: unknown): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex')
}

function canonicalJson(request: unknown): string {
  return JSON.stringify(request, (_key, value: unknown) => (isRecord(value) ? sortedMembers(value) : value))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list of pairs, because an object would put members that look like numbers first whatever is done. */
function sortedMembers(value: Record<string, unknown>): readonly [string, unknown][] {
  const given = Object.entries(value).filter(([, member]) => member !== undefined)
  return given.sort(([a], [b]) => (a < b ? -1 : 1))
}
