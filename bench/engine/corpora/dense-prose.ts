// b: letters, call notes, chats and settings full of personal data, about one match in sixty bytes.
import { inventCustomers, type Customer } from './customers.ts'
import { sentence } from './prose.ts'
import { createRandom, piece, type Random } from './random.ts'

type Passage = (customer: Customer, random: Random) => string

const passages: readonly Passage[] = [
  ({ name, birthDate, phone, ssn, card }, random) =>
    `${sentence(random)} ${name} (DOB: ${birthDate}) called, phone ${phone}. SSN ${ssn}. Paid with credit card ${card}.\n`,
  ({ name, street, city, iban, passport }, random) =>
    `Dear ${name}, ${sentence(random)} We send it to ${street}, ${city}, and take the fee from IBAN ${iban}; passport ${passport}.\n`,
  ({ card, securityCode, expiry, email }) =>
    `card number ${grouped(card)}, CVV ${securityCode}, expiry ${expiry}, receipt to ${email}\n`,
  ({ name, insuranceNumber, phone, birthDate }, random) =>
    `> ${name}: my National Insurance number is ${insuranceNumber}, mobile ${phone}, date of birth ${birthDate}\n> ${sentence(random)}\n`,
  ({ ssn, passport, phone }) => `social security ${ssn} - passport no. ${passport} - telephone ${phone}\n`,
  ({ iban, card }, { invented }) =>
    `aws_access_key_id = ${invented.accessKeyId()}\naws_secret_access_key = ${invented.secretKey()}\niban = ${iban}\ncredit card = ${card}\n`,
  (_, random) => `${sentence(random)} ${sentence(random)} ${sentence(random)} ${sentence(random)}\n`,
]

export function* denseProse(seed: number): Generator<string> {
  const random = createRandom(seed)
  const customers = inventCustomers(random)
  for (;;) yield piece(() => random.pick(passages)(random.pick(customers), random))
}

function grouped(digits: string): string {
  return digits.replaceAll(/\d{4}(?=\d)/g, '$& ')
}
