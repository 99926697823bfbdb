// The keywords that AWS documents, from documented-keywords.txt.
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** By identifier; one that needs none is not in it. */
export const documentedKeywords: ReadonlyMap<string, readonly string[]> = readKeywords(
  readFileSync(path.join(import.meta.dirname, 'documented-keywords.txt'), 'utf8'),
)

function readKeywords(text: string): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>()
  for (const line of text.split('\n')) {
    const [, name, words] = /^(@?[A-Z_]+): (.+)$/.exec(line) ?? []
    if (name === undefined) continue
    lists.set(
      name,
      words!.split(' | ').flatMap((word) => (word.startsWith('@') ? lists.get(word)! : [word])),
    )
  }
  return new Map([...lists].filter(([name]) => !name.startsWith('@')))
}
