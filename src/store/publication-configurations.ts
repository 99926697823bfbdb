// The publication_configurations table: which findings an account wants in AWS Security Hub. Kept and told; Magpie itself
// publishes to the targets of its settings.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export interface PublicationConfiguration {
  readonly publishClassificationFindings: boolean
  readonly publishPolicyFindings: boolean
}

/** The defaults where the account never said. */
export async function findPublicationConfiguration(
  db: Kysely<Schema>,
  accountId: string,
): Promise<PublicationConfiguration> {
  const row = await db
    .selectFrom('publication_configurations')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return {
    publishClassificationFindings: row?.publish_classification_findings ?? false,
    publishPolicyFindings: row?.publish_policy_findings ?? true,
  }
}

export async function savePublicationConfiguration(
  db: Kysely<Schema>,
  accountId: string,
  { publishClassificationFindings, publishPolicyFindings }: PublicationConfiguration,
): Promise<void> {
  const wanted = {
    publish_classification_findings: publishClassificationFindings,
    publish_policy_findings: publishPolicyFindings,
  }
  await db
    .insertInto('publication_configurations')
    .values({ account_id: accountId, ...wanted })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(wanted))
    .execute()
}
