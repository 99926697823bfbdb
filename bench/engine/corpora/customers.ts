// People with everything that a business writes down about them. Drawn from a pool: check digits are slow to compute,
// and twenty thousand people do not fit into a processor's caches either.
import type { Person } from '../../../scripts/invented-people.ts'
import { cities } from './prose.ts'
import { two, type Random } from './random.ts'

export interface Customer extends Person {
  readonly passport: string
  readonly securityCode: string
  readonly expiry: string
  readonly insuranceNumber: string
  readonly street: string
  readonly city: string
}

const poolSize = 20_000

export function inventCustomers(random: Random): readonly Customer[] {
  return Array.from({ length: poolSize }, () => inventCustomer(random))
}

function inventCustomer({ invented, number, digits, pick }: Random): Customer {
  return {
    ...invented.person,
    passport: `${pick(letters)}${digits(8)}`,
    securityCode: digits(3),
    expiry: `${two(number(1, 12))}/${number(27, 33)}`,
    insuranceNumber: `A${pick(letters)}${digits(6)}${pick(['A', 'B', 'C', 'D'])}`,
    street: `${number(1, 900)} ${pick(streets)}`,
    city: pick(cities),
  }
}

const letters = 'ABCEGHJKLMNPRSTWXYZ'.split('')
const streets = [
  'Mill Lane',
  'High Street',
  'Rue Haute',
  'Elm Avenue',
  'Quay Road',
  'Station Road, Flat 4',
  'Am Markt',
]
