// The verdicts on hits in the clean corpus, and what they come to.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CleanCorpus, CleanHit } from './clean-corpus.ts'

export interface Verdict {
  readonly right: boolean
  readonly id: string
  readonly why: string
}

/** By hash. */
export type Verdicts = ReadonlyMap<string, Verdict>

const verdictsFile = path.join(import.meta.dirname, 'clean-verdicts.txt')

export function readVerdicts(text: string = readFileSync(verdictsFile, 'utf8')): Verdicts {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const [, hash, right, id, why] = /^([0-9a-f]{16}) (right|wrong) (\S+) (\S.*)$/.exec(line) ?? []
      if (hash === undefined) throw new Error(`Cannot read the verdicts: "${line}" is none`)
      return [hash, { right: right === 'right', id: id!, why: why! }]
    }),
  )
}

/** Written to clean-measured.json, because other machines have other files. */
export interface CleanMeasured {
  readonly megabytes: number
  readonly files: number
  readonly right: number
  readonly wrong: number
  readonly unclassed: number
  /** Each kind of wrong ones, most frequent first. */
  readonly kinds: readonly { readonly id: string; readonly why: string; readonly count: number }[]
}

export function judge({ bytes, files, hits }: CleanCorpus, verdicts: Verdicts): CleanMeasured {
  const kinds = new Map<string, { id: string; why: string; count: number }>()
  let [right, wrong, left] = [0, 0, 0]
  for (const { id, hash } of hits) {
    const verdict = verdicts.get(hash)
    if (verdict === undefined) left++
    else if (verdict.right) right++
    else {
      wrong++
      const key = `${id} ${verdict.why}`
      const kind = kinds.get(key) ?? { id, why: verdict.why, count: 0 }
      kinds.set(key, kind)
      kind.count++
    }
  }
  return {
    megabytes: Math.round(bytes / 1e6),
    files,
    right,
    wrong,
    unclassed: left,
    kinds: [...kinds.values()].toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
  }
}

/** One text for each hit without a verdict, to be looked at. */
export function unclassed({ hits }: CleanCorpus, verdicts: Verdicts): readonly string[] {
  const open = new Map(hits.filter(({ hash }) => !verdicts.has(hash)).map((hit) => [hit.hash, hit]))
  return [...open.values()].map(shown)
}

function shown({ hash, id, file, before, text, after }: CleanHit): string {
  return `${hash} right|wrong ${id} why\n  ${file}\n  ${JSON.stringify(`${before}«${text}»${after}`)}`
}
