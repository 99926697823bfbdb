import { describe, expect, test } from 'vitest'
import { awsManagedIdentifiers } from '../../test/fixtures/aws-managed-identifiers.ts'
import { severityOf } from './severity.ts'

const credentials = ['AWS_CREDENTIALS', 'JSON_WEB_TOKEN']

describe('severity of one, of two, of a hundred occurrences', () => {
  test.each([
    ['AWS_CREDENTIALS', 'High High High'],
    ['JSON_WEB_TOKEN', 'High High High'],
    ['BANK_ACCOUNT_NUMBER', 'High High High'],
    ['GERMANY_BANK_ACCOUNT_NUMBER', 'High High High'],
    ['CREDIT_CARD_NUMBER', 'High High High'],
    ['CREDIT_CARD_NUMBER_(NO_KEYWORD)', 'High High High'],
    ['CREDIT_CARD_MAGNETIC_STRIPE', 'High High High'],
    ['CREDIT_CARD_EXPIRATION', 'Low Medium High'],
    ['CREDIT_CARD_SECURITY_CODE', 'Medium High High'],
    ['DATE_OF_BIRTH', 'Low Medium High'],
    ['DRIVERS_LICENSE', 'Low Medium High'],
    ['UK_DRIVERS_LICENSE', 'Low Medium High'],
    ['PHONE_NUMBER', 'Low Medium High'],
    ['BRAZIL_PHONE_NUMBER', 'Low Medium High'],
    ['NAME', 'Low Medium High'],
    ['ADDRESS', 'Low Medium High'],
    ['BRAZIL_CEP_CODE', 'Low Medium High'],
    ['HTTP_COOKIE', 'Low Medium High'],
    ['LATITUDE_LONGITUDE', 'Low Medium Medium'],
    ['USA_PASSPORT_NUMBER', 'Medium High High'],
    ['VEHICLE_IDENTIFICATION_NUMBER', 'Low Low Medium'],
    ['MEDICAL_DEVICE_UDI', 'Low Medium High'],
    ['USA_HEALTHCARE_PROCEDURE_CODE', 'High High High'],
    ['UK_ELECTORAL_ROLL_NUMBER', 'High High High'],
    ['USA_SOCIAL_SECURITY_NUMBER', 'High High High'],
    ['FRANCE_TAX_IDENTIFICATION_NUMBER', 'High High High'],
    ['ARGENTINA_TARJETA_SUBE', 'Medium Medium High'],
    ['MEXICO_ORGANIZATION_RFC_NUMBER', 'Medium Medium High'],
  ])('of %s is %s', (id, levels) => {
    const category = credentials.includes(id) ? 'CREDENTIALS' : 'PERSONAL_INFORMATION'
    const identifier = { kind: 'managed', id, category } as const
    const of = (count: number): string => severityOf({ identifier, count })
    expect([1, 2, 100].map(of).join(' ')).toBe(levels)
    expect([99, 100_000].map(of)).toEqual([of(2), of(100)])
  })
})

test("severity of every managed identifier is AWS's", () => {
  const computed = awsManagedIdentifiers.map(([id, category]) => {
    const identifier = { kind: 'managed', id, category } as const
    return [id, [1, 2, 100].map((count) => severityOf({ identifier, count })[0]).join('')]
  })
  expect(computed).toEqual(awsManagedIdentifiers.map(([id, , levels]) => [id, levels]))
})

describe('severity of a custom identifier', () => {
  const identifier = { kind: 'custom', id: 'uuid', name: 'Badge' } as const

  test('is Medium from one occurrence on where it has no thresholds', () => {
    expect([1, 1_000].map((count) => severityOf({ identifier, count }))).toEqual(['Medium', 'Medium'])
    expect(severityOf({ identifier, count: 1 }, [])).toBe('Medium')
  })

  test.each([
    [0, undefined],
    [1, 'Low'],
    [49, 'Low'],
    [50, 'Medium'],
    [99, 'Medium'],
    [100, 'High'],
  ])('with thresholds at 1, 50 and 100, of %i occurrences is %s', (count, severity) => {
    const levels = [
      { occurrencesThreshold: 50, severity: 'MEDIUM' },
      { occurrencesThreshold: 1, severity: 'LOW' },
      { occurrencesThreshold: 100, severity: 'HIGH' },
    ] as const
    expect(severityOf({ identifier, count }, levels)).toBe(severity)
  })
})
