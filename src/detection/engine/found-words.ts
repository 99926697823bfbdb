// What reading the words of a passage left behind: lists that grow and are used again for every passage.
import type { WordSink } from './read-words.ts'

export interface IntList {
  items: Int32Array
  count: number
}

export interface FoundWords extends WordSink {
  readonly keywordStarts: IntList
  readonly keywordEnds: IntList
  /** Numbers of keywords in the automaton. */
  readonly keywords: IntList
  readonly anchors: IntList
  readonly anchorGroups: IntList
  readonly digitStarts: IntList
  readonly digitEnds: IntList
  clear(): void
}

export function createFoundWords(): FoundWords {
  const lists = Array.from(
    { length: 7 },
    () => ({ items: new Int32Array(1_024), count: 0 }) satisfies IntList,
  )
  const [keywordStarts, keywordEnds, keywords, anchors, anchorGroups, digitStarts, digitEnds] = lists as [
    IntList,
    IntList,
    IntList,
    IntList,
    IntList,
    IntList,
    IntList,
  ]
  return {
    keywordStarts,
    keywordEnds,
    keywords,
    anchors,
    anchorGroups,
    digitStarts,
    digitEnds,
    add(start, end, keyword) {
      push(keywordStarts, start)
      push(keywordEnds, end)
      push(keywords, keyword)
    },
    anchor(at, groups) {
      push(anchors, at)
      push(anchorGroups, groups)
    },
    digits(start, end) {
      push(digitStarts, start)
      push(digitEnds, end)
    },
    clear() {
      for (const list of lists) list.count = 0
    },
  }
}

export function push(list: IntList, item: number): void {
  if (list.count === list.items.length) {
    const longer = new Int32Array(list.count * 2)
    longer.set(list.items)
    list.items = longer
  }
  list.items[list.count++] = item
}
