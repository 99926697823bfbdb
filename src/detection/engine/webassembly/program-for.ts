// The program of any choice of identifiers: taken from the built one of all managed identifiers where it is a part of
// that, compiled where it is not.
import type { ManagedIdentifier } from '../../../model/managed-identifier.ts'
import { managedIdentifiers } from '../../managed/index.ts'
import { compileProgram } from '../program.ts'
import { buildImage } from './image.ts'
import { narrowImage } from './narrow-image.ts'
import { readProgramFile } from './program-file.ts'
import type { LoadedProgram } from './webassembly-search.ts'

/** @throws Error with the reason where a declaration cannot be searched for in bounded time. */
export function programFor(identifiers: readonly ManagedIdentifier[]): LoadedProgram {
  const places = identifiers.map((identifier) => managedIdentifiers.indexOf(identifier))
  if (places.includes(-1)) {
    const image = buildImage(compileProgram(identifiers))
    return { image, checks: checksOf(identifiers), identifiers: Int32Array.from(places.keys()) }
  }
  const wanted = managedIdentifiers.map((identifier) => identifiers.includes(identifier))
  return {
    image: narrowImage(imageOfAll(), wanted),
    checks: checksOf(managedIdentifiers),
    identifiers: Int32Array.from(places),
  }
}

function checksOf(identifiers: readonly ManagedIdentifier[]): LoadedProgram['checks'] {
  return identifiers.flatMap(({ forms }) => forms.map(({ validate }) => validate))
}

let ofAll: Uint8Array | undefined

function imageOfAll(): Uint8Array {
  ofAll ??= readProgramFile(managedIdentifiers) ?? buildImage(compileProgram(managedIdentifiers))
  return ofAll
}
