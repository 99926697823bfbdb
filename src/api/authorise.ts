// Whether the caller's policy lets them: asked before anything else is said about a request, so that nobody learns from
// a 400 or a 404 about what they may not do.
import { asksForResourceTags, judge, type Policy, type Verdict } from '../access/policy.ts'
import { findTagsById, type Tags } from '../store/tags.ts'
import type { Authenticated } from './authenticate.ts'
import type { ApiContext } from './context.ts'
import { ApiError } from './errors.ts'
import type { Operation } from './operation.ts'
import { conditionValues, type RequestFacts } from './request-facts.ts'
import type { Route } from './router.ts'
import { readResourceArn } from './tagged-resource.ts'

/** No ARN is longer, so what is cut off names nothing. It bounds what comparing with wildcards costs. */
const longestArn = 2_048

/** @throws ApiError 403 where the policy does not allow the operation. */
export async function authorise(
  context: ApiContext,
  authenticated: Authenticated,
  request: { readonly route: Route; readonly facts: RequestFacts },
): Promise<void> {
  const { caller, policy } = authenticated
  const { operation } = request.route
  const action = actionOf(operation)
  const resource = resourceOf(authenticated, request.route)
  const resourceTags = await tagsOf(context, policy, { resource, accountId: caller.accountId })
  const values = conditionValues({ ...request.facts, operation, authenticated, resourceTags })
  const verdict = judge(policy, { action, resource, values })
  if (verdict !== 'allowed') {
    throw new ApiError(
      'AccessDeniedException',
      `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason(verdict, action)}`,
    )
  }
  if (operation.adminsOnly !== undefined && !caller.isAdmin)
    throw new ApiError(
      'AccessDeniedException',
      `Only keys with the policy admin may ${operation.adminsOnly}.`,
    )
}

function actionOf({ name, path }: Operation): string {
  return `${path.startsWith('/magpie/') || path === '/metrics' ? 'magpie' : 'macie2'}:${name}`
}

function resourceOf({ caller, region }: Authenticated, { operation, labels }: Route): string {
  const tail = operation.resource?.(labels) ?? '*'
  const arn = tail.startsWith('arn:') ? tail : `arn:aws:macie2:${region}:${caller.accountId}:${tail}`
  return arn.slice(0, longestArn)
}

/** Asked for only where the policy does: it is one more query before the operation's own. */
async function tagsOf(
  { database }: ApiContext,
  policy: Policy,
  { resource, accountId }: { readonly resource: string; readonly accountId: string },
): Promise<Tags | undefined> {
  if (!asksForResourceTags(policy)) return undefined
  const named = readResourceArn(resource)
  return named?.accountId === accountId ? await findTagsById(database.interactive, named) : undefined
}

function reason(verdict: Exclude<Verdict, 'allowed'>, action: string): string {
  return verdict === 'denied'
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${action} action`
}
