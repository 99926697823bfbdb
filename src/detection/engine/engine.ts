// The engine that searches passages for managed identifiers: the kernels where the machine can run them, TypeScript
// where it cannot, or where a passage is not theirs. Both find the same.
import type { ContextTable } from '../../model/passage.ts'
import { scanMemory, type ScanMemory } from '../../scan-memory/scan-memory.ts'
import { createFormSets } from './form-sets.ts'
import { addMatch, type MatchList } from './match-list.ts'
import type { SearchedPassage } from './passage-search.ts'
import type { Program } from './program.ts'
import { createSearch } from './search.ts'
import { buildImage, type Image } from './webassembly/image.ts'
import { createKernelSearch, type KernelSearch } from './webassembly/webassembly-search.ts'

/** `webassembly` is the kernels, with TypeScript for what they cannot do. */
export type EngineKind = 'webassembly' | 'typescript'

export interface Engine {
  /** Adds each match that begins in [from, to) of the passage. */
  search(passage: SearchedPassage, matches: MatchList): void
  /** Does anything occur in this text, as a cell of context 0 of the table? Leaves the content at hand alone. */
  occursIn(cell: Uint8Array, table: ContextTable): boolean
}

export interface EngineOptions {
  readonly kind?: EngineKind
  /** That of the thread unless set. */
  readonly memory?: ScanMemory
}

export function createEngine(program: Program, options: EngineOptions = {}): Engine {
  /** Where the last match of each identifier ended, counted from the end of the passage before. */
  const blocked = new Int32Array(program.identifiers.length)
  const search = createSearch(program, blocked)
  const kernels = options.kind === 'typescript' ? undefined : openKernels(program, options.memory)
  return {
    search(passage, matches) {
      // An instance may reach over the border of the passage before: what overlaps it does not count.
      if (passage.start === passage.from) blocked.fill(0)
      else for (let i = 0; i < blocked.length; i++) blocked[i]! += passage.from
      if (kernels?.search(passage, blocked, matches) !== true) {
        search.search(passage, (identifier, start, end) => addMatch(matches, { identifier, start, end }))
      }
      for (let i = 0; i < blocked.length; i++) blocked[i] = Math.max(0, blocked[i]! - passage.to)
    },
    occursIn: (cell, table) => search.occursIn(cell, table),
  }
}

function openKernels(program: Program, memory: ScanMemory | undefined): KernelSearch | undefined {
  const own = memory ?? scanMemory()
  if (own === undefined) return undefined
  const sets = createFormSets(program)
  return createKernelSearch(own, { program, image: imageOf(program) }, (table, context) =>
    sets.identifiersOfContext(table, context),
  )
}

/** Compiled once a program. */
const images = new WeakMap<Program, Image>()

function imageOf(program: Program): Image {
  const known = images.get(program) ?? buildImage(program)
  images.set(program, known)
  return known
}
