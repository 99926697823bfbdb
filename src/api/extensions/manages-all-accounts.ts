// Whose access keys a caller manages: an admin those of the own account, an admin of the server's own account all.
import type { ApiContext } from '../context.ts'
import type { Caller } from '../operation.ts'

export function managesAllAccounts({ accountId }: ApiContext, caller: Caller): boolean {
  return caller.isAdmin && caller.accountId === accountId
}
