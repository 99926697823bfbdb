// The allow lists of a job as a run begins with them. One that cannot be read allows nothing, and the run goes on.
import type { AllowedText } from '../model/identifier.ts'
import type { Job } from '../model/job.ts'
import { findAllowLists, type AllowList } from '../store/allow-lists.ts'
import { readWordsList } from './read-words-list.ts'
import type { RunContext } from './run-context.ts'

export async function loadAllowLists(
  { database, store, logger }: Pick<RunContext, 'database' | 'store' | 'logger'>,
  job: Job,
): Promise<AllowedText> {
  const { accountId, jobId, allowListIds } = job
  const warn = (allowListId: string, code: string): void =>
    logger.warn({ jobId, allowListId, code }, 'Cannot use an allow list: the run goes on without it')
  const lists = await findAllowLists(database.background, accountId, allowListIds)
  const found = new Set(lists.map(({ id }) => id))
  for (const id of new Set(allowListIds)) if (!found.has(id)) warn(id, 'DELETED')
  const words: Uint8Array[] = []
  for (const list of lists) {
    const place = placeOf(list)
    if (place === undefined) continue
    const read = await readWordsList(store, place)
    if (read.status.code === 'OK') words.push(read.words)
    else warn(list.id, read.status.code)
  }
  return { expressions: lists.flatMap(({ criteria }) => ('regex' in criteria ? criteria.regex : [])), words }
}

function placeOf({ accountId, criteria }: AllowList) {
  return 'regex' in criteria ? undefined : { accountId, ...criteria.s3WordsList }
}
