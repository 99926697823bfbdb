// What is found in a document: the readers, then all identifiers at once, as in a job.
import type { LooksSensitive } from '../../src/content/looks-sensitive.ts'
import { sourceOfBytes } from '../../test/source-of-bytes.ts'
import { readContent } from '../../src/content/read-content.ts'
import { createDetector } from '../../src/detection/detector.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'

export interface Hit {
  readonly id: string
  readonly text: string
  /** Up to so many bytes on each side. */
  readonly before: string
  readonly after: string
}

export type Find = (name: string, content: Uint8Array) => Promise<readonly Hit[]>

const contextBytes = 60
export const identifierIds: readonly string[] = managedIdentifiers.map(({ id }) => id)

export function createFind(): Find {
  const detector = createDetector({ managed: identifierIds, custom: [] })
  const looksSensitive: LooksSensitive = (cell, names) => detector.looksSensitive(cell, names)
  return async (name, content) => {
    const hits: Hit[] = []
    for await (const passage of readContent(sourceOfBytes(name, content), { looksSensitive })) {
      const { buffer, byteOffset, byteLength } = passage.bytes
      const text = Buffer.from(buffer, byteOffset, byteLength)
      const { count, identifiers, starts, ends } = detector.detect(passage)
      for (let at = 0; at < count; at++) {
        const [start, end] = [starts[at]!, ends[at]!]
        hits.push({
          id: detector.identifiers[identifiers[at]!]!.id,
          text: text.toString('utf8', start, end),
          before: text.toString('utf8', Math.max(passage.start, start - contextBytes), start),
          after: text.toString('utf8', end, Math.min(passage.end, end + contextBytes)),
        })
      }
    }
    return hits
  }
}
