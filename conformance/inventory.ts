// What the tests of the inventory ask it, and families of buckets for them.
import { randomBytes } from 'node:crypto'
import {
  DescribeBucketsCommand,
  type BucketMetadata,
  type DescribeBucketsCommandInput,
} from '@aws-sdk/client-macie2'
import { makeBucket, putObject } from './objects.ts'
import { client, server, stage } from './world.ts'

export async function bucketsBy(input: DescribeBucketsCommandInput): Promise<BucketMetadata[]> {
  return (await client.send(new DescribeBucketsCommand(input))).buckets ?? []
}

export async function describeBucket(name: string): Promise<BucketMetadata> {
  const [bucket] = await bucketsBy({ criteria: { bucketName: { eq: [name] } } })
  if (bucket === undefined) throw new Error(`Cannot find bucket ${name} in the inventory`)
  return bucket
}

/** As soon as the inventory says so; what it says last if it never does. */
export async function eventually<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 30_000; ;) {
    const answer = await ask()
    if (holds(answer) || Date.now() > deadline) return answer
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

export const counted = (name: string): Promise<BucketMetadata> =>
  eventually(
    () => describeBucket(name),
    ({ objectCount, errorCode }) => objectCount !== undefined || errorCode !== undefined,
  )

/** Buckets whose names begin alike. */
export function family(): { readonly prefix: string; readonly names: readonly string[] } {
  const prefix = `inv-${randomBytes(5).toString('hex')}-`
  return { prefix, names: ['a', 'b', 'c', 'd'].map((letter) => prefix + letter) }
}

/** Makes them, with 0 to 3 objects of 40 to 10 bytes: their order by size is not that by number. */
export async function makeFamily(names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    await makeBucket(stage, server.buckets, name)
    for (let n = 0; n < index; n++) {
      const place = { folder: server.buckets, bucket: name, key: `${n}.txt` }
      await putObject(stage, place, 'x'.repeat(40 - 10 * index))
    }
  }
}
