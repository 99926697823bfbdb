// Where results files are kept: a folder, or a prefix of an S3 bucket. A file is there whole or not at all, and it is
// there before a row of the database names it; files that no row names are swept.
import type { S3Source } from '../objects/object-store.ts'
import { openFolderResults } from './folder-results.ts'
import type { ResultLine } from './result-line.ts'
import { openS3Results } from './s3-results.ts'

export type { CountedDetection, ObjectLine, OccurrencesLine, ResultLine } from './result-line.ts'

export interface ResultsStore {
  /** A new file; it has its name, durably, when `finish` is done. The same name again replaces the file. */
  create(name: string): Promise<ResultsWriter>
  /** Writes a whole file. */
  write(name: string, lines: Iterable<ResultLine> | AsyncIterable<ResultLine>): Promise<void>
  /** @throws where the file is not there or broken */
  read(name: string): AsyncIterable<ResultLine>
  /** What a person can find the file by. */
  locationOf(name: string): string
  /** Removes files written before `before` that are not among those that `named` gives back; says how many. */
  sweep(named: (names: readonly string[]) => Promise<ReadonlySet<string>>, before: Date): Promise<number>
  close(): void
}

export interface ResultsWriter {
  append(line: ResultLine): Promise<void>
  finish(): Promise<void>
  discard(): Promise<void>
}

export type ResultsLocation =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 's3'
      readonly source: S3Source
      readonly bucket: string
      /** Without slashes at its ends; may be empty. */
      readonly prefix: string
      /** Files are put together here before they are sent. */
      readonly spoolFolder: string
    }

export function openResultsStore(location: ResultsLocation): ResultsStore {
  const store = location.kind === 'folder' ? openFolderResults(location.folder) : openS3Results(location)
  return {
    ...store,
    async write(name, lines) {
      const writer = await store.create(name)
      try {
        for await (const line of lines) await writer.append(line)
        await writer.finish()
      } catch (error) {
        await writer.discard()
        throw error
      }
    },
  }
}
