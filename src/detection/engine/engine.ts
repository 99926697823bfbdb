// The engine that searches passages for managed identifiers: the kernels where the machine can run them, TypeScript
// where it cannot, or where a passage is not theirs. Both find the same.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import type { ContextTable } from '../../model/passage.ts'
import { scanMemory, type EngineKind, type ScanMemory } from '../../scan-memory/scan-memory.ts'
import { addMatch, type MatchList } from './match-list.ts'
import { createOverlap } from './overlap.ts'
import type { SearchedPassage } from './passage-search.ts'
import { compileProgram } from './program.ts'
import { createSearch, type Search } from './search.ts'
import { programFor } from './webassembly/program-for.ts'
import { createKernelSearch } from './webassembly/webassembly-search.ts'

export interface Engine {
  /** Adds each match that begins in [from, to) of the passage. */
  search(passage: SearchedPassage, matches: MatchList): void
  /** How far instances reach behind the passage that was searched last. */
  reach(): number
  /** Does anything occur in this text, as a cell of context 0 of the table? Leaves the content at hand alone. */
  occursIn(cell: Uint8Array, table: ContextTable): boolean
}

export interface EngineOptions {
  readonly kind?: EngineKind
  /** That of the thread unless set. */
  readonly memory?: ScanMemory
}

/** @throws Error with the reason where a declaration cannot be searched for in bounded time. */
export function createEngine(identifiers: readonly ManagedIdentifier[], options: EngineOptions = {}): Engine {
  const overlap = createOverlap(identifiers.length)
  let fallback: Search | undefined
  const typescript = (): Search => (fallback ??= createSearch(compileProgram(identifiers)))
  const memory = options.kind === 'typescript' ? undefined : (options.memory ?? scanMemory())
  const kernels = memory === undefined ? undefined : createKernelSearch(memory, programFor(identifiers))
  if (kernels === undefined) typescript()
  return {
    search(passage, matches) {
      const blocked = overlap.into(passage)
      if (kernels?.search(passage, blocked, matches) !== true) {
        typescript().search(passage, blocked, (identifier, start, end) =>
          addMatch(matches, { identifier, start, end }),
        )
      }
      overlap.outOf(passage, matches)
    },
    reach: () => overlap.reach(),
    occursIn: (cell, table) => kernels?.occursIn(cell, table.names(0)) ?? typescript().occursIn(cell, table),
  }
}
