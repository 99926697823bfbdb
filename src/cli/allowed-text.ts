// What the files of `--allow` permit, together.
import type { IdentifierSelection } from '../model/identifier.ts'

/** Nothing where there are none: a scan without them checks nothing. */
export async function allowedText(
  files: readonly string[] = [],
): Promise<Pick<IdentifierSelection, 'allowed'>> {
  if (files.length === 0) return {}
  const { readAllowFile } = await import('./allow-file.ts')
  const lists = await Promise.all(files.map(readAllowFile))
  return {
    allowed: {
      expressions: lists.flatMap(({ expressions }) => expressions),
      words: lists.flatMap(({ words }) => words),
    },
  }
}
