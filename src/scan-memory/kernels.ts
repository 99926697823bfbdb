// What `src/kernels/index.ts` exports, as the host calls it. Addresses and counts are unsigned 32-bit numbers.

export interface Kernels {
  /** Reads the addresses that `writeHeader` left. */
  readonly configure: () => void
  /** Reads the header of the program that was written. */
  readonly useProgram: () => void
  /** Searches what was written at `passageAddress` and leaves candidates; 0 where a list had no room. */
  readonly search: () => number
  /** Finds the keywords in a text of its own and leaves them in `hits`; gives their number. */
  readonly readKeywords: (text: number, length: number) => number
  readonly candidateCount: () => number
  /** Ends of lines in [from, to), addresses; leaves the last line's start and characters at `besideAddress`. */
  readonly advanceLines: (from: number, to: number, afterReturn: number) => number
  /** Adds cells to the segments: reads and moves on what was written at `cellScanAddress`. */
  readonly tokeniseCells: () => void
  /** The number of segments, base, from and to of their bytes are at `besideAddress`; how are escapes undone? */
  readonly sealSegments: (quotes: number) => void
  /** Adds keys and values to the segments: reads and moves on what was written at `jsonScanAddress`. */
  readonly tokeniseJson: () => void
  readonly forgetPaths: () => void
  /** The number of a path: `parent` and the name in [start, end), addresses. */
  readonly internPath: (parent: number, start: number, end: number) => number
  /** Fills the lists of matches; gives their number. */
  readonly choose: (blocked: number, from: number) => number
  /** Lists behind the tables of custom keywords where fragments of them may begin; gives their number. */
  readonly findFragments: (input: number, from: number, to: number) => number
  /**
   * Finds the names in the passage at `passageAddress` and lists where postal codes may be. `besideAddress` says whether
   * contexts are named for people, and then how many codes there are, in `sorted`. Gives the number of names, pairs of
   * start and end in `candidates`; -1 where there was no room.
   */
  readonly findNames: () => number
}
