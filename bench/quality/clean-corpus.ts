// Text that people wrote and published, in which nothing is anybody's: installed packages, and Debian's documentation
// and programs. What is found in it was looked at, and each hit has its verdict in clean-verdicts.txt.
//
// The fact to know: other machines have other files. A verdict goes by what stands in the text, not by where it stands,
// and a hit that has none is counted as wrong.
import { createHash } from 'node:crypto'
import { globSync, lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Find, Hit } from './find.ts'

const root = path.join(import.meta.dirname, '..', '..')

export const cleanFolders: readonly string[] = [
  path.join(root, 'node_modules'),
  '/usr/share/doc',
  '/usr/share/man',
  '/usr/share/perl',
  '/usr/share/perl5',
  '/usr/share/vim',
  '/usr/share/zsh',
  '/usr/include',
  ...globSync('/usr/lib/python3*'),
]

/** Their tests and documents hold little else than numbers that are right: what they hold is to be found. */
const validators: readonly string[] = [
  'card-validator',
  'cpf-cnpj-validator',
  'credit-card-type',
  'driver-license-validator',
  'ibantools',
  'itin-validator',
  'libphonenumber-js',
  'nhs-number-validator',
  'stdnum',
  'validator',
  'vin-validator',
]

/** A whole file is read at once; the few larger ones are data. */
const maxFileBytes = 64e6

export interface CleanHit extends Hit {
  readonly file: string
  readonly hash: string
}

export interface CleanCorpus {
  readonly bytes: number
  readonly files: number
  readonly hits: readonly CleanHit[]
}

/** Files that hold the same as another count once. */
export async function scanCleanCorpus(find: Find, folders: readonly string[]): Promise<CleanCorpus> {
  const seen = new Set<string>()
  const hits: CleanHit[] = []
  let bytes = 0
  for (const file of folders.flatMap(filesOf)) {
    const content = contentOf(file)
    if (content.subarray(0, 8_000).includes(0)) continue
    const digest = createHash('sha256').update(content).digest('base64')
    if (seen.has(digest)) continue
    seen.add(digest)
    bytes += content.length
    for (const hit of await find(path.basename(file, '.gz'), content))
      hits.push({ ...hit, file, hash: hashOf(hit) })
  }
  return { bytes, files: seen.size, hits }
}

function contentOf(file: string): Uint8Array {
  const content = readFileSync(file)
  return file.endsWith('.gz') && content.readUInt16BE(0) === 0x1f8b ? gunzipSync(content) : content
}

function filesOf(folder: string): readonly string[] {
  return globSync('**', { cwd: folder })
    .filter((file) => !validators.includes(file.split(path.sep)[0]!))
    .map((file) => path.join(folder, file))
    .filter((file) => {
      const { size, isFile } = statOf(file)
      return isFile && size > 0 && size < maxFileBytes
    })
    .toSorted()
}

function statOf(file: string): { readonly size: number; readonly isFile: boolean } {
  const stat = lstatSync(file)
  return { size: stat.size, isFile: stat.isFile() }
}

const contextChars = 30

/** Of the identifier, what was found, and what stands around it, blanks aside. */
export function hashOf({ id, text, before, after }: Hit): string {
  const around = [before.slice(-contextChars), text, after.slice(0, contextChars)]
  const seen = around.map((part) => part.replaceAll(/\s+/g, ' ').trim()).join('\n')
  return createHash('sha256').update(`${id}\n${seen}`).digest('hex').slice(0, 16)
}
