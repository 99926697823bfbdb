// What conditions of policies may ask about a request: its tags, when it came, from where, and how.
//
// Tags are read only where the operation takes some: a member that is ignored must not satisfy a condition.
import type { ConditionValues } from '../access/conditions.ts'
import type { Tags } from '../store/tags.ts'
import type { Authenticated } from './authenticate.ts'
import type { Operation } from './operation.ts'
import type { Query } from './uri-encoding.ts'

export interface Connection {
  /** The other end's; behind a proxy, the proxy's. */
  readonly address: string
  readonly encrypted: boolean
}

export interface RequestFacts {
  readonly body: Buffer
  readonly query: Query
  readonly connection: Connection
  readonly now: Date
}

/** The operations whose body has a member `tags`. */
export const tagging: readonly string[] = [
  'CreateAllowList',
  'CreateClassificationJob',
  'CreateCustomDataIdentifier',
  'CreateFindingsFilter',
  'CreateMember',
  'TagResource',
]

/** What is beyond these is refused as input in any case; they bound what judging costs. */
const mostTags = 50
const longestText = 256

export function conditionValues(
  facts: RequestFacts & {
    readonly operation: Operation
    readonly authenticated: Authenticated
    readonly resourceTags: Tags | undefined
  },
): ConditionValues {
  const { caller, region } = facts.authenticated
  const requestTags = tagging.includes(facts.operation.name) ? tagsIn(facts.body) : undefined
  const tagKeys = facts.operation.name === 'UntagResource' ? keysIn(facts.query) : keysOf(requestTags)
  const single: Readonly<Record<string, string>> = {
    'aws:requestedregion': region,
    'aws:principalaccount': caller.accountId,
    'aws:username': caller.accessKeyId,
    'aws:sourceip': facts.connection.address.replace(/^::ffff:(?=\d+\.)/, ''),
    'aws:currenttime': facts.now.toISOString(),
    'aws:securetransport': String(facts.connection.encrypted),
  }
  return (key) => {
    const [, which, tagKey = ''] = /^aws:(request|resource)tag\/(.+)$/is.exec(key) ?? []
    if (which !== undefined)
      return tagNamed(tagKey, which.toLowerCase() === 'request' ? requestTags : facts.resourceTags)
    const name = key.toLowerCase()
    if (name === 'aws:tagkeys') return tagKeys
    const value = single[name]
    return value === undefined ? undefined : [value]
  }
}

/** Condition keys do not differ by case, tags do: the tag of exactly this name counts before others. */
function tagNamed(key: string, tags: Tags = {}): readonly string[] | undefined {
  if (Object.hasOwn(tags, key)) return [tags[key] ?? '']
  const other = Object.keys(tags)
    .filter((name) => name.toLowerCase() === key.toLowerCase())
    .toSorted()[0]
  return other === undefined ? undefined : [tags[other] ?? '']
}

/** A body that is none is refused later, by name. */
function tagsIn(body: Buffer): Tags | undefined {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
  const tags = (value as { readonly tags?: unknown } | null)?.tags
  if (typeof tags !== 'object' || tags === null) return undefined
  const pairs = Object.entries(tags)
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    .slice(0, mostTags)
  return Object.fromEntries(
    pairs.map(([key, text]) => [key.slice(0, longestText), text.slice(0, longestText)]),
  )
}

function keysOf(tags: Tags = {}): readonly string[] | undefined {
  const keys = Object.keys(tags)
  return keys.length === 0 ? undefined : keys
}

function keysIn(query: Query): readonly string[] | undefined {
  const keys = query.filter(([name]) => name === 'tagKeys').map(([, key]) => key.slice(0, longestText))
  return keys.length === 0 ? undefined : keys.slice(0, mostTags)
}
