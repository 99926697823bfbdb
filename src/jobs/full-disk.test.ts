// A disk that is nearly full: what a user asks for is refused, not lost, and is possible again when there is room.
import { expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { openTestJobs } from './test-jobs.ts'

test('a job can neither be created nor changed on a disk that is nearly full', async () => {
  let roomLeft = 1_000_000_000
  const [embedded] = openTestDatabases()
  if (embedded === undefined) throw new Error('Cannot test: there is no embedded store')
  const open: typeof embedded.open = (options) =>
    embedded.open({ ...options, roomLeft: () => Promise.resolve(roomLeft) })
  const jobs = await openTestJobs({ ...embedded, open })
  const { create, read, request } = await jobs.newAccount()
  const job = await create()
  roomLeft = 50_000_000
  await expect(create({ clientToken: 'other' })).rejects.toThrow('less than 64 MB left')
  await expect(request(job, 'CANCELLED')).rejects.toThrow('less than 64 MB left')
  expect((await read(job)).jobStatus).toBe('RUNNING')
  roomLeft = 1_000_000_000
  await request(job, 'CANCELLED')
  expect((await read(job)).jobStatus).toBe('CANCELLED')
  await jobs.close()
})
