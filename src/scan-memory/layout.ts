// Where everything lies in a scan memory. The order of `areas` is that in which `src/kernels/areas.ts` reads them.
import { leftContextBytes, overReadBytes } from '../model/passage.ts'

export interface Layout {
  readonly address: Readonly<Record<AreaName, number>>
  /** Bytes that the reader's window holds. */
  readonly windowBytes: number
  /** Elements that each list of segments holds. */
  readonly segments: number
  /** Bytes of the whole. */
  readonly size: number
}

export type AreaName = (typeof addressed)[number] | 'window' | 'guest' | 'name' | 'guestSegments' | 'blocked'

/** Of each list, what `HEADER` tells of it: its address, or that and its end. */
const addressed = [
  'program',
  'digits',
  'tokens',
  'events',
  'eventsEnd',
  'hits',
  'hitsEnd',
  'anchors',
  'anchorsEnd',
  'candidates',
  'candidatesEnd',
  'sorted',
  'matches',
  'mostMatches',
  'tried',
  'trails',
  'contexts',
  'custom',
  'customEnd',
  'segments',
  'mostSegments',
  'frames',
  'pathParents',
  'pathOffsets',
  'pathSuccessors',
  'pathUsedSlots',
  'pathSlots',
  'pathNames',
  'mostPaths',
  'names',
  'namedContexts',
] as const

export const pageBytes = 65_536
export const headerAddress = 0xc000
/** Where `src/kernels/passage.ts` reads what is to be searched. */
export const passageAddress = 0xc400
/** Where `BESIDE` of `src/kernels/areas.ts` is. */
export const besideAddress = 0xc500
/** Where `CELL_SCAN` is. */
export const cellScanAddress = 0xc600
/** Where `JSON_SCAN` and `PATHS` are. */
export const jsonScanAddress = 0xc700
export const pathCountAddress = 0xc780
/** Where `WANTED_PLACES` is. */
export const wantedPlacesAddress = 0xc7c0
/** Frames that can be open at once, and some more. */
export const openFrames = 260
/** A table that is full (32,768 paths) is renewed before the next block, which has a key for each segment at most. */
export const mostPaths = 131_072
/** Names of a full table (4 MB), and as many bytes as a window has. */
const pathNameBytes = 4 * 2 ** 20 + 65_536
/** Behind the names: where the host puts one that is to be interned. */
export const nameBytes = 16_384
/** The program's tables hold addresses: it is always here. */
export const programAddress = pageBytes
export const programBytes = 4 * 2 ** 20
export const mostContexts = 65_536
export const mostForms = 2_048
export const mostCandidates = 131_072
export const trailBytes = 1_024
export const mostTrails = 512
const customBytes = 4 * 2 ** 20
/** What is known of names: see src/detection/gazetteer/name-facts.ts. */
export const nameTableBytes = 417_792
/** Kernels read up to this many bytes behind what they are asked for, and find zeros. */
export const paddingBytes = 512

/** 32-bit words of the program's own header. */
export const programHeaderWords = 64

const blockBytes = 256 * 1_024
const blocksOfLongestValue = 4
export const defaultWindowBytes = leftContextBytes + blocksOfLongestValue * blockBytes + overReadBytes

/** Bytes of a passage from elsewhere that are copied in to be searched, at most. */
const guestBytes = defaultWindowBytes

export function layoutFor(windowBytes: number = defaultWindowBytes): Layout {
  let next = pageBytes
  const place = (bytes: number): number => {
    const at = next
    next = Math.ceil((next + bytes) / 64) * 64
    return at
  }
  const program = place(programBytes)
  const bitmapBytes = (Math.max(windowBytes, guestBytes) >> 3) + paddingBytes
  const [digits, tokens] = [place(bitmapBytes), place(bitmapBytes)]
  const events = place(blockBytes * 2)
  const eventsEnd = next
  const hits = place(65_536 * 12)
  const hitsEnd = next
  const anchors = place(65_536 * 8)
  const anchorsEnd = next
  const candidates = place(mostCandidates * 16)
  const candidatesEnd = next
  const sorted = place(mostCandidates * 16)
  const matches = place(mostCandidates * 12)
  const tried = place(mostForms * 4)
  const trails = place(mostTrails * trailBytes)
  const contexts = place(mostContexts * 2)
  const custom = place(customBytes)
  const customEnd = next
  const segments = blockBytes >> 2
  const address = {
    program,
    digits,
    tokens,
    events,
    eventsEnd,
    hits,
    hitsEnd,
    anchors,
    anchorsEnd,
    candidates,
    candidatesEnd,
    sorted,
    matches,
    mostMatches: mostCandidates,
    tried,
    trails,
    contexts,
    custom,
    customEnd,
    segments: place(segments * (6 * 4 + 1)),
    mostSegments: segments,
    frames: place(segments * 13 + 2 * openFrames * 4),
    pathParents: place(mostPaths * 4),
    pathOffsets: place((mostPaths + 1) * 4),
    pathSuccessors: place(mostPaths * 4),
    pathUsedSlots: place(mostPaths * 4),
    pathSlots: place(2 ** 18 * 4),
    pathNames: place(pathNameBytes + windowBytes),
    mostPaths,
    name: place(nameBytes),
    names: place(nameTableBytes),
    namedContexts: place(mostContexts),
    blocked: place(512 * 4),
    guestSegments: place(segments * 3 * 4),
    guest: place(guestBytes + 2 * paddingBytes) + paddingBytes,
    window: place(windowBytes + 2 * paddingBytes) + paddingBytes,
  }
  return { address, windowBytes, segments, size: Math.ceil(next / pageBytes) * pageBytes }
}

export function writeHeader(words: Uint32Array, { address }: Layout): void {
  addressed.forEach((name, index) => (words[headerAddress / 4 + index] = address[name]))
}
