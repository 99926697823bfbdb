// Where two identifiers claim the same bytes both count, but for pairs that tell of the same thing.
import { isDigit, isLetter } from '../ascii.ts'
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import type { Match } from '../../model/match.ts'
import { overReadBytes } from '../../model/passage.ts'
import { matchAt, removeMatches, type MatchList } from './match-list.ts'
import type { SearchedPassage } from './passage-search.ts'

const card = 'CREDIT_CARD_NUMBER'
const cardWithoutKeyword = 'CREDIT_CARD_NUMBER_(NO_KEYWORD)'
const account = 'BANK_ACCOUNT_NUMBER'
const securityCode = 'CREDIT_CARD_SECURITY_CODE'
const phone = 'PHONE_NUMBER'
const licence = 'DRIVERS_LICENSE'
const procedure = 'USA_HEALTHCARE_PROCEDURE_CODE'

export interface CoverCheck {
  drop(found: MatchList, passage: SearchedPassage): void
  /** How far matches reach behind the passage that was asked of last. */
  reach(): number
}

/**
 * Drops card numbers found without keyword that are card numbers anyway, security codes that are a group of a card
 * number, and any of them, account numbers and phone numbers inside an IBAN or at the end of a phone number, driving
 * licences at the end of a longer one, and phone numbers and procedure codes that are groups of a longer number. To be asked of each passage in order.
 */
export function createCoverCheck(identifiers: readonly ManagedIdentifier[]): CoverCheck {
  const covering = Uint8Array.from(identifiers, ({ id }) => coveringKind(id))
  const givesWayTo = Uint8Array.from(identifiers, ({ id }) => weakKinds(id))
  /** Those that reach over the end of the passage before; their places are counted from there. */
  let reaching: readonly Match[] = []

  /** Does a match that spans one which begins at `start` and gives way to `kinds` cover it? */
  const covers = (
    strong: Match,
    { start, kinds }: { readonly start: number; readonly kinds: number },
    bytes: Uint8Array,
  ): boolean => {
    const kind = covering[strong.identifier]! & kinds
    if (kind === phoneNumber || kind === licenceNumber) return strong.start < start
    // A later group of an account number is no other one; all of its digits may be one of another country.
    return kind !== 0 && (kind !== iban || strong.start < start || beginsAsIban(bytes, strong.start))
  }
  const isCovered = (
    found: MatchList,
    { index, reachedBefore }: { readonly index: number; readonly reachedBefore: number },
    bytes: Uint8Array,
  ): boolean => {
    const { identifiers: of, starts, ends, count } = found
    const kinds = givesWayTo[of[index]!]!
    const [start, end] = [starts[index]!, ends[index]!]
    const coversIt = (i: number): boolean =>
      ends[i]! >= end &&
      (covering[of[i]!]! & kinds) !== 0 &&
      covers(matchAt(found, i), { start, kinds }, bytes)
    // Where matches are dense, mostly none before reaches as far.
    const lowest = reachedBefore >= end ? start - reach : start
    for (let i = index; i >= 0 && starts[i]! >= lowest; i--) if (coversIt(i)) return true
    for (let i = index + 1; i < count && starts[i] === start; i++) if (coversIt(i)) return true
    return false
  }

  const drop: CoverCheck['drop'] = (found, { bytes, start, from, to }) => {
    const earlier = start === from ? [] : reaching.map((match) => moved(match, from))
    const covered: number[] = []
    // Up to where what covers others reaches: of those that begin before this start, and of those here.
    let [at, reachedBefore, reachedHere] = [-1, 0, 0]
    const { identifiers: of, starts, ends, count } = found
    for (let i = 0; i < count; i++) {
      const weakStart = starts[i]!
      const end = ends[i]!
      const isFirstHere = weakStart !== at
      if (isFirstHere) {
        reachedBefore = Math.max(reachedBefore, reachedHere)
        at = weakStart
      }
      if (covering[of[i]!] !== 0) reachedHere = Math.max(reachedHere, end)
      const kinds = givesWayTo[of[i]!]!
      if (kinds === 0) continue
      // What mostly stands alone is not asked about: this is done for each match.
      const isAlone = isFirstHere && (i + 1 === count || starts[i + 1] !== weakStart)
      if (isAlone && reachedBefore < end && earlier.length === 0) continue
      const isEarlier = earlier.some(
        (other) => other.end >= end && covers(other, { start: weakStart, kinds }, bytes),
      )
      if (isEarlier || isCovered(found, { index: i, reachedBefore }, bytes)) covered.push(i)
    }
    const over = [...earlier.filter(({ end }) => end > to), ...reachingOver(found, to)]
    reaching = over.map((match) => moved(match, -to))
    removeMatches(found, covered)
  }
  return { drop, reach: () => reaching.reduce((most, { end }) => Math.max(most, end), 0) }
}

function moved({ identifier, start, end }: Match, by: number): Match {
  return { identifier, start: start + by, end: end + by }
}

/** What covers others, one bit each. */
const keywordCard = 1
const loneCard = 2
const iban = 4
const phoneNumber = 8
const licenceNumber = 16
const groupedNumber = 32

/** Written in groups of which some look like a number of their own. */
const grouped: ReadonlySet<string> = new Set([
  'FRANCE_NATIONAL_IDENTIFICATION_NUMBER',
  'FRANCE_TAX_IDENTIFICATION_NUMBER',
  'USA_NATIONAL_DRUG_CODE',
])

function coveringKind(id: string): number {
  if (id === card) return keywordCard
  if (id === cardWithoutKeyword) return loneCard
  if (id.endsWith(phone)) return phoneNumber
  if (id.endsWith(licence)) return licenceNumber
  if (grouped.has(id)) return groupedNumber
  return id.endsWith(`_${account}`) ? iban : 0
}

function weakKinds(id: string): number {
  if (id.endsWith(licence)) return licenceNumber
  return weak.get(id) ?? (id.endsWith(phone) ? iban | phoneNumber | groupedNumber : 0)
}

/** What gives way, and to what. */
const weak: ReadonlyMap<string, number> = new Map([
  [cardWithoutKeyword, keywordCard | iban | phoneNumber],
  [securityCode, keywordCard | loneCard | iban | phoneNumber],
  [account, iban | phoneNumber],
  [procedure, groupedNumber],
])

/** IBANs are at most 34 characters, doubled by separators: nothing farther away can cover a match. */
const reach = 70

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
