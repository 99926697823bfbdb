// What a request may say of a job, where the rules are finer than what the conformance suite asks of a server.
import { describe, expect, test } from 'vitest'
import { ApiError } from '../errors.ts'
import { createJobInput, toJobRequest } from './create-job-input.ts'
import { dateProblem } from './scoping-input.ts'

describe('a time', () => {
  test.each([
    '2023-09-24T14:31:13Z',
    '2023-09-24T14:31:13.031Z',
    '2023-09-24T14:31Z',
    '2023-09-24T14:31:13+02:00',
    '2023-09-24T14:31:13.123456789-0530',
    '2024-02-29T00:00:00Z',
  ])('%s is one', (value) => {
    expect(dateProblem(value)).toBeUndefined()
  })

  test.each([
    ['2023-02-29T00:00:00Z', 'a day that the month has not'],
    ['2023-04-31T00:00:00Z', 'the 31st of a month of 30 days'],
    ['2023-13-01T00:00:00Z', 'the 13th month'],
    ['2023-09-24T25:00:00Z', 'the 25th hour'],
    ['2023-09-24T14:31:13', 'no zone'],
    ['2023-09-24', 'no time'],
    [' 2023-09-24T14:31:13Z', 'a blank before it'],
    ['1695565873', 'a number'],
  ])('%s is none: %s', (value) => {
    expect(dateProblem(value)).toMatch(/^must be a time in ISO 8601/)
  })
})

describe('buckets', () => {
  const own = '111122223333'
  const request = (bucketDefinitions: readonly unknown[]) =>
    toJobRequest(
      createJobInput.parse({ name: 'n', jobType: 'ONE_TIME', s3JobDefinition: { bucketDefinitions } }),
      own,
    )

  test.each([
    ['in one definition', [{ buckets: ['b', 'b'] }]],
    ['in two definitions', [{ buckets: ['b'] }, { buckets: ['a', 'b'] }]],
    [
      'once with the caller’s account, once without any',
      [{ buckets: ['b'] }, { accountId: own, buckets: ['b'] }],
    ],
  ])('may not be named twice: %s', (_case, definitions) => {
    expect(() => request(definitions)).toThrow(ApiError)
    expect(() => request(definitions)).toThrow(/bucketDefinitions: must not name a bucket twice/)
  })

  test('of the same name in two accounts are two', () => {
    const definitions = [
      { accountId: own, buckets: ['b'] },
      { accountId: '999988887777', buckets: ['b'] },
    ]
    expect(request(definitions).s3JobDefinition).toEqual({ bucketDefinitions: definitions })
  })
})
