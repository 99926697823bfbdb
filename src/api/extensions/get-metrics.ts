// The server's metrics for Prometheus. They sum over all accounts, so only the server's own account reads them.
import { ApiError, standardErrors } from '../errors.ts'
import { noInput } from '../members.ts'
import { operation } from '../operation.ts'

export const getMetrics = operation({
  name: 'GetMetrics',
  method: 'GET',
  path: '/metrics',
  input: noInput,
  errors: standardErrors,
  session: 'not needed',
  textAnswer: true,
  handle({ context, caller }): Promise<string> {
    if (caller.accountId !== context.accountId) {
      throw new ApiError('AccessDeniedException', 'Only the server’s own account reads its metrics.')
    }
    return context.metrics.render()
  },
})
