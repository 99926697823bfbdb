// The access keys of the caller's account; to an admin of the server's own account, those of all. Never a secret.
import { standardErrors } from '../errors.ts'
import { noInput } from '../members.ts'
import { operation } from '../operation.ts'
import { managesAllAccounts } from './manages-all-accounts.ts'

interface ListedAccessKey {
  readonly accessKeyId: string
  readonly accountId: string
  /** The built-in's name, or `custom`. */
  readonly policy: string
  /** null: it does not expire. */
  readonly expiresAt: string | null
  readonly createdAt: string
}

export const listAccessKeys = operation({
  name: 'ListAccessKeys',
  method: 'GET',
  path: '/magpie/access-keys',
  input: noInput,
  errors: standardErrors,
  session: 'not needed',
  async handle({ context, caller }): Promise<{ readonly accessKeys: readonly ListedAccessKey[] }> {
    const all = managesAllAccounts(context, caller)
    const keys = await context.accessKeys.list(all ? undefined : caller.accountId)
    return {
      accessKeys: keys.map(({ accessKeyId, accountId, policyName, expiresAt, createdAt }) => ({
        accessKeyId,
        accountId,
        policy: policyName,
        expiresAt: expiresAt?.toISOString() ?? null,
        createdAt: createdAt.toISOString(),
      })),
    }
  },
})
