// What the process and its scan threads say to each other.
//
// The one fact to know: a selection of identifiers and a list of sources are sent once to a thread and then named by
// number, so that a small object costs one small message each way.
import type { ObjectEntry } from '../model/bucket.ts'
import type { IdentifierSelection } from '../model/identifier.ts'
import type { Occurrence, ScanOutcome } from '../model/scan-outcome.ts'
import type { SourceConfig } from '../objects/object-store.ts'
import type { NotSplit, Part, PartScanned, Split } from '../scan/scan-part.ts'

export type ScanTask = (ObjectTask | FileTask) & {
  /** What stop() names: a run, say. */
  readonly group: string
  readonly identifiers: IdentifierSelection
  readonly maxOccurrencesPerIdentifier?: number
  readonly reveal?: boolean
}

interface ObjectTask {
  readonly sources: readonly SourceConfig[]
  readonly bucket: string
  readonly entry: ObjectEntry
}

interface FileTask {
  /** Path in key form, as walkFiles gives it. */
  readonly file: string
  /** As it was found; a file of unknown size is never split. */
  readonly size?: number
}

/** What a thread is to do with an object: scan all of it, say whether it can be split, or scan a part. */
export type Step =
  | { readonly kind: 'whole' }
  | { readonly kind: 'plan'; readonly partBytes: number }
  | {
      readonly kind: 'part'
      readonly part: Part
      /** Of a file: that it is still the one that was planned. */
      readonly tag: string | undefined
      readonly keptBefore: ReadonlyMap<string, number>
    }

export type ToThread =
  | { readonly kind: 'identifiers'; readonly number: number; readonly identifiers: IdentifierSelection }
  /** Identifiers that no task names which the thread has: they may hold megabytes of allowed text. */
  | { readonly kind: 'forget'; readonly number: number }
  | { readonly kind: 'sources'; readonly number: number; readonly sources: readonly SourceConfig[] }
  | ScanMessage
  /** The chunk was taken; the next may come. */
  | { readonly kind: 'taken'; readonly id: number }

export interface ScanMessage {
  readonly kind: 'scan'
  readonly id: number
  /** Where the stop flag of this task is. */
  readonly slot: number
  readonly identifiers: number
  readonly object:
    | { readonly sources: number; readonly bucket: string; readonly entry: ObjectEntry }
    | { readonly file: string }
  readonly step: Step
  readonly options: { readonly maxOccurrencesPerIdentifier?: number; readonly reveal?: boolean }
  readonly wantsOccurrences: boolean
}

export type FromThread =
  | { readonly kind: 'ready' }
  /** A part begins there: told before anything is found in it. */
  | { readonly kind: 'began'; readonly id: number; readonly at: number }
  | { readonly kind: 'occurrences'; readonly id: number; readonly chunk: readonly Occurrence[] }
  | {
      readonly kind: 'done'
      readonly id: number
      readonly result: StepResult
      /** The last chunk: most objects have no other. */
      readonly chunk: readonly Occurrence[]
      /** A bug met in this object: the error's name and place, never its message. */
      readonly bug?: string
    }

export type ThreadResult = (ScanOutcome & { readonly retryable?: boolean }) | { readonly status: 'STOPPED' }

export type StepResult = ThreadResult | PartScanned | NotSplit | Planned

export interface Planned {
  readonly status: 'PLANNED'
  readonly split: Split
  readonly tag: string | undefined
}
