// JSON Lines: a shop's events with a social security number in one message of hundreds, and customers.
import { inventCustomers } from './customers.ts'
import { uuid } from './numbers.ts'
import { companies, products, sentence } from './prose.ts'
import { createRandom, piece } from './random.ts'

export function* sparseRecords(seed: number): Generator<string> {
  const random = createRandom(seed)
  const { number, pick, bytes, invented } = random
  const item = (): object => ({ sku: `A-${number(1, 9_999)}`, qty: number(1, 9), title: pick(products) })
  let line = 0
  for (;;) {
    yield piece(() =>
      lineOf({
        timestamp: `2025-03-${number(10, 28)}T12:00:00.${number(100, 999)}Z`,
        level: pick(['info', 'warn', 'error']),
        service: pick(['catalog', 'search', 'gateway']),
        traceId: uuid(bytes(16).toString('hex')),
        route: '/api/v1/orders',
        status: 200,
        durationMs: number(0, 99_999) / 100,
        items: [item(), item()],
        message:
          ++line % 900 === 0
            ? `caller gave SSN ${invented.person.ssn}`
            : `${sentence(random)}${line % 50 === 0 ? '\n"quoted"' : ''}`,
      }),
    )
  }
}

export function* denseRecords(seed: number): Generator<string> {
  const random = createRandom(seed)
  const customers = inventCustomers(random)
  const { number, pick, bytes } = random
  const contact = (): object => ({ phone: pick(customers).phone, email: pick(customers).email })
  for (;;) {
    yield piece(() => {
      const { name, ssn, birthDate, card, securityCode, expiry, phone, street, city, passport, iban, email } =
        pick(customers)
      return number(0, 1) === 0
        ? lineOf({
            ts: number(17e8, 18e8),
            company: pick(companies),
            contacts: [contact(), contact()],
            note: `called\nSSN ${ssn} "${sentence(random)}"`,
          })
        : lineOf({
            id: uuid(bytes(16).toString('hex')),
            name,
            ssn,
            dateOfBirth: birthDate,
            card: { creditCardNumber: card, cvv: securityCode, expiry },
            phone,
            address: { street, city },
            passportNumber: passport,
            iban,
            email,
          })
    })
  }
}

function lineOf(record: object): string {
  return `${JSON.stringify(record)}\n`
}
