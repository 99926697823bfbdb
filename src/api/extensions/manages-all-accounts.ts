// Whose access keys a caller manages: an admin those of the own account, an admin of the server's own account all.
import type { ApiContext } from '../context.ts'
import { ApiError } from '../errors.ts'
import type { Caller } from '../operation.ts'

export function managesAllAccounts({ accountId }: ApiContext, caller: Caller): boolean {
  return caller.isAdmin && caller.accountId === accountId
}

/** A policy that allows making keys would otherwise allow everything: a key can be made with any policy. */
export function requireAdmin(caller: Caller, what: string): void {
  if (!caller.isAdmin)
    throw new ApiError('AccessDeniedException', `Only keys with the policy admin may ${what}.`)
}
