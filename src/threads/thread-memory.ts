// What a scan thread may hold.
import type { ResourceLimits } from 'node:worker_threads'

/**
 * A body over HTTP comes in chunks of 64 KB outside the heap. What object-body.ts cannot give back at once goes when the
 * small objects that name it do: the fewer of those there may be, the less lies about. Peak of `magpie scan --threads 1`
 * on 512 MB of text over HTTP, with the kernels: 142 to 166 MB; 164 to 167 with 6 MB here; 173 to 202 if chunks are not
 * given back either.
 */
export const threadLimits: ResourceLimits = { maxYoungGenerationSizeMb: 3 }
