// The export of one results file: an object of the user's bucket for each object that the file tells of, in Macie's layout.
// Keys are derived from what they name, so a repetition replaces and never doubles.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { WriteTarget } from '../objects/bucket-writer.ts'
import type { ExportConfiguration } from '../store/export-configurations.ts'
import { discoveryResults, type RecordedObject, type ResultsSource } from './discovery-results.ts'
import type { RunContext } from './run-context.ts'

export interface FileExport {
  readonly name: string
  readonly source: Omit<ResultsSource, 'resultsRoot'>
  readonly destination: ExportConfiguration
}

/** Records under way at once. */
const atOnce = 16

/**
 * Answers where the records of the file's findings are, by finding.
 * @throws BucketFailure where the destination refuses; any other error where the file cannot be read
 */
export async function exportFile(
  { resultsStore, writer }: Pick<RunContext, 'resultsStore' | 'writer'>,
  { name, source, destination }: FileExport,
): Promise<ReadonlyMap<string, string>> {
  const locations = new Map<string, string>()
  const underWay = new Set<Promise<void>>()
  const failed: unknown[] = []
  const write = async (recorded: RecordedObject): Promise<void> => {
    try {
      const body = await compress(`${JSON.stringify(recorded.record)}\n`)
      await writer.put(targetOf(destination, recorded.key), body)
    } catch (error) {
      failed.push(error)
    }
  }
  const resultsRoot = exportRoot(destination)
  try {
    for await (const recorded of discoveryResults(resultsStore.read(name), { ...source, resultsRoot })) {
      if (recorded.hasFinding) locations.set(recorded.record.id, `${resultsRoot}${recorded.key}`)
      const writing = write(recorded).finally(() => underWay.delete(writing))
      underWay.add(writing)
      if (underWay.size >= atOnce) await Promise.race(underWay)
      if (failed.length > 0) break
    }
  } finally {
    await Promise.all(underWay)
  }
  if (failed.length > 0) throw failed[0]
  return locations
}

/** `s3://bucket/prefix/`, of folder buckets as well. */
export function exportRoot({ bucketName, keyPrefix }: Pick<ExportConfiguration, 'bucketName' | 'keyPrefix'>) {
  return `s3://${bucketName}/${prefixOf(keyPrefix)}`
}

/** @param key without the prefix that the account has chosen */
export function targetOf(
  destination: Omit<ExportConfiguration, 'pending' | 'failure'>,
  key: string,
): WriteTarget {
  const { bucketName, keyPrefix, accountId, expectedBucketOwner, kmsKeyArn, encrypts } = destination
  return {
    bucket: bucketName,
    key: `${prefixOf(keyPrefix)}${key}`,
    accountId,
    expectedBucketOwner,
    kmsKeyArn: encrypts ? kmsKeyArn : undefined,
  }
}

/** Given with or without the slash at its end. */
function prefixOf(keyPrefix: string | undefined): string {
  const prefix = keyPrefix?.replace(/\/$/, '') ?? ''
  return prefix === '' ? '' : `${prefix}/`
}

const compress = promisify<string, Buffer>(gzip)
