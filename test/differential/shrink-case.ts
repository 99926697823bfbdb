// Makes a case that fails smaller while it still fails: fewer cuts, parts, names and bytes, then plainer bytes.
import type { ContentCase, Part } from './content-case.ts'

/** Enough for content of a few thousand bytes; what is smallest by then is told. */
const mostTries = 20_000

/** `fails` is asked of each smaller case; the case given fails. */
export function shrinkCase(failing: ContentCase, fails: (smaller: ContentCase) => boolean): ContentCase {
  let best = failing
  let tries = 0
  const accepts = (smaller: ContentCase): boolean => {
    if (++tries > mostTries || !fails(smaller)) return false
    best = smaller
    return true
  }
  for (let before: ContentCase | undefined; before !== best;) {
    before = best
    for (let i = best.cuts.length - 1; i >= 0; i--) accepts({ ...best, cuts: best.cuts.toSpliced(i, 1) })
    for (let i = best.parts.length - 1; i >= 0 && best.parts.length > 1; i--)
      accepts(removed(best, i, [0, best.parts[i]!.bytes.length + 1]))
    for (let i = 0; i < best.parts.length; i++) {
      removeBytes(i, () => best, accepts)
      makePlainer(i, () => best, accepts)
    }
  }
  return best
}

type Accepts = (smaller: ContentCase) => boolean

/** Half of a part's bytes, a quarter and so on, from the end, so that what is left to try keeps its place. */
function removeBytes(part: number, best: () => ContentCase, accepts: Accepts): void {
  for (let size = best().parts[part]!.bytes.length >> 1; size >= 1; size >>= 1) {
    for (let at = best().parts[part]!.bytes.length - size; at >= 0; at -= size)
      accepts(removed(best(), part, [at, at + size]))
  }
}

function makePlainer(index: number, best: () => ContentCase, accepts: Accepts): void {
  const withPart = (other: Part): ContentCase => ({ ...best(), parts: best().parts.with(index, other) })
  for (let i = best().parts[index]!.names.length - 1; i >= 0; i--) {
    const part = best().parts[index]!
    accepts(withPart({ ...part, names: part.names.toSpliced(i, 1) }))
  }
  for (let at = 0; at < best().parts[index]!.bytes.length; at++) {
    const part = best().parts[index]!
    const ranks = [0x20, 0x61, 0x31, part.bytes[at]!]
    for (const plain of ranks.slice(0, ranks.indexOf(part.bytes[at]!))) {
      const bytes = Buffer.from(part.bytes)
      bytes[at] = plain
      if (accepts(withPart({ ...part, bytes }))) break
    }
  }
}

/** Without bytes [from, to) of a part; without the part where they are all of it and its separator. */
function removed(failing: ContentCase, index: number, [from, to]: readonly [number, number]): ContentCase {
  const part = failing.parts[index]!
  const before = failing.parts.slice(0, index).reduce((sum, { bytes }) => sum + bytes.length + 1, 0)
  const bytes = Buffer.concat([part.bytes.subarray(0, from), part.bytes.subarray(to)])
  const parts =
    to > part.bytes.length ? failing.parts.toSpliced(index, 1) : failing.parts.with(index, { ...part, bytes })
  const [first, last] = [before + from, before + to]
  const moved = failing.cuts.map((cut) => (cut >= last ? cut - (last - first) : Math.min(cut, first)))
  return {
    ...failing,
    parts,
    cuts: [...new Set(moved)].filter((cut) => cut > 0 && cut < lengthOf(failing.layout, parts)),
  }
}

function lengthOf(layout: ContentCase['layout'], parts: readonly Part[]): number {
  const separators = layout === 'prose' ? 0 : parts.length
  return parts.reduce((sum, { bytes }) => sum + bytes.length, separators)
}
