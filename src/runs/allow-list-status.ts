// Tells the status of an allow list's object as it is now. The same object is read once: what was said of it holds for
// as long as its ETag does.
import type { AllowListStatus } from '../model/allow-list.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import { findWordsList, readWordsOf, type WordsListPlace } from './read-words-list.ts'

/** An account has five at most, and asks for its own. */
const kept = 256

export function allowListStatus(store: ObjectStore): (place: WordsListPlace) => Promise<AllowListStatus> {
  const known = new Map<string, Promise<AllowListStatus>>()
  return async (place) => {
    const entry = await findWordsList(store, place)
    if ('code' in entry) return entry
    const key = JSON.stringify([place.bucketName, place.objectKey, entry.eTag, entry.size])
    const earlier = known.get(key)
    if (earlier !== undefined) return earlier
    const status = readWordsOf(store, place, entry).then((read) => read.status)
    known.set(key, status)
    const [oldest] = known.keys()
    if (known.size > kept && oldest !== undefined) known.delete(oldest)
    // What failed may not fail again.
    if ((await status.catch(() => undefined))?.code !== 'OK') known.delete(key)
    return status
  }
}
