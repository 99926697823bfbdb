// Filters and sorts of ListClassificationJobs, as a request gives them.
import { z } from 'zod'
import type { JobFilterTerm } from '../../store/list-jobs.ts'
import { maxResults, nextToken, oneOf } from '../members.ts'
import { dateProblem } from './scoping-input.ts'

const comparators = ['EQ', 'GT', 'GTE', 'LT', 'LTE', 'NE', 'CONTAINS', 'STARTS_WITH'] as const

const keyComparators: Readonly<Record<JobFilterTerm['key'], readonly string[]>> = {
  jobType: ['EQ', 'NE'],
  jobStatus: ['EQ', 'NE'],
  name: ['EQ', 'NE', 'CONTAINS', 'STARTS_WITH'],
  createdAt: ['EQ', 'NE', 'GT', 'GTE', 'LT', 'LTE'],
}

const knownValues: Readonly<Partial<Record<JobFilterTerm['key'], readonly string[]>>> = {
  jobType: ['ONE_TIME', 'SCHEDULED'],
  jobStatus: ['RUNNING', 'PAUSED', 'CANCELLED', 'COMPLETE', 'IDLE', 'USER_PAUSED'],
}

const term = z
  .object({
    // Scripts in the field leave it out.
    comparator: oneOf(...comparators).default('EQ'),
    key: oneOf('jobType', 'jobStatus', 'createdAt', 'name'),
    values: z.array(z.string()).min(1, { error: 'must have at least one element' }),
  })
  .superRefine(({ comparator, key, values }, check) => {
    const refuse = (member: string, message: string): void =>
      check.addIssue({ code: 'custom', path: [member], message })
    const allowed = keyComparators[key]
    if (!allowed.includes(comparator))
      refuse('comparator', `must be one of ${allowed.join(', ')} with ${key}`)
    const known = knownValues[key]
    if (known !== undefined && !values.every((value) => known.includes(value)))
      refuse('values', `must be among ${known.join(', ')}`)
    if (key !== 'createdAt') return
    if (values.length > 1) refuse('values', 'must have exactly one element with createdAt')
    const problem = dateProblem(values[0] ?? '')
    if (problem !== undefined) refuse('values', problem)
  })

const terms = z.array(term).optional()

export const listJobsInput = z.object({
  filterCriteria: z.object({ includes: terms, excludes: terms }).optional(),
  maxResults: maxResults(200),
  nextToken,
  sortCriteria: z
    .object({
      attributeName: oneOf('createdAt', 'jobStatus', 'name', 'jobType').optional(),
      orderBy: oneOf('ASC', 'DESC').optional(),
    })
    .optional(),
})
