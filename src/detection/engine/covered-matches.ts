// Where two identifiers claim the same bytes both count, but for pairs that tell of the same thing.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import type { Match } from '../../model/match.ts'
import type { SearchedPassage } from './passage-search.ts'

const card = 'CREDIT_CARD_NUMBER'
const cardWithoutKeyword = 'CREDIT_CARD_NUMBER_(NO_KEYWORD)'
const account = 'BANK_ACCOUNT_NUMBER'
const securityCode = 'CREDIT_CARD_SECURITY_CODE'

/**
 * Drops card numbers found without keyword that are card numbers anyway, security codes that are a group of a card
 * number, and any of them, or an account number, inside an IBAN. To be asked of each passage in order.
 */
export function createCoverCheck(
  identifiers: readonly ManagedIdentifier[],
): (matches: Match[], passage: SearchedPassage) => Match[] {
  const givesWayTo = identifiers.map(({ id }) => weak.get(id))
  const isWeak = ({ identifier }: Match): boolean => givesWayTo[identifier] !== undefined
  const covers = (strong: Match, covered: Match, bytes: Uint8Array): boolean => {
    if (strong.start > covered.start || strong.end < covered.end) return false
    const { id } = identifiers[strong.identifier]!
    if (id === card || id === cardWithoutKeyword) return givesWayTo[covered.identifier]!.includes(id)
    return id.endsWith(`_${account}`) && beginsAsIban(bytes, strong.start)
  }
  /** Those that reach over the end of the passage before; their places are counted from there. */
  let reaching: readonly Match[] = []

  return (found, { bytes, start, from, to }) => {
    const earlier = start === from ? [] : reaching.map((match) => moved(match, from))
    const all = earlier.length === 0 ? found : [...earlier, ...found]
    reaching = all.filter(({ end }) => end > to).map((match) => moved(match, -to))
    if (!found.some(isWeak)) return found
    return found.filter(
      (match, index) =>
        !isWeak(match) ||
        !neighbours(all, earlier.length + index).some((other) => covers(other, match, bytes)),
    )
  }
}

function moved({ identifier, start, end }: Match, by: number): Match {
  return { identifier, start: start + by, end: end + by }
}

/** What gives way, and to which card numbers; every one gives way to an IBAN. */
const weak: ReadonlyMap<string, readonly string[]> = new Map([
  [cardWithoutKeyword, [card]],
  [securityCode, [card, cardWithoutKeyword]],
  [account, []],
])

/** IBANs are at most 34 characters, doubled by separators: nothing farther away can cover a match. */
const reach = 70

function neighbours(matches: readonly Match[], index: number): readonly Match[] {
  const { start, end } = matches[index]!
  let first = index
  while (first > 0 && matches[first - 1]!.start >= start - reach) first--
  let last = index
  while (last < matches.length && matches[last]!.start < end) last++
  return matches.slice(first, last)
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
