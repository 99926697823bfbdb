// Tells an answer from a document that answers something else.
//
// The one fact to know: a server that does not know a sub-resource ignores it and lists the bucket with status 200; the
// SDK then finds none of the members and gives an empty success. The name of the root element says what it is.
import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'

/** The server answered 200 with another document. */
export class WrongDocument extends Error {
  override readonly name = 'WrongDocument'
}

/** From here on each of these calls fails with WrongDocument unless its answer is what was asked for. */
export function demandRightDocuments(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      const wanted = rootElements[String(context['commandName'])]
      const response = result.response as RawResponse
      if (wanted === undefined || response.statusCode >= 300) return result
      const body = await textOf(response.body)
      const root = /^\s*(?:<\?[^>]*\?>\s*)?<(\w+)/.exec(body)?.[1]
      if (root !== wanted) throw new WrongDocument(`the store answers with ${root ?? 'no document'}`)
      response.body = Readable.from([Buffer.from(body)])
      return result
    },
    // The last before the request goes out: it sees the answer before the SDK reads it.
    { step: 'deserialize', name: 'demandRightDocuments', priority: 'low' },
  )
}

interface RawResponse {
  readonly statusCode: number
  body: unknown
}

/** Bytes an answer about a bucket may have: a policy has at most 20 KB. */
const mostBytes = 1_048_576

async function textOf(body: unknown): Promise<string> {
  if (!(body instanceof Readable)) return ''
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of body) {
    parts.push(part as Buffer)
    bytes += (part as Buffer).length
    if (bytes > mostBytes) throw new WrongDocument('the store answers with too much')
  }
  return Buffer.concat(parts).toString()
}

/** Not of the public access block: Ceph names it otherwise, and all of its members are required in it anyway. */
const rootElements: Readonly<Record<string, string>> = {
  GetBucketAclCommand: 'AccessControlPolicy',
  GetBucketEncryptionCommand: 'ServerSideEncryptionConfiguration',
  GetBucketPolicyStatusCommand: 'PolicyStatus',
  GetBucketReplicationCommand: 'ReplicationConfiguration',
  GetBucketVersioningCommand: 'VersioningConfiguration',
}
