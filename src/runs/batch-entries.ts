// The objects of a batch as they are kept in its row: a line of JSON each, gzip.
import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import type { ObjectEntry } from '../model/bucket.ts'

export async function packEntries(entries: readonly ObjectEntry[]): Promise<Buffer> {
  const lines = entries.map(({ key, size, eTag, lastModified, versionId, storageClass }) =>
    JSON.stringify([key, size, eTag, lastModified.getTime(), versionId ?? null, storageClass ?? null]),
  )
  return compress(lines.join('\n'), { level: constants.Z_BEST_SPEED })
}

export async function unpackEntries(packed: Buffer): Promise<ObjectEntry[]> {
  const text = (await decompress(packed)).toString('utf8')
  return text.split('\n').map((line) => {
    const [key, size, eTag, lastModified, versionId, storageClass] = JSON.parse(line) as Line
    return {
      key,
      size,
      eTag,
      lastModified: new Date(lastModified),
      ...(versionId === null ? {} : { versionId }),
      ...(storageClass === null ? {} : { storageClass }),
    }
  })
}

type Line = [string, number, string, number, string | null, string | null]

const compress = promisify<string, { level: number }, Buffer>(gzip)
const decompress = promisify<Buffer, Buffer>(gunzip)
