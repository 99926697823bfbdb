// Results files under a prefix of an S3 bucket, put together in a local folder and sent whole: S3 itself then makes
// them durable and visible at once.
import { mkdir, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { S3Files } from '../objects/s3/s3-files.ts'
import { checkedName } from './folder-results.ts'
import { createResultsFile, resultLines } from './results-file.ts'
import type { ResultsLocation, ResultsStore } from './results-store.ts'

export function openS3Results(
  location: Extract<ResultsLocation, { kind: 's3' }>,
): Omit<ResultsStore, 'write'> {
  const { source, bucket, prefix, spoolFolder } = location
  // The AWS SDK is loaded only where it is used.
  let files: Promise<S3Files> | undefined
  const connected = (): Promise<S3Files> =>
    (files ??= import('../objects/s3/s3-files.ts').then(({ openS3Files }) => openS3Files(source, bucket)))
  const keyOf = (name: string): string =>
    prefix === '' ? checkedName(name) : `${prefix}/${checkedName(name)}`
  return {
    async create(name) {
      const key = keyOf(name)
      await mkdir(spoolFolder, { recursive: true })
      const spooled = path.join(spoolFolder, `${randomUUID()}.part`)
      const writing = await createResultsFile(spooled)
      return {
        append: writing.append,
        discard: writing.discard,
        async finish() {
          await writing.finish()
          try {
            await (await connected()).put(key, spooled)
          } finally {
            await rm(spooled, { force: true })
          }
        },
      }
    },
    async *read(name) {
      yield* resultLines(await (await connected()).get(keyOf(name)))
    },
    locationOf: (name) => `s3://${bucket}/${keyOf(name)}`,
    // A stray file there is harmless, and sweeping it would need the right to delete in the user's bucket.
    sweep: async () => 0,
    close: () => void files?.then((opened) => opened.close()),
  }
}
