// What the engine is measured on: the same bytes on every run, made from one seed.
import { createInvented, type Invented } from '../../scripts/invented-people.ts'

export interface Corpus {
  readonly name: string
  /** Its extension chooses the reader. */
  readonly file: string
  readonly content: Buffer
}

/** Each of at least so many bytes. */
export function makeCorpora(bytes: number): readonly Corpus[] {
  return plans.map(({ name, file, head, line }) => {
    const invented = createInvented(7)
    const once = Buffer.from(Array.from({ length: differentLines }, (_, n) => line(invented, n)).join(''))
    const copies = Array.from({ length: Math.ceil(bytes / once.length) }, () => once)
    return { name, file, content: Buffer.concat([Buffer.from(head), ...copies]) }
  })
}

type Line = (invented: Invented, n: number) => string

interface Plan {
  readonly name: string
  readonly file: string
  readonly head: string
  readonly line: Line
}

/** A few thousand different lines, over and over: what they cost is the same as if all were different. */
const differentLines = 4_096

const cleanLine: Line = (invented) => `${invented.prose(90)}\n`

const logLine: Line = ({ number, noise }, n) => {
  const hash = noise(20).toString('hex')
  const uuid = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  return `1773${number(100_000_000, 999_999_999)} req=${uuid} took=${number(1, 99_999)}us sha=${hash} seq=${n * 7919}\n`
}

const denseLine: Line = ({ person, prose }) =>
  `${prose(48)} ssn ${person.ssn}, ${prose(44)} card ${person.card} and ${prose(40)} ${person.iban}\n`

const sparseRow: Line = ({ number, prose }, n) => `${n},Berlin,"${prose(40)}",${number(1, 9_999)},open\n`

const customerRow: Line = ({ person, prose }, n) =>
  `${n},${person.name},${prose(34)},${person.ssn},${prose(22)},${person.card},open\n`

const personRow: Line = ({ person }) =>
  `${person.name},${person.email},${person.phone},${person.ssn},${person.birthDate},${person.card},${person.iban}\n`

const denseRecord: Line = ({ person }, n) =>
  `${JSON.stringify({ id: n, name: person.name, ssn: person.ssn, payment: { 'card number': person.card, iban: person.iban } })}\n`

const plans: readonly Plan[] = [
  { name: 'clean text', file: 'clean.txt', head: '', line: cleanLine },
  { name: 'logs: digits, UUIDs, hashes', file: 'digits.log', head: '', line: logLine },
  { name: 'dense prose, one match in 60 bytes', file: 'dense.txt', head: '', line: denseLine },
  { name: 'sparse CSV', file: 'sparse.csv', head: 'id,city,note,amount,state\n', line: sparseRow },
  {
    name: 'dense CSV, one match in 60 bytes',
    file: 'dense.csv',
    head: 'id,name,street,ssn,note,card number,state\n',
    line: customerRow,
  },
  {
    name: 'nothing but PII CSV, one match in 23 bytes',
    file: 'densest.csv',
    head: 'name,email,phone,ssn,date of birth,card number,iban\n',
    line: personRow,
  },
  { name: 'dense JSON Lines, one match in 43 bytes', file: 'dense.jsonl', head: '', line: denseRecord },
]
