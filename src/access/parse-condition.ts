// Reads the Condition of a statement. Condition keys that are not known here are refused: a condition that can never
// hold, or always does, is not what anybody meant.
import { nearestName } from '../model/nearest-name.ts'
import {
  isAddressBlock,
  operators,
  readDate,
  readOperator,
  type Conditions,
  type OperatorUse,
  type ValueKind,
} from './conditions.ts'

/** @returns a text where it is refused: what is wrong, beginning with where. */
export function parseCondition(given: unknown): Conditions | string {
  if (!isRecord(given)) return ': must be an object of operators'
  const read: Record<string, Record<string, readonly string[]>> = {}
  for (const [name, tests] of Object.entries(given)) {
    const use = readOperator(name)
    if (use === undefined) return `.${name}: is no operator that is known here${operatorHint(name)}`
    if (!isRecord(tests)) return `.${name}: must be an object of condition keys`
    const ofOperator: Record<string, readonly string[]> = {}
    for (const [key, values] of Object.entries(tests)) {
      const parsed = parseTest(use, key, values)
      if (typeof parsed === 'string') return `.${name}.${key}: ${parsed}`
      ofOperator[key] = parsed
    }
    read[name] = ofOperator
  }
  return read
}

interface KnownKey {
  readonly kind: ValueKind
  /** A request may have several values of it. */
  readonly many?: true
}

/** Lower case: names of condition keys do not differ by case. */
const knownKeys: ReadonlyMap<string, KnownKey> = new Map([
  ['aws:tagkeys', { kind: 'text', many: true }],
  ['aws:requestedregion', { kind: 'text' }],
  ['aws:principalaccount', { kind: 'text' }],
  ['aws:username', { kind: 'text' }],
  ['aws:sourceip', { kind: 'address' }],
  ['aws:currenttime', { kind: 'date' }],
  ['aws:securetransport', { kind: 'flag' }],
])
const spelt = [
  'aws:RequestTag/…',
  'aws:ResourceTag/…',
  'aws:TagKeys',
  'aws:RequestedRegion',
  'aws:PrincipalAccount',
  'aws:username',
  'aws:SourceIp',
  'aws:CurrentTime',
  'aws:SecureTransport',
]

function parseTest({ operator, set }: OperatorUse, key: string, given: unknown): readonly string[] | string {
  const known = findKey(key)
  if (known === undefined) return `is no condition key that is known here${keyHint(key)}`
  if (operator.kind !== 'any' && operator.kind !== known.kind) {
    const fitting = [...operators].filter(([, { kind }]) => kind === known.kind).map(([name]) => name)
    return `is tested with ${fitting.join(', ')}`
  }
  if (known.many && set === undefined && operator.kind !== 'any')
    return 'has many values: write ForAllValues: or ForAnyValue: before the operator'
  const list = (Array.isArray(given) ? given : [given]).map((value: unknown) =>
    typeof value === 'boolean' || typeof value === 'number' ? String(value) : value,
  )
  if (list.length === 0 || !list.every((value) => typeof value === 'string'))
    return 'must have texts as values'
  const kind = operator.kind === 'any' ? 'flag' : known.kind
  const wrong = list.find((value) => !isValue[kind](value))
  return wrong === undefined ? list : `${JSON.stringify(wrong)} ${valueHint[kind]}`
}

function findKey(key: string): KnownKey | undefined {
  if (/^aws:(request|resource)tag\/.+$/is.test(key)) return { kind: 'text' }
  return knownKeys.get(key.toLowerCase())
}

const isValue: Readonly<Record<ValueKind, (value: string) => boolean>> = {
  text: (value) => !value.includes('${'),
  date: (value) => !Number.isNaN(readDate(value)),
  flag: (value) => value === 'true' || value === 'false',
  address: isAddressBlock,
}

const valueHint: Readonly<Record<ValueKind, string>> = {
  text: 'has a policy variable, which is not supported',
  date: 'is no date such as 2026-01-31T00:00:00Z',
  flag: 'is neither true nor false',
  address: 'is no address, and no block such as 10.0.0.0/8',
}

function operatorHint(name: string): string {
  const meant = nearestName(name, [...operators.keys()])
  return meant === undefined ? `: there are ${[...operators.keys()].join(', ')}` : `: did you mean ${meant}?`
}

function keyHint(key: string): string {
  const meant = nearestName(key.replace(/\/.*/s, '/…'), spelt)
  return meant === undefined ? `: there are ${spelt.join(', ')}` : `: did you mean ${meant}?`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
