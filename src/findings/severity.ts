// How severe detections are, by what was found and how often. The levels are Macie's own.
import type { IdentifierCategory, SeverityDescription, SeverityLevel } from '../model/identifier.ts'
import type { Detection } from '../model/scan-outcome.ts'

/** Severity of one occurrence, of 2 to 99, and of more. */
type Levels = readonly [one: SeverityDescription, few: SeverityDescription, many: SeverityDescription]

type Counted = Pick<Detection, 'identifier' | 'count'>

export function severityOf(detection: Counted): SeverityDescription
/** undefined: a custom identifier whose lowest threshold the count does not reach. */
export function severityOf(
  detection: Counted,
  thresholds: readonly SeverityLevel[] | undefined,
): SeverityDescription | undefined
export function severityOf(
  { identifier, count }: Counted,
  thresholds?: readonly SeverityLevel[],
): SeverityDescription | undefined {
  if (identifier.kind === 'custom') return customSeverity(count, thresholds)
  const [one, few, many] = managedSeverity(identifier)
  return count < 2 ? one : count < 100 ? few : many
}

export function severityScore(severity: SeverityDescription): 1 | 2 | 3 {
  return severity === 'High' ? 3 : severity === 'Medium' ? 2 : 1
}

export function highestSeverity(severities: readonly SeverityDescription[]): SeverityDescription {
  if (severities.includes('High')) return 'High'
  return severities.includes('Medium') ? 'Medium' : 'Low'
}

/** What is found most: highly severe from the first occurrence on. */
export function managedSeverity(identifier: {
  readonly id: string
  readonly category: IdentifierCategory
}): Levels {
  const { id, category } = identifier
  if (category === 'CREDENTIALS') return high
  return exceptions.get(id) ?? families.find(([ending]) => ending.test(id))?.[1] ?? high
}

const high: Levels = ['High', 'High', 'High']
const rising: Levels = ['Low', 'Medium', 'High']

const exceptions: ReadonlyMap<string, Levels> = new Map<string, Levels>([
  ['ADDRESS', rising],
  ['ARGENTINA_ORGANIZATION_TAX_IDENTIFICATION_NUMBER', ['Medium', 'Medium', 'High']],
  ['ARGENTINA_TARJETA_SUBE', ['Medium', 'Medium', 'High']],
  ['BRAZIL_CEP_CODE', rising],
  ['COLOMBIA_ORGANIZATION_NIT_NUMBER', ['Medium', 'Medium', 'High']],
  ['CREDIT_CARD_EXPIRATION', rising],
  ['CREDIT_CARD_SECURITY_CODE', ['Medium', 'High', 'High']],
  ['DATE_OF_BIRTH', rising],
  ['HTTP_COOKIE', rising],
  ['LATITUDE_LONGITUDE', ['Low', 'Medium', 'Medium']],
  ['MEDICAL_DEVICE_UDI', rising],
  ['MEXICO_ORGANIZATION_RFC_NUMBER', ['Medium', 'Medium', 'High']],
  ['NAME', rising],
  ['VEHICLE_IDENTIFICATION_NUMBER', ['Low', 'Low', 'Medium']],
])
const families: readonly (readonly [ending: RegExp, levels: Levels])[] = [
  [/(^|_)DRIVERS_LICENSE$/, rising],
  [/(^|_)PHONE_NUMBER$/, rising],
  [/(^|_)PASSPORT_NUMBER$/, ['Medium', 'High', 'High']],
]

function customSeverity(
  count: number,
  thresholds: readonly SeverityLevel[] = [],
): SeverityDescription | undefined {
  if (thresholds.length === 0) return 'Medium'
  const reached = thresholds.filter(({ occurrencesThreshold }) => occurrencesThreshold <= count)
  if (reached.length === 0) return undefined
  return highestSeverity(reached.map(({ severity }) => descriptions[severity]))
}

const descriptions = { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' } as const
