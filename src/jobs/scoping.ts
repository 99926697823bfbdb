// Which objects of its buckets a job analyses: the conditions of `s3JobDefinition.scoping`, compiled once a run.
//
// An object's tags cost a request each, so a decision is first tried without them; it needs them only where
// no other condition has decided. What is not known (tags, a bucket's creation date) equals nothing: EQ never
// holds, NE always does.
import type {
  ScopeBlock,
  ScopeComparator,
  ScopeTerm,
  Scoping,
  SimpleScopeTerm,
  TagPair,
} from '../model/job.ts'

export interface ScopedObject {
  readonly key: string
  readonly size: number
  readonly lastModified: Date
}

export interface ScopedBucket {
  readonly createdAt: Date | undefined
}

/** undefined: the store does not tell the object's tags. */
export type ObjectTags = ReadonlyMap<string, string> | undefined

export interface Scope {
  /** Whether any condition is about tags. */
  readonly mentionsTags: boolean
  /** Decides without tags where that is possible. */
  decide(object: ScopedObject, bucket: ScopedBucket): boolean | 'needs-tags'
  decideWithTags(object: ScopedObject, bucket: ScopedBucket, tags: ObjectTags): boolean
}

/** Without scoping every object is in scope; an empty block says nothing. Excludes win over includes. */
export function compileScoping(scoping: Scoping | undefined): Scope {
  const includes = compileBlock(scoping?.includes)
  const excludes = compileBlock(scoping?.excludes)
  const decide = (object: ScopedObject, bucket: ScopedBucket): boolean | 'needs-tags' => {
    const included = allHold(includes.plain, object, bucket)
    if (!included) return false
    const excludable = !excludes.empty && allHold(excludes.plain, object, bucket)
    if (excludable && excludes.tagged.length === 0) return false
    return includes.tagged.length > 0 || excludable ? 'needs-tags' : true
  }
  return {
    mentionsTags: includes.tagged.length + excludes.tagged.length > 0,
    decide,
    decideWithTags(object, bucket, tags) {
      const decision = decide(object, bucket)
      if (decision !== 'needs-tags') return decision
      if (!includes.tagged.every((holds) => holds(tags))) return false
      const excludable = !excludes.empty && allHold(excludes.plain, object, bucket)
      return !(excludable && excludes.tagged.every((holds) => holds(tags)))
    },
  }
}

/** The text after the last dot of the key's last segment; undefined where there is no dot. */
export function keyExtension(key: string): string | undefined {
  const dot = key.lastIndexOf('.')
  return dot > key.lastIndexOf('/') ? key.slice(dot + 1) : undefined
}

type PlainCondition = (object: ScopedObject, bucket: ScopedBucket) => boolean
type TagCondition = (tags: ObjectTags) => boolean

interface CompiledBlock {
  readonly empty: boolean
  readonly plain: readonly PlainCondition[]
  readonly tagged: readonly TagCondition[]
}

function compileBlock(block: ScopeBlock | undefined): CompiledBlock {
  const plain: PlainCondition[] = []
  const tagged: TagCondition[] = []
  for (const term of block?.and ?? []) compileTerm(term, plain, tagged)
  return { empty: plain.length + tagged.length === 0, plain, tagged }
}

function compileTerm(term: ScopeTerm, plain: PlainCondition[], tagged: TagCondition[]): void {
  const { simpleScopeTerm, tagScopeTerm } = term
  if (tagScopeTerm !== undefined)
    tagged.push(tagPairs(tagScopeTerm.tagValues, tagScopeTerm.comparator === 'NE'))
  else if (simpleScopeTerm?.key === 'TAG') tagged.push(tagKeys(simpleScopeTerm))
  else if (simpleScopeTerm !== undefined) plain.push(plainCondition(simpleScopeTerm))
}

function allHold(conditions: readonly PlainCondition[], object: ScopedObject, bucket: ScopedBucket): boolean {
  return conditions.every((holds) => holds(object, bucket))
}

function plainCondition({ key, comparator, values }: SimpleScopeTerm): PlainCondition {
  const [single = ''] = values
  switch (key) {
    case 'OBJECT_EXTENSION': {
      const extensions = new Set(values)
      const wanted = comparator === 'EQ'
      return (object) => extensions.has(keyExtension(object.key) ?? '') === wanted
    }
    case 'OBJECT_KEY':
      return (object) => values.some((prefix) => object.key.startsWith(prefix))
    case 'OBJECT_SIZE': {
      const [compares, bound] = [orderOf(comparator), Number(single)]
      return (object) => compares(object.size, bound)
    }
    case 'OBJECT_LAST_MODIFIED_DATE': {
      const holds = dateCondition(comparator, single)
      return (object) => holds(object.lastModified)
    }
    case 'BUCKET_CREATION_DATE': {
      const holds = dateCondition(comparator, single)
      return (_object, { createdAt }) => (createdAt === undefined ? comparator === 'NE' : holds(createdAt))
    }
    default:
      throw new Error(`Cannot decide ${key} by what a listing tells`)
  }
}

/** Stores tell times in whole seconds or in milliseconds; a bound without a fraction compares whole seconds. */
function dateCondition(comparator: ScopeComparator, value: string): (time: Date) => boolean {
  const bound = Date.parse(value)
  const unit = /\.\d/.test(value) ? 1 : 1_000
  const compares = orderOf(comparator)
  return (time) => compares(Math.floor(time.getTime() / unit), bound / unit)
}

type Order = (value: number, bound: number) => boolean

const orders: Readonly<Partial<Record<ScopeComparator, Order>>> = {
  EQ: (value, bound) => value === bound,
  NE: (value, bound) => value !== bound,
  GT: (value, bound) => value > bound,
  GTE: (value, bound) => value >= bound,
  LT: (value, bound) => value < bound,
  LTE: (value, bound) => value <= bound,
}

function orderOf(comparator: ScopeComparator): Order {
  const order = orders[comparator]
  if (order === undefined) throw new Error(`Cannot compare by ${comparator}: it is for texts`)
  return order
}

function tagKeys({ comparator, values }: SimpleScopeTerm): TagCondition {
  if (comparator === 'CONTAINS') {
    return (tags) => [...(tags?.keys() ?? [])].some((key) => values.some((value) => key.includes(value)))
  }
  return (tags) => values.some((key) => tags?.has(key) ?? false) === (comparator === 'EQ')
}

function tagPairs(pairs: readonly TagPair[], negated: boolean): TagCondition {
  const listed = (tags: ObjectTags) => tags !== undefined && pairs.some((pair) => hasPair(tags, pair))
  return (tags) => listed(tags) !== negated
}

/** A pair without a value, or with an empty one, means the key with any value. */
function hasPair(tags: ReadonlyMap<string, string>, { key = '', value = '' }: TagPair): boolean {
  const found = tags.get(key)
  return found !== undefined && (value === '' || found === value)
}
