// What may be revealed to whom: the checks before an object is read for its samples, in their order. Every call leaves a
// row, written before anything is shown, and a line in the log: who, when, which finding and what came of it.
import type { WireFinding } from '../findings/finding.ts'
import { findFindings } from '../store/findings.ts'
import { findRevealConfiguration } from '../store/reveal-configurations.ts'
import {
  beginReveal,
  insertRevealRequest,
  saveRevealOutcome,
  type RevealRequest,
} from '../store/reveal-requests.ts'
import type { Retrieval } from './context.ts'
import { ApiError, notFound } from './errors.ts'
import type { Call } from './operation.ts'

export type RevealCall = Call<{ readonly findingId: string }>

/**
 * The finding, where revealing is enabled and the account has it.
 * @throws ApiError
 */
export async function findRevealable({
  context,
  caller: { accountId },
  input: { findingId },
}: RevealCall): Promise<WireFinding> {
  const db = context.database.interactive
  const { status } = await findRevealConfiguration(db, accountId)
  if (status !== 'ENABLED')
    throw new ApiError(
      'AccessDeniedException',
      'Revealing samples of sensitive data is not enabled for the account.',
    )
  const [found] = await findFindings(db, accountId, [findingId])
  if (found === undefined) throw notFound('finding')
  return found.body as WireFinding
}

/** @throws ApiError for what is refused; that, too, is in the audit. */
export async function revealSamples(call: RevealCall): Promise<Retrieval> {
  const request = requestOf(call)
  const begun: { row?: number } = {}
  try {
    const retrieval = await retrieve(call, request, begun)
    await record(call, request, { row: begun.row, outcome: retrieval.status })
    return retrieval
  } catch (error) {
    if (error instanceof ApiError)
      await record(call, request, { row: begun.row, outcome: `${error.name} ${error.message}` })
    throw error
  }
}

async function retrieve(
  call: RevealCall,
  request: RevealRequest,
  begun: { row?: number },
): Promise<Retrieval> {
  const { context } = call
  const finding = await findRevealable(call)
  const current = context.reveal.current(finding.id)
  if (current !== undefined) return current
  const [reason] = await context.reveal.unavailability(finding)
  if (reason !== undefined) throw new ApiError('UnprocessableEntityException', reason)
  const row = await beginReveal(context.database.interactive, request, quotaAt(request.askedAt))
  if (row === undefined)
    throw new ApiError(
      'ServiceQuotaExceededException',
      `The account has revealed samples of ${mostInADay} findings today already.`,
    )
  begun.row = row
  return context.reveal.retrieve(finding)
}

const mostInADay = 100
const day = 86_400_000
/** AWS's day begins at 00:00:01 UTC. */
const dayBegins = 1_000
/** As long as a retrieval and what it gave are kept: asking on is no new request. */
const sameFor = 300_000

function quotaAt(now: Date) {
  const since = new Date(Math.floor((now.getTime() - dayBegins) / day) * day + dayBegins)
  return { most: mostInADay, since, sameSince: new Date(now.getTime() - sameFor) }
}

function requestOf({ caller, input, now }: RevealCall): RevealRequest {
  const { accountId, accessKeyId, arn: callerArn } = caller
  // What is no id may be any text.
  const findingId = input.findingId.slice(0, 64)
  return { accountId, findingId, accessKeyId, callerArn, askedAt: now }
}

async function record(
  { context }: RevealCall,
  request: RevealRequest,
  { row, outcome }: { readonly row: number | undefined; readonly outcome: string },
): Promise<void> {
  const { interactive } = context.database
  if (row === undefined) await insertRevealRequest(interactive, request, { started: false, outcome })
  else await saveRevealOutcome(interactive, row, outcome)
  context.logger.info({ reveal: { ...request, outcome } }, 'samples of sensitive data were asked for')
}
