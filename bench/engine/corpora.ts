// What everything here is measured on: files of bytes that are the same on every run, made from one seed and kept in
// the temporary folder. `(a)` to `(d)` are the engine's four kinds of text.
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cleanText } from './corpora/clean-text.ts'
import { denseProse } from './corpora/dense-prose.ts'
import { minified } from './corpora/minified.ts'
import { numbers } from './corpora/numbers.ts'
import { denseRecords, sparseRecords } from './corpora/records.ts'
import { denseTable, sparseTable } from './corpora/tables.ts'

interface Plan {
  readonly title: string
  /** Its extension chooses the reader. */
  readonly name: string
  readonly megabytes: number
  readonly pieces: (seed: number) => Generator<string | Uint8Array>
}

const plans = {
  clean: { title: 'a: docs, code, logs', name: 'clean.txt', megabytes: 200, pieces: cleanText },
  prose: { title: 'b: PII-dense prose', name: 'prose.txt', megabytes: 200, pieces: denseProse },
  numbers: { title: 'c: digits, UUIDs, hashes', name: 'numbers.txt', megabytes: 200, pieces: numbers },
  minified: { title: 'd: minified, base64', name: 'minified.txt', megabytes: 200, pieces: minified },
  sparseTable: { title: 'sparse CSV', name: 'sparse.csv', megabytes: 1_000, pieces: sparseTable },
  denseTable: { title: 'dense CSV', name: 'dense.csv', megabytes: 1_000, pieces: denseTable },
  sparseRecords: { title: 'sparse JSONL', name: 'sparse.jsonl', megabytes: 1_000, pieces: sparseRecords },
  denseRecords: { title: 'dense JSONL', name: 'dense.jsonl', megabytes: 1_000, pieces: denseRecords },
} as const satisfies Record<string, Plan>

export type CorpusName = keyof typeof plans

export const corpusNames = Object.keys(plans) as readonly CorpusName[]

export interface Corpus {
  readonly title: string
  readonly file: string
  readonly megabytes: number
}

export const bytesOfMegabyte = 1_000_000

/** @param most megabytes, where a quick look is enough */
export function corpusOf(name: CorpusName, most = Infinity): Corpus {
  const { title, name: file, megabytes: whole } = plans[name]
  const megabytes = Math.min(whole, most)
  const folder = path.join(os.tmpdir(), `magpie-bench-corpora-${recipe()}`, `${megabytes}`)
  const target = path.join(folder, file)
  if (!existsSync(target)) {
    mkdirSync(folder, { recursive: true })
    writePieces(target, megabytes * bytesOfMegabyte, piecesOf(name))
  }
  return { title, file: target, megabytes }
}

export function titleOf(name: CorpusName): string {
  return plans[name].title
}

/** Without an end. */
export function piecesOf(name: CorpusName): Generator<string | Uint8Array> {
  return plans[name].pieces(7)
}

/** Appears whole or not at all: who breaks a bench off must not measure half a file the next time. */
function writePieces(target: string, bytes: number, pieces: Iterable<string | Uint8Array>): void {
  const out = openSync(`${target}.new`, 'w')
  let written = 0
  for (const piece of pieces) {
    written += writeSync(out, typeof piece === 'string' ? Buffer.from(piece) : piece)
    if (written >= bytes) break
  }
  closeSync(out)
  renameSync(`${target}.new`, target)
}

/** Changes with what the corpora are made by and of. */
function recipe(): string {
  const root = path.join(import.meta.dirname, '..', '..')
  const ingredients = ['package-lock.json', 'scripts/invented-people.ts', 'bench/engine/corpora.ts']
  const hash = createHash('sha256')
  for (const file of [...ingredients, ...globSync('bench/engine/corpora/*.ts', { cwd: root }).sort()])
    hash.update(readFileSync(path.join(root, file)))
  return hash.digest('hex').slice(0, 12)
}
