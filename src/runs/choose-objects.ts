// What a run does with each entry of a listing page: leave it out, skip it for a reason, or select it.
import { whyNotClassifiable } from '../content/classifiable.ts'
import { mayBeInScope } from '../jobs/key-scope.ts'
import type { Scope } from '../jobs/scoping.ts'
import { isInWindow, type ChangeWindow } from '../jobs/window.ts'
import type { BucketDescription, ObjectEntry } from '../model/bucket.ts'
import type { Scoping } from '../model/job.ts'
import type { ObjectPage, ObjectStore } from '../objects/object-store.ts'
import type { LedgerEntry } from '../store/ledger.ts'
import { storableText } from '../store/storable-text.ts'

export interface ChosenObjects {
  /** Entries of the page that are objects, whatever became of them. */
  readonly listed: number
  readonly eligible: readonly ObjectEntry[]
  readonly skipped: readonly SkippedObject[]
}

/** With what the listing tells of it, for its discovery result. */
export interface SkippedObject extends LedgerEntry {
  readonly listed: Partial<Pick<ObjectEntry, 'eTag' | 'lastModified' | 'storageClass'>>
}

export interface ChoiceRules {
  readonly store: ObjectStore
  readonly bucket: BucketDescription
  readonly window: ChangeWindow
  readonly scoping: Scoping | undefined
  /** The same, compiled. */
  readonly scope: Scope
}

export async function chooseObjects(page: ObjectPage, rules: ChoiceRules): Promise<ChosenObjects> {
  const objects = page.entries.filter((entry) => !isFolderMarker(entry))
  const changed = objects.filter(({ lastModified }) => isInWindow(lastModified, rules.window))
  const inScope = await filterScope(changed, rules)
  const eligible: ObjectEntry[] = []
  const unreadable = page.unreadable.filter(({ key }) => mayBeInScope(rules.scoping, key))
  const skipped: SkippedObject[] = unreadable.map((entry) => skip(rules, entry))
  for (const entry of inScope) {
    const reason = whyNotClassifiable(entry.key, entry.storageClass, entry.size)
    if (reason !== undefined) skipped.push(skip(rules, { ...entry, reason }))
    else if (entry.key.includes('\0'))
      skipped.push(skip(rules, { ...entry, reason: 'MALFORMED_FILE', detail: nulInKey }))
    else eligible.push(entry)
  }
  return { listed: objects.length + page.unreadable.length, eligible, skipped }
}

const nulInKey = 'Cannot read object: its key has a NUL character, shown as U+2400 here'

/** What consoles make to show an empty folder. */
function isFolderMarker({ key, size }: ObjectEntry): boolean {
  return size === 0 && key.endsWith('/')
}

type SkippedEntry = Pick<LedgerEntry, 'key' | 'reason' | 'size' | 'detail' | 'versionId'> &
  SkippedObject['listed']

function skip({ bucket }: ChoiceRules, entry: SkippedEntry): SkippedObject {
  const { key, reason, size, detail, versionId, eTag, lastModified, storageClass } = entry
  return {
    bucket: bucket.name,
    key: storableText(key),
    versionId,
    status: 'SKIPPED',
    reason,
    size,
    bytesAnalysed: 0,
    detail,
    listed: {
      ...(eTag === undefined ? {} : { eTag }),
      ...(lastModified === undefined ? {} : { lastModified }),
      ...(storageClass === undefined ? {} : { storageClass }),
    },
  }
}

async function filterScope(entries: readonly ObjectEntry[], rules: ChoiceRules): Promise<ObjectEntry[]> {
  const { scope, bucket } = rules
  const inScope: boolean[] = []
  // Tags cost a request each: asked only where nothing else has decided, and 16 at once.
  for (let from = 0; from < entries.length; from += 16) {
    const decided = entries.slice(from, from + 16).map(async (entry) => {
      const decision = scope.decide(entry, bucket)
      return decision === 'needs-tags' ? askTags(entry, rules) : decision
    })
    inScope.push(...(await Promise.all(decided)))
  }
  return entries.filter((_entry, index) => inScope[index] === true)
}

async function askTags(entry: ObjectEntry, { store, scope, bucket }: ChoiceRules): Promise<boolean> {
  return scope.decideWithTags(entry, bucket, await store.objectTags(bucket.name, entry))
}
