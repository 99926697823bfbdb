// Real documentation and code: what `npm ci` has put beside us, the same on every machine that has the lockfile.
//
// The fact to know: packages that only some kinds of machine get are left out, else it would not be the same.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Random } from './random.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')

interface Locked {
  readonly optional?: boolean
  readonly devOptional?: boolean
}

/** Whole files whose names end like this, in an order that the seed gives; each text once. */
export function packageTexts(random: Random, ending: RegExp): readonly Buffer[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const texts = new Map<string, Buffer>()
  for (const [place, { optional, devOptional }] of Object.entries(lock.packages)) {
    if (place === '' || optional === true || devOptional === true) continue
    for (const file of filesOf(path.join(root, place))) {
      if (!ending.test(file)) continue
      const text = readFileSync(file)
      texts.set(`${text.length} ${text.subarray(0, 200).toString('latin1')}`, text)
    }
  }
  return shuffled([...texts.values()], random)
}

/** Those of packages inside the package are the lockfile's own entries. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.name === 'node_modules') return []
      const file = path.join(folder, entry.name)
      return entry.isDirectory() ? filesOf(file) : entry.isFile() ? [file] : []
    })
}

function shuffled<T>(list: T[], { number }: Random): T[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = number(0, at)
    ;[list[at], list[other]] = [list[other] as T, list[at] as T]
  }
  return list
}

/** Long lines are a machine's. */
export function isMinified(text: Buffer): boolean {
  let lines = 1
  for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) lines++
  return text.length > 4_000 && text.length / lines > 300
}

/** Pieces of so many bytes out of all texts in turn, over and over. */
export function* endless(texts: readonly Buffer[], bytes: number): Generator<Buffer> {
  if (texts.length === 0) throw new Error('Cannot make a corpus: no such text is installed; run "npm ci"')
  const all = Buffer.concat(texts)
  for (let at = 0; ; at = (at + bytes) % all.length) yield all.subarray(at, at + bytes)
}
