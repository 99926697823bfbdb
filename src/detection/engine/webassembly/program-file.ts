// The image of all managed identifiers, compiled when Magpie is built: a process that starts only reads it.
//
// The fact to know: the file begins with a digest of the declarations. One of others is not used, nor a missing one:
// then the identifiers are compiled anew, which takes a fifth of a second. The tables that checks in the kernels read
// (cards, areas of telephones) are not in the digest, as making them takes as long as a start may: who changes one runs
// `npm run prepare`.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ManagedIdentifier } from '../../../model/managed-identifier.ts'
import { builtFile } from '../../../scan-memory/scan-memory.ts'
import { compileProgram } from '../program.ts'
import { buildImage } from './image.ts'
import { checkNumber } from './native-checks.ts'

export const programFile = 'detection-program.bin'
const digestBytes = 32

/** What the build writes. */
export function programFileOf(identifiers: readonly ManagedIdentifier[]): Uint8Array {
  return Buffer.concat([digestOf(identifiers), buildImage(compileProgram(identifiers))])
}

/** The built image, if there is one of these very identifiers. */
export function readProgramFile(identifiers: readonly ManagedIdentifier[]): Uint8Array | undefined {
  const file = builtFile(programFile)
  if (file === undefined) return undefined
  const content = readFileSync(file)
  if (!digestOf(identifiers).equals(content.subarray(0, digestBytes))) return undefined
  return new Uint8Array(content.buffer, content.byteOffset, content.byteLength).slice(digestBytes)
}

/** Of all that an image is made from. */
function digestOf(identifiers: readonly ManagedIdentifier[]): Buffer {
  const declared = identifiers.map(({ id, keywords, keywordsEndingNames, forms }) => [
    id,
    keywords,
    keywordsEndingNames,
    forms.map(({ pattern, keyword, validate }) => [
      pattern.source,
      pattern.flags,
      keyword,
      checkNumber(validate),
    ]),
  ])
  return createHash('sha256').update(JSON.stringify(declared)).digest()
}
