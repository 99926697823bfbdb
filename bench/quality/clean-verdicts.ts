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
  /** Names and addresses, which such text is full of: how many were found, and how many of those looked at are right. */
  readonly people: readonly {
    readonly id: string
    readonly count: number
    readonly looked: number
    readonly right: number
  }[]
  /** Each kind of wrong ones, most frequent first. */
  readonly kinds: readonly { readonly id: string; readonly why: string; readonly count: number }[]
}

/** Found by lists, not by rules that can be checked: published text is full of them. */
export const people: readonly string[] = ['ADDRESS', 'NAME']

/** Names are too many to be looked at: one in 1,024 is, by its hash. */
function isToBeLookedAt({ id, hash }: CleanHit): boolean {
  return id !== 'NAME' || /^00[0-3]/.test(hash)
}

export function judge({ bytes, files, hits: all }: CleanCorpus, verdicts: Verdicts): CleanMeasured {
  const hits = all.filter(({ id }) => !people.includes(id))
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
    people: people.map((id) => judgePeople(id, all, verdicts)).filter(({ count }) => count > 0),
    kinds: [...kinds.values()].toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
  }
}

function judgePeople(
  id: string,
  all: readonly CleanHit[],
  verdicts: Verdicts,
): CleanMeasured['people'][number] {
  const own = all.filter((hit) => hit.id === id)
  const looked = own.flatMap(({ hash }) => verdicts.get(hash) ?? [])
  return { id, count: own.length, looked: looked.length, right: looked.filter(({ right }) => right).length }
}

/** One text for each hit without a verdict, to be looked at. */
export function unclassed({ hits }: CleanCorpus, verdicts: Verdicts): readonly string[] {
  const open = new Map(
    hits.filter((hit) => isToBeLookedAt(hit) && !verdicts.has(hit.hash)).map((hit) => [hit.hash, hit]),
  )
  return [...open.values()].map(shown)
}

function shown({ hash, id, file, before, text, after }: CleanHit): string {
  return `${hash} right|wrong ${id} why\n  ${file}\n  ${JSON.stringify(`${before}«${text}»${after}`)}`
}
