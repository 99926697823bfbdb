// Which identifiers a job looks for: each selector with what it finds and what it echoes.
import { ListManagedDataIdentifiersCommand } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import {
  bucketWith,
  client,
  createCustomIdentifier,
  createJob,
  describeJob,
  jobInput,
  keysFound,
  runJob,
  ssnLine,
  untilStatus,
} from './world.ts'

describe('selectors', () => {
  const mixed = {
    'ssn.txt': ssnLine(7),
    'card.txt': 'visa 4539578763621486\n',
    'badge.txt': 'BADGE-1234\n',
    'born.txt': 'birthday March 12, 1985\n',
    // Beyond Macie's list.
    'ahv.txt': 'AHV-Nummer 756.9217.0769.85\n',
  }
  let buckets: string[] = []
  beforeAll(async () => {
    buckets = [await bucketWith(mixed)]
  })

  test('RECOMMENDED finds what is recommended, also where it is absent or null', async () => {
    const body = JSON.stringify({ ...jobInput(buckets), managedDataIdentifierSelector: null })
    const ofNull = await rawJson('POST', '/jobs', { body })
    const jobIds = [
      String(ofNull.body['jobId']),
      await createJob(buckets),
      await createJob(buckets, { managedDataIdentifierSelector: 'RECOMMENDED' }),
    ]
    for (const jobId of jobIds) {
      const job = await untilStatus(jobId, 'COMPLETE')
      expect(job.managedDataIdentifierSelector).toBe('RECOMMENDED')
      expect(job.managedDataIdentifierIds).toBeUndefined()
      expect(await keysFound(jobId)).toEqual(['card.txt', 'ssn.txt'])
    }
  })

  test('ALL finds what is not recommended too, and echoes no ids', async () => {
    const jobId = await runJob(buckets, { managedDataIdentifierSelector: 'ALL' })
    expect((await describeJob(jobId)).managedDataIdentifierIds).toBeUndefined()
    expect(await keysFound(jobId)).toEqual(['ahv.txt', 'born.txt', 'card.txt', 'ssn.txt'])
  })

  test('INCLUDE finds only what it names', async () => {
    const managedDataIdentifierIds = ['USA_SOCIAL_SECURITY_NUMBER']
    const jobId = await runJob(buckets, {
      managedDataIdentifierSelector: 'INCLUDE',
      managedDataIdentifierIds,
    })
    expect((await describeJob(jobId)).managedDataIdentifierIds).toEqual(managedDataIdentifierIds)
    expect(await keysFound(jobId)).toEqual(['ssn.txt'])
  })

  test('EXCLUDE finds all but what it names, and custom identifiers beside', async () => {
    const managedDataIdentifierIds = ['USA_SOCIAL_SECURITY_NUMBER']
    const jobId = await runJob(buckets, {
      managedDataIdentifierSelector: 'EXCLUDE',
      managedDataIdentifierIds,
      customDataIdentifierIds: [await createCustomIdentifier('BADGE-[0-9]{4}')],
    })
    expect(await keysFound(jobId)).toEqual(['ahv.txt', 'badge.txt', 'born.txt', 'card.txt'])
  })

  test('NONE finds custom identifiers only', async () => {
    const customDataIdentifierIds = [await createCustomIdentifier('BADGE-[0-9]{4}')]
    const jobId = await runJob(buckets, { managedDataIdentifierSelector: 'NONE', customDataIdentifierIds })
    expect((await describeJob(jobId)).customDataIdentifierIds).toEqual(customDataIdentifierIds)
    expect(await keysFound(jobId)).toEqual(['badge.txt'])
  })

  test('every listed managed identifier can be named', async () => {
    const ids: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(new ListManagedDataIdentifiersCommand({ nextToken }))
      ids.push(...(page.items ?? []).map((item) => item.id ?? ''))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(96)
    const jobId = await createJob(buckets, {
      managedDataIdentifierSelector: 'INCLUDE',
      managedDataIdentifierIds: ids,
    })
    expect((await describeJob(jobId)).managedDataIdentifierIds).toEqual(ids)
  })
})
