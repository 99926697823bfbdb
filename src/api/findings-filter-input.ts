// The members of a findings filter as requests give them, with their limits, and what its store refuses.
import { lastPosition } from '../store/filter-positions.ts'
import type { FilterKey, FilterRefused } from '../store/findings-filters.ts'
import { ApiError, type ErrorName } from './errors.ts'
import { findingCriteria } from './finding-criteria.ts'
import { clientToken, integer, oneOf, text } from './members.ts'

export const filterMembers = {
  action: oneOf('ARCHIVE', 'NOOP'),
  clientToken: clientToken.optional(),
  description: text(0, 512).optional(),
  findingCriteria,
  name: text(3, 64),
  position: integer(1, lastPosition).optional(),
}

export function filterArn({ region, accountId, id }: FilterKey): string {
  return `arn:aws:macie2:${region}:${accountId}:findings-filter/${id}`
}

export function filterRefusal(refused: FilterRefused): ApiError {
  return new ApiError(...refusals[refused])
}

const refusals: Record<FilterRefused, readonly [name: ErrorName, message: string]> = {
  'token-conflict': ['ConflictException', 'The clientToken was used for a request with other members.'],
  'name-taken': ['ConflictException', 'The account has a findings filter of this name already.'],
  quota: ['ServiceQuotaExceededException', 'The account has 1,000 findings filters already.'],
}
