// Conditions of policies: IAM's operators over what is known of a request.
//
// All operators and all keys of a Condition must hold. Of several values, one must match; of a negated operator, none.
// A key that the request does not have fails a plain operator and passes a negated one; `…IfExists` passes it always.
import { BlockList, isIP } from 'node:net'
import { matches } from './wildcards.ts'

/** Operator → condition key → values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** What a request has under a condition key; undefined where it does not have the key. */
export type ConditionValues = (key: string) => readonly string[] | undefined

export type ValueKind = 'text' | 'date' | 'flag' | 'address'

export interface Operator {
  /** What kind of key it is about; Null is about any. */
  readonly kind: ValueKind | 'any'
  readonly negated: boolean
  readonly test: (given: string, wanted: string) => boolean
}

export interface OperatorUse {
  readonly operator: Operator
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined
  readonly ifExists: boolean
}

export function hold(conditions: Conditions, values: ConditionValues): boolean {
  return Object.entries(conditions).every(([name, tests]) =>
    Object.entries(tests).every(([key, wanted]) => holds(name, wanted, values(key))),
  )
}

/** undefined where IAM has no such operator, or it makes no sense here. */
export function readOperator(name: string): OperatorUse | undefined {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? []
  const operator = operators.get(base)
  if (operator === undefined || (operator.kind === 'any' && (ifExists ?? set) !== undefined)) return undefined
  return { operator, set: set as OperatorUse['set'], ifExists: ifExists !== undefined }
}

function holds(name: string, wanted: readonly string[], given: readonly string[] | undefined): boolean {
  const use = readOperator(name)
  // Only a policy that a later version stored could say this; nothing may follow from it.
  if (use === undefined) throw new Error(`Cannot judge by a policy: it has the operator ${name}.`)
  const { operator, set, ifExists } = use
  if (operator.kind === 'any')
    return wanted.some((isAbsent) => (isAbsent === 'true') === (given === undefined))
  const passes = (value: string) => wanted.some((one) => operator.test(value, one)) !== operator.negated
  if (set === 'ForAllValues') return (given ?? []).every(passes)
  if (given === undefined) return ifExists || (operator.negated && set === undefined)
  return given.some(passes)
}

const plainAndNegated = (
  names: readonly [plain: string, negated: string],
  kind: ValueKind,
  test: Operator['test'],
): [string, Operator][] => [
  [names[0], { kind, negated: false, test }],
  [names[1], { kind, negated: true, test }],
]
const compared = (test: (given: number, wanted: number) => boolean): Operator => ({
  kind: 'date',
  negated: false,
  test: (given, wanted) => test(readDate(given), readDate(wanted)),
})
const same = (given: string, wanted: string) => given === wanted

export const operators: ReadonlyMap<string, Operator> = new Map([
  ...plainAndNegated(['StringEquals', 'StringNotEquals'], 'text', same),
  ...plainAndNegated(
    ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    'text',
    (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  ),
  ...plainAndNegated(['StringLike', 'StringNotLike'], 'text', (given, wanted) => matches(wanted, given)),
  ...plainAndNegated(['IpAddress', 'NotIpAddress'], 'address', isWithin),
  ...plainAndNegated(
    ['DateEquals', 'DateNotEquals'],
    'date',
    (given, wanted) => readDate(given) === readDate(wanted),
  ),
  ['DateLessThan', compared((given, wanted) => given < wanted)],
  ['DateLessThanEquals', compared((given, wanted) => given <= wanted)],
  ['DateGreaterThan', compared((given, wanted) => given > wanted)],
  ['DateGreaterThanEquals', compared((given, wanted) => given >= wanted)],
  ['Bool', { kind: 'flag', negated: false, test: same }],
  ['Null', { kind: 'any', negated: false, test: same }],
])

/** ISO 8601, or seconds since 1970. NaN where it is neither. */
export function readDate(text: string): number {
  if (/^\d{1,11}$/.test(text)) return Number(text) * 1000
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : NaN
}

/** An address, or a block such as 10.0.0.0/8. */
export function isAddressBlock(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return !text.includes('/') || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function isWithin(given: string, wanted: string): boolean {
  const [address = '', bits] = wanted.split('/')
  const [ours, theirs] = [isIP(given), isIP(address)]
  if (ours === 0 || ours !== theirs) return false
  const family = ours === 4 ? 'ipv4' : 'ipv6'
  const block = new BlockList()
  block.addSubnet(address, Number(bits ?? (ours === 4 ? 32 : 128)), family)
  return block.check(given, family)
}
