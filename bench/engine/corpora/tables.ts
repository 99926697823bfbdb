// CSV of twelve columns and more: orders with a social security number in one note of thousands, and an export of
// customers in which nearly every cell is a match.
import { inventCustomers } from './customers.ts'
import { cities, companies, products, sentence } from './prose.ts'
import { createRandom, piece, two } from './random.ts'

export function* sparseTable(seed: number): Generator<string> {
  const random = createRandom(seed)
  const { number, pick, digits, invented } = random
  let row = 0
  yield 'order,created,buyer,town,product,quantity,price,currency,status,note,reference,warehouse\n'
  for (;;) {
    yield piece(() => {
      const note =
        ++row % 2_400 === 0 ? `caller gave SSN ${invented.person.ssn} by mistake` : sentence(random)
      return (
        `${row},2025-${two(number(1, 12))}-${two(number(1, 28))}T10:${number(10, 59)}:00Z,${quoted(pick(companies))},` +
        `${pick(cities)},${quoted(pick(products))},${number(1, 90)},${number(100, 999_999) / 100},EUR,` +
        `${pick(['open', 'paid', 'sent'])},${quoted(note)},${digits(9)},WH-${number(1, 99)}\n`
      )
    })
  }
}

export function* denseTable(seed: number): Generator<string> {
  const random = createRandom(seed)
  const customers = inventCustomers(random)
  yield 'customer_id,full_name,email,phone_number,ssn,date_of_birth,credit_card_number,cvv,exp_date,iban,passport_number,address,city\n'
  for (;;) {
    yield piece(() => {
      const { name, email, phone, ssn, birthDate, card, securityCode, expiry, iban, passport, street, city } =
        random.pick(customers)
      return `${random.number(1, 9_999_999)},${name},${email},${phone},${ssn},${birthDate},${card},${securityCode},${expiry},${iban},${passport},${quoted(street)},${city}\n`
    })
  }
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
