// Suppression rules: the account's filters that archive. They act on a finding once, when it is recorded.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { readConditions } from './finding-conditions.ts'
import { findingMatcher, type FindingMatcher } from './finding-matcher.ts'
import type { FindingsFilter } from './findings-filters.ts'

/** Whether a rule archives a finding; undefined where the account has no rules. */
export async function findSuppression(
  db: Kysely<Schema>,
  accountId: string,
): Promise<FindingMatcher | undefined> {
  const rows = await db
    .selectFrom('findings_filters')
    .select('criteria')
    .where('account_id', '=', accountId)
    .where('action', '=', 'ARCHIVE')
    .orderBy('position')
    .execute()
  const rules = rows.map((row) => ruleOf(row.criteria as FindingsFilter['findingCriteria']))
  return rules.length === 0 ? undefined : (finding) => rules.some((matches) => matches(finding))
}

function ruleOf({ criterion = {} }: FindingsFilter['findingCriteria']): FindingMatcher {
  const read = readConditions(criterion)
  // A rule that this version cannot read was checked by another: what it would hide is rather shown.
  return 'conditions' in read ? findingMatcher(read.conditions) : () => false
}
