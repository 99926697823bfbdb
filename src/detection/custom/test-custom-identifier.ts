// Tries a custom identifier on a sample, as the operation of that name does: the sample is prose.
import type { CustomIdentifierDefinition } from '../../model/identifier.ts'
import { createCustomSearch } from './custom-search.ts'

/** How many times the identifier occurs in the text. @throws ExpressionRefused */
export function countCustomMatches(
  definition: Pick<CustomIdentifierDefinition, 'regex' | 'keywords' | 'ignoreWords' | 'maximumMatchDistance'>,
  sampleText: string,
): number {
  const bytes = new TextEncoder().encode(sampleText)
  let count = 0
  createCustomSearch([definition], { kind: 'typescript' }).search(
    {
      layout: 'prose',
      bytes,
      start: 0,
      from: 0,
      to: bytes.length,
      end: bytes.length,
      atStart: true,
      atEnd: true,
      segments: undefined,
      locate: () => ({ kind: 'lines', start: 1, end: 1, startColumn: 1 }),
    },
    () => count++,
  )
  return count
}
