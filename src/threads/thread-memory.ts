// What a scan thread may hold.
import type { ResourceLimits } from 'node:worker_threads'

/**
 * A body over HTTP comes in chunks of 64 KB outside the heap. They are garbage once they are copied, and go when the
 * small objects that name them do: the fewer of those there may be, the less lies about. Peak of a process with one
 * thread on 512 MB of text over HTTP: 211 MB unbounded, 141 with 6 MB, 134 with 3, in less processor time (8.4 s, 7.0,
 * 7.0). Files full of findings pay for it, with some 5 % of theirs.
 */
export const threadLimits: ResourceLimits = { maxYoungGenerationSizeMb: 6 }
