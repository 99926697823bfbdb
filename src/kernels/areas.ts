// Where everything lies in the scan memory. `src/scan-memory/layout.ts` decides and writes the addresses to HEADER, in
// the same order; `configure` reads them once.

/** First of the 32-bit addresses; the bytes before belong to the compiler. */
export const HEADER: usize = 0xc000

/** What is to be searched: see passage.ts. */
export const PASSAGE: usize = 0xc400

/** What a kernel is told beside its parameters, and answers beside its result. */
export const BESIDE: usize = 0xc500
/** What the readers of tables tell their kernel. */
export const CELL_SCAN: usize = 0xc600
/** What the reader of JSON tells its kernel. */
export const JSON_SCAN: usize = 0xc700
/** How many paths there are. */
export const PATHS: usize = 0xc780
/** What places are listed beside words: 1 for names, 2 for postal codes. */
export const WANTED_PLACES: usize = 0xc7c0

/** The detection program: read-only tables. */
export let PROGRAM: usize = 0
/** One bit a byte of the window (or of the guest copy): is it a digit, may a token start there. */
export let DIGITS: usize = 0
export let TOKENS: usize = 0
/** Places that pass 2 looks at: place << 1 | kind. */
export let EVENTS: usize = 0
export let EVENTS_END: usize = 0
/** Keywords found: start, end, set of identifiers (12 bytes each). */
export let HITS: usize = 0
export let HITS_END: usize = 0
/** Where forms without keyword may begin: place, groups (8 bytes each). */
export let ANCHORS: usize = 0
export let ANCHORS_END: usize = 0
/** Instances, before they are checked and chosen (16 bytes each). */
export let CANDIDATES: usize = 0
export let CANDIDATES_END: usize = 0
/** Room to sort candidates; afterwards the matches: identifiers, starts, ends, each a list of its own. */
export let SORTED: usize = 0
export let MATCHES: usize = 0
/** Elements of each list of matches. */
export let MOST_MATCHES: u32 = 0
/** What each form was tried up to, and the latest long walk of each. */
export let TRIED: usize = 0
export let TRAILS: usize = 0
/** The set of identifiers of each column or path (16 bits each). */
export let CONTEXTS: usize = 0
/** Free for what a job's custom identifiers need. */
export let CUSTOM: usize = 0
export let CUSTOM_END: usize = 0
/** Cells or values that a reader found: seven lists, see segment-list.ts, and how many elements each has. */
export let SEGMENTS: usize = 0
export const MOST_SEGMENTS: u32 = 65_536
/** The objects and arrays that values are in: see frames.ts. */
export let FRAMES: usize = 0
/** Of each path of JSON: its parent, where its name begins (and the one before ends), which came next, its slot. */
export let PATH_PARENTS: usize = 0
export let PATH_OFFSETS: usize = 0
export let PATH_SUCCESSORS: usize = 0
export let PATH_USED_SLOTS: usize = 0
/** Paths by their hash: 2^18 slots. */
export let PATH_SLOTS: usize = 0
export let PATH_NAMES: usize = 0
export let MOST_PATHS: u32 = 0
/** What is known of names: see name-table.ts. */
export let NAMES: usize = 0
/** Of each column or path: is it named for people? A byte each. */
export let NAMED_CONTEXTS: usize = 0

export function configure(): void {
  PROGRAM = load<u32>(HEADER, 0)
  DIGITS = load<u32>(HEADER, 4)
  TOKENS = load<u32>(HEADER, 8)
  EVENTS = load<u32>(HEADER, 12)
  EVENTS_END = load<u32>(HEADER, 16)
  HITS = load<u32>(HEADER, 20)
  HITS_END = load<u32>(HEADER, 24)
  ANCHORS = load<u32>(HEADER, 28)
  ANCHORS_END = load<u32>(HEADER, 32)
  CANDIDATES = load<u32>(HEADER, 36)
  CANDIDATES_END = load<u32>(HEADER, 40)
  SORTED = load<u32>(HEADER, 44)
  MATCHES = load<u32>(HEADER, 48)
  MOST_MATCHES = load<u32>(HEADER, 52)
  TRIED = load<u32>(HEADER, 56)
  TRAILS = load<u32>(HEADER, 60)
  CONTEXTS = load<u32>(HEADER, 64)
  CUSTOM = load<u32>(HEADER, 68)
  CUSTOM_END = load<u32>(HEADER, 72)
  SEGMENTS = load<u32>(HEADER, 76)
  // A constant, as it is part of every store to the lists: the host has to lay out as many.
  if (load<u32>(HEADER, 80) != MOST_SEGMENTS) unreachable()
  FRAMES = load<u32>(HEADER, 84)
  PATH_PARENTS = load<u32>(HEADER, 88)
  PATH_OFFSETS = load<u32>(HEADER, 92)
  PATH_SUCCESSORS = load<u32>(HEADER, 96)
  PATH_USED_SLOTS = load<u32>(HEADER, 100)
  PATH_SLOTS = load<u32>(HEADER, 104)
  PATH_NAMES = load<u32>(HEADER, 108)
  MOST_PATHS = load<u32>(HEADER, 112)
  NAMES = load<u32>(HEADER, 116)
  NAMED_CONTEXTS = load<u32>(HEADER, 120)
}
