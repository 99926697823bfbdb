// The two paths that need no signature, for load balancers and supervisors: they say yes or no, and nothing else.
import { sql } from 'kysely'
import type { ApiContext } from './context.ts'
import type { Answer, RawRequest } from './dispatch.ts'

const storeDeadlineMs = 2_000

/** undefined for every other path. */
export async function answerUnsigned(context: ApiContext, request: RawRequest): Promise<Answer | undefined> {
  if (request.method !== 'GET') return undefined
  if (request.target === '/healthz') return yes
  if (request.target !== '/readyz') return undefined
  return (await storeAnswers(context)) ? yes : no
}

const yes: Answer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'yes\n' }
const no: Answer = { status: 503, contentType: 'text/plain; charset=utf-8', body: 'no\n' }

async function storeAnswers({ database, logger }: ApiContext): Promise<boolean> {
  const { promise: deadline, resolve: giveUp } = Promise.withResolvers<false>()
  const timer = setTimeout(() => giveUp(false), storeDeadlineMs)
  const asked = sql`select 1`.execute(database.interactive).then(
    () => true,
    (error: unknown) => {
      logger.warn({ message: (error as Error).message }, 'The store does not answer')
      return false
    },
  )
  try {
    return await Promise.race([asked, deadline])
  } finally {
    clearTimeout(timer)
  }
}
