// Turns of an account: one of many callers, whichever process they are in.
import { describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { takeTurn } from './rate-limits.ts'

describe.each(openTestDatabases())('a turn on $name', ({ open }) => {
  test('is one caller’s, and comes again when its time is over', async () => {
    const database = await open()
    try {
      const db = database.interactive
      const turn = { accountId: '111122223333', operation: 'CreateClassificationJob', seconds: 10 }
      const start = Date.now()
      const at = (seconds: number) => new Date(start + seconds * 1_000)
      const together = await Promise.all(Array.from({ length: 8 }, () => takeTurn(db, turn, at(0))))
      expect(together.filter(Boolean)).toHaveLength(1)
      expect(await takeTurn(db, turn, at(9.999))).toBe(false)
      expect(await takeTurn(db, { ...turn, accountId: '444455556666' }, at(1))).toBe(true)
      expect(await takeTurn(db, { ...turn, operation: 'Other' }, at(1))).toBe(true)
      expect(await takeTurn(db, turn, at(10))).toBe(true)
      expect(await takeTurn(db, turn, at(10))).toBe(false)
      // The clock of whoever had the last turn was an hour ahead.
      expect(await takeTurn(db, turn, at(3_600))).toBe(true)
      expect(await takeTurn(db, turn, at(11))).toBe(true)
    } finally {
      await database.close()
    }
  })
})
