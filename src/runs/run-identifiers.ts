// What a run looks for and what it allows, the same object for each of its batches: so the scan threads are told once.
import { shareWords } from '../detection/allow/allowed-words.ts'
import type { Database } from '../database/open-database.ts'
import type { IdentifierSelection } from '../model/identifier.ts'
import { findRunAllowLists } from '../store/run-allow-lists.ts'
import type { Run } from '../store/runs.ts'

export interface RunIdentifiers {
  of(run: Pick<Run, 'jobId' | 'runNumber' | 'identifiers'>): Promise<IdentifierSelection>
}

/** More runs than a process works on at once. */
const keptRuns = 8

export function keepRunIdentifiers({ background }: Pick<Database, 'background'>): RunIdentifiers {
  const kept = new Map<string, IdentifierSelection>()
  return {
    async of(run) {
      const key = `${run.jobId}/${run.runNumber}`
      let selection = kept.get(key)
      if (selection === undefined) {
        const allowed = await findRunAllowLists(background, run)
        selection =
          allowed === undefined
            ? run.identifiers
            : { ...run.identifiers, allowed: { ...allowed, words: allowed.words.map(shareWords) } }
      }
      // The one that was asked for last goes last.
      kept.delete(key)
      kept.set(key, selection)
      const [oldest] = kept.keys()
      if (kept.size > keptRuns && oldest !== undefined) kept.delete(oldest)
      return selection
    },
  }
}
