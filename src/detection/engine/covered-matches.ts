// Where two identifiers claim the same bytes both count, but for pairs that tell of the same thing.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import type { Match } from '../../model/match.ts'
import { overReadBytes } from '../../model/passage.ts'
import { matchAt, removeMatches, type MatchList } from './match-list.ts'
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
): (found: MatchList, passage: SearchedPassage) => void {
  const givesWayTo = identifiers.map(({ id }) => weak.get(id))
  const isWeak = Uint8Array.from(givesWayTo, (ids) => (ids === undefined ? 0 : 1))
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
    const isCovered = (index: number): boolean => {
      const match = matchAt(found, index)
      return (
        earlier.some((other) => covers(other, match, bytes)) ||
        someNeighbour(found, index, (other) => covers(other, match, bytes))
      )
    }
    reaching = earlier.length === 0 ? [] : earlier.filter(({ end }) => end > to)
    const covered: number[] = []
    for (let i = 0; i < found.count; i++) {
      if (isWeak[found.identifiers[i]!] === 1 && isCovered(i)) covered.push(i)
    }
    const last = reachingOver(found, to)
    reaching = [...reaching, ...last].map((match) => moved(match, -to))
    removeMatches(found, covered)
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

function someNeighbour(found: MatchList, index: number, test: (other: Match) => boolean): boolean {
  const { starts, ends, count } = found
  const [start, end] = [starts[index]!, ends[index]!]
  for (let i = index; i >= 0 && starts[i]! >= start - reach; i--) if (test(matchAt(found, i))) return true
  for (let i = index + 1; i < count && starts[i]! < end; i++) if (test(matchAt(found, i))) return true
  return false
}

/** Nothing is longer than an over-read: only the last matches of a passage can reach over its end. */
function reachingOver({ identifiers, starts, ends, count }: MatchList, to: number): readonly Match[] {
  const matches: Match[] = []
  for (let i = count - 1; i >= 0 && starts[i]! >= to - overReadBytes; i--) {
    if (ends[i]! > to) matches.unshift({ identifier: identifiers[i]!, start: starts[i]!, end: ends[i]! })
  }
  return matches
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
