// Makes an access key. Its secret is in this answer and nowhere else.
//
// Admins only: a policy that allows making keys would otherwise allow everything, for a key can be made with any policy.
import { z } from 'zod'
import { parsePolicy } from '../../access/parse-policy.ts'
import { builtInPolicies, type Policy } from '../../access/policy.ts'
import { ApiError, invalid, standardErrors } from '../errors.ts'
import { integer } from '../members.ts'
import { operation, type Caller } from '../operation.ts'
import { managesAllAccounts } from './manages-all-accounts.ts'

const mostSeconds = 10 * 365 * 86_400

export const createAccessKey = operation({
  name: 'CreateAccessKey',
  method: 'POST',
  path: '/magpie/access-keys',
  input: z.object({
    accountId: z
      .string()
      .regex(/^\d{12}$/, { error: 'must be 12 digits' })
      .optional(),
    expiresInSeconds: integer(1, mostSeconds).optional(),
    policy: z.unknown().default('admin'),
  }),
  errors: standardErrors,
  session: 'not needed',
  adminsOnly: 'make access keys',
  async handle({ context, caller, input, now }): Promise<CreatedAccessKey> {
    const { accountId = caller.accountId, expiresInSeconds } = input
    if (accountId !== caller.accountId && !managesAllAccounts(context, caller)) {
      throw new ApiError(
        'AccessDeniedException',
        'Only an admin of the server’s own account makes access keys of other accounts.',
      )
    }
    const expiresAt =
      expiresInSeconds === undefined ? undefined : new Date(now.getTime() + expiresInSeconds * 1_000)
    refuseToOutlive(caller, expiresAt)
    const key = await context.accessKeys.create({ accountId, ...toPolicy(input.policy), expiresAt }, now)
    return { ...key, accountId, expiresAt: expiresAt?.toISOString() }
  },
})

interface CreatedAccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Temporary keys only. */
  readonly sessionToken: string | undefined
  readonly accountId: string
  readonly expiresAt: string | undefined
}

/** Else whoever holds a key for an hour could keep the door open for ever. */
function refuseToOutlive(caller: Caller, expiresAt: Date | undefined): void {
  if (caller.expiresAt === undefined) return
  if (expiresAt !== undefined && expiresAt <= caller.expiresAt) return
  throw invalid('expiresInSeconds: a temporary key makes only keys that end no later than itself')
}

function toPolicy(given: unknown): { readonly policyName: string; readonly policy: Policy } {
  if (typeof given === 'string') {
    const policy = builtInPolicies.get(given)
    if (policy !== undefined) return { policyName: given, policy }
    throw invalid(`policy: must be one of ${[...builtInPolicies.keys()].join(', ')}, or a policy document`)
  }
  const parsed = parsePolicy(given)
  if ('refused' in parsed) throw invalid(`policy: ${parsed.refused}`)
  return { policyName: 'custom', policy: parsed.policy }
}
