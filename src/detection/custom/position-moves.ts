// Steps of many positions of an expression at once, 32 in one operation.
//
// The fact to know: most positions lead to the one beside them, which is a shift. Whatever else they lead to is a jump,
// and positions that jump to the same places share one: .{0,99}q is one shift and one jump, not a hundred steps, and
// (a|b|c)* one jump.

/** A set of positions: bit p % 32 of word p / 32. */
export type PositionSet = Uint32Array

export interface PositionMoves {
  /** Do shifts go to the next position, or to the one before? */
  readonly forward: boolean
  readonly shifting: PositionSet
  /** For each jump: where its sources end and where its targets end in this list, then words and masks of both. */
  readonly jumps: Int32Array
}

/** targets[p] are the positions that p leads to, ascending. */
export function positionMoves(
  targets: readonly (readonly number[])[],
  words: number,
  forward: boolean,
): PositionMoves {
  const shifting = new Uint32Array(words)
  const jumps = new Map<string, { sources: PositionSet; far: PositionSet }>()
  const shared = sharedBySeveral(targets)
  targets.forEach((own, position) => {
    const beside = position + (forward ? 1 : -1)
    const jumpsOnly = own.length > 1 && shared.has(own.join())
    if (!jumpsOnly && own.includes(beside)) put(shifting, position)
    const far = jumpsOnly ? own : own.filter((target) => target !== beside)
    if (far.length === 0) return
    const key = far.join()
    const jump = jumps.get(key) ?? { sources: new Uint32Array(words), far: setOf(far, words) }
    put(jump.sources, position)
    jumps.set(key, jump)
  })
  return { forward, shifting, jumps: flatten([...jumps.values()]) }
}

function sharedBySeveral(targets: readonly (readonly number[])[]): ReadonlySet<string> {
  const met = new Set<string>()
  return new Set(targets.map((own) => own.join()).filter((key) => met.size === met.add(key).size))
}

/** Writes where the positions `from` lead into `to`. */
export function move({ forward, shifting, jumps }: PositionMoves, from: PositionSet, to: PositionSet): void {
  const words = shifting.length
  let carried = 0
  if (forward) {
    for (let word = 0; word < words; word++) {
      const moving = from[word]! & shifting[word]!
      to[word] = (moving << 1) | carried
      carried = moving >>> 31
    }
  } else {
    for (let word = words - 1; word >= 0; word--) {
      const moving = from[word]! & shifting[word]!
      to[word] = (moving >>> 1) | carried
      carried = moving << 31
    }
  }
  for (let at = 0; at < jumps.length;) {
    const sourcesEnd = jumps[at]!
    const targetsEnd = jumps[at + 1]!
    at += 2
    while (at < sourcesEnd && (from[jumps[at]!]! & jumps[at + 1]!) === 0) at += 2
    if (at < sourcesEnd) for (at = sourcesEnd; at < targetsEnd; at += 2) to[jumps[at]!]! |= jumps[at + 1]!
    at = targetsEnd
  }
}

export function put(set: PositionSet, position: number): void {
  set[position >>> 5]! |= 1 << (position & 31)
}

export function setOf(positions: readonly number[], words: number): PositionSet {
  const set = new Uint32Array(words)
  for (const position of positions) put(set, position)
  return set
}

function flatten(jumps: readonly { readonly sources: PositionSet; readonly far: PositionSet }[]): Int32Array {
  const list: number[] = []
  for (const { sources, far } of jumps) {
    const [from, to] = [wordsOf(sources), wordsOf(far)]
    const sourcesEnd = list.length + 2 + from.length
    list.push(sourcesEnd, sourcesEnd + to.length, ...from, ...to)
  }
  return Int32Array.from(list)
}

/** The words that are not empty: index, mask, index, mask. */
function wordsOf(set: PositionSet): number[] {
  const words: number[] = []
  set.forEach((mask, word) => {
    if (mask !== 0) words.push(word, mask)
  })
  return words
}
