// Finds the keywords of a custom identifier: runs of characters, whatever their case, within words as well.
//
// The fact to know: one automaton for all keywords reads each character once, however many matches ask for a keyword
// before them (Aho and Corasick, "Efficient string matching", 1975).
import { characterEnd, characterOf } from './decode-character.ts'
import { foldCase } from './letter-case.ts'

export interface KeywordReader {
  /** Where it stands. */
  readonly at: number
  /** Characters between the end of the latest keyword and there; Infinity where none was read. */
  readonly sinceKeyword: number
  /** Forgets what was read, and stands at `at`. */
  begin(at: number): void
  readTo(bytes: Uint8Array, end: number): void
}

export function createKeywordReader(keywords: readonly string[]): KeywordReader {
  const root = buildTree(keywords)
  let node = root
  let at = 0
  let sinceKeyword = Infinity
  return {
    get at() {
      return at
    },
    get sinceKeyword() {
      return sinceKeyword
    },
    begin(place) {
      node = root
      at = place
      sinceKeyword = Infinity
    },
    readTo(bytes, end) {
      while (at < end) {
        const after = characterEnd(bytes, at, end)
        node = step(node, foldCase(characterOf(bytes, at, after)))
        sinceKeyword = node.ends ? 0 : sinceKeyword + 1
        at = after
      }
    },
  }
}

/** What was read last, as far as it begins a keyword. */
interface Node {
  readonly next: Map<number, Node>
  /** What its longest proper end that begins a keyword leads to; undefined at the root. */
  shorter: Node | undefined
  /** Is it, or an end of it, a keyword? */
  ends: boolean
}

function step(from: Node, character: number): Node {
  for (let node = from; ; node = node.shorter) {
    const next = node.next.get(character)
    if (next !== undefined) return next
    if (node.shorter === undefined) return node
  }
}

function buildTree(keywords: readonly string[]): Node {
  const root: Node = { next: new Map(), shorter: undefined, ends: false }
  for (const keyword of keywords) {
    let node = root
    for (const character of keyword) {
      const code = foldCase(character.codePointAt(0)!)
      const next = node.next.get(code) ?? { next: new Map(), shorter: root, ends: false }
      node.next.set(code, next)
      node = next
    }
    node.ends = true
  }
  // Shorter ones come first: a child's is found from its parent's.
  const open = [...root.next.values()]
  for (const node of open) {
    for (const [code, child] of node.next) {
      child.shorter = step(node.shorter!, code)
      child.ends ||= child.shorter.ends
      open.push(child)
    }
  }
  return root
}
