// Whether discovery results could be written to a bucket: an object of our own is written there, as AWS does.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { BucketFailure } from '../objects/object-store.ts'
import type { BucketWriter } from '../objects/bucket-writer.ts'
import type { ExportDestination, ExportFailure } from '../store/export-configurations.ts'
import { targetOf } from './export-file.ts'

export type TestedDestination =
  | { readonly accepted: { readonly encrypts: boolean } }
  | { readonly refused: ExportFailure }

/** The object stays: no key needs the right to delete. */
export async function testDestination(
  writer: Pick<BucketWriter, 'test'>,
  destination: ExportDestination,
  region: string,
): Promise<TestedDestination> {
  const { accountId } = destination
  const key = `AWSLogs/${accountId}/Macie/${region}/macie-test-object.gz`
  const body = await promisify<string, Buffer>(gzip)('Magpie writes discovery results here.\n')
  try {
    return { accepted: await writer.test(targetOf({ ...destination, encrypts: true }, key), body) }
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    return { refused: { problem: error.problem, message: error.message } }
  }
}
