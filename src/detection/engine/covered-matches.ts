// Where two identifiers claim the same bytes both count, but for pairs that tell of the same thing.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import type { Match } from '../../model/match.ts'

const card = 'CREDIT_CARD_NUMBER'
const cardWithoutKeyword = 'CREDIT_CARD_NUMBER_(NO_KEYWORD)'
const account = 'BANK_ACCOUNT_NUMBER'
const securityCode = 'CREDIT_CARD_SECURITY_CODE'

/**
 * Drops card numbers found without keyword that are card numbers anyway, security codes that are a group of a card
 * number, and any of them, or an account number, inside an IBAN.
 */
export function dropCovered(
  matches: Match[],
  identifiers: readonly ManagedIdentifier[],
  bytes: Uint8Array,
): Match[] {
  const givesWayTo = identifiers.map(({ id }) => weak.get(id))
  const isWeak = ({ identifier }: Match): boolean => givesWayTo[identifier] !== undefined
  if (!matches.some(isWeak)) return matches
  const covers = (strong: Match, covered: Match): boolean => {
    if (strong.start > covered.start || strong.end < covered.end) return false
    const { id } = identifiers[strong.identifier]!
    if (id === card || id === cardWithoutKeyword) return givesWayTo[covered.identifier]!.includes(id)
    return id.endsWith(`_${account}`) && beginsAsIban(bytes, strong.start)
  }
  return matches.filter((match, index) => !isWeak(match) || !isCovered(matches, index, covers))
}

/** What gives way, and to which card numbers; every one gives way to an IBAN. */
const weak: ReadonlyMap<string, readonly string[]> = new Map([
  [cardWithoutKeyword, [card]],
  [securityCode, [card, cardWithoutKeyword]],
  [account, []],
])

/** IBANs are at most 34 characters, doubled by separators: nothing farther away can cover a match. */
const reach = 70

function isCovered(
  matches: readonly Match[],
  index: number,
  covers: (strong: Match, covered: Match) => boolean,
): boolean {
  const match = matches[index]!
  let first = index
  while (first > 0 && matches[first - 1]!.start >= match.start - reach) first--
  for (let other = first; other < matches.length && matches[other]!.start < match.end; other++) {
    if (other !== index && covers(matches[other]!, match)) return true
  }
  return false
}

/** Two letters and two check digits: what a domestic account number never begins with. */
function beginsAsIban(bytes: Uint8Array, at: number): boolean {
  return (
    isLetter(bytes[at]!) && isLetter(bytes[at + 1]!) && isDigit(bytes[at + 2]!) && isDigit(bytes[at + 3]!)
  )
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
