// Two folders that look like what lies in buckets: exports, logs, notes, configuration, pictures, and a few files that
// are damaged or closed. Everything in them is invented; the same seed gives the same bytes.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { createInvented, type Invented } from './invented-people.ts'

export interface DemoData {
  readonly buckets: readonly string[]
  readonly objects: number
  readonly bytes: number
}

/** About 200 objects and 20 MB in two buckets below `root`. */
export function writeDemoData(root: string, seed: number): DemoData {
  const invented = createInvented(seed)
  const objects = [
    ...hrExports(invented),
    ...webShop(invented),
    ...operations(invented),
    ...leftovers(invented),
  ]
  let bytes = 0
  for (const { bucket, key, content, mode } of objects) {
    const file = path.join(root, bucket, key)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
    if (mode !== undefined) chmodSync(file, mode)
    bytes += content.length
  }
  return { buckets: [...new Set(objects.map(({ bucket }) => bucket))], objects: objects.length, bytes }
}

interface DemoObject {
  readonly bucket: string
  readonly key: string
  readonly content: string | Buffer
  readonly mode?: number
}

const company = 'demo-company-share'
const shop = 'demo-shop-exports'

function* hrExports(invented: Invented): Generator<DemoObject> {
  for (let month = 1; month <= 12; month++) {
    const rows = invented.many(400, ({ person }) => [
      person.name,
      person.email,
      person.ssn,
      person.birthDate,
      person.salary,
    ])
    const head = 'name,email,social_security_number,date_of_birth,salary'
    const content = `${head}\n${rows.map((row) => row.join(',')).join('\n')}\n`
    yield { bucket: company, key: `hr/payroll/2026-${String(month).padStart(2, '0')}.csv`, content }
  }
  for (let index = 1; index <= 30; index++) {
    const { person } = invented
    const content = `Interview with ${person.name}\n\n${invented.prose(900)}\n\nSSN: ${person.ssn}, phone ${person.phone}\n${invented.prose(400)}\n`
    yield { bucket: company, key: `hr/interviews/note-${String(index).padStart(2, '0')}.txt`, content }
  }
}

function* webShop(invented: Invented): Generator<DemoObject> {
  for (let week = 1; week <= 26; week++) {
    const orders = invented.many(900, ({ person, number }) => ({
      order: number(1e6, 9e6),
      customer: { name: person.name, email: person.email, phone: person.phone },
      payment: { credit_card_number: person.card, expiry: '09/28' },
      items: number(1, 9),
    }))
    const content = `${orders.map((order) => JSON.stringify(order)).join('\n')}\n`
    const key = `orders/2026-w${String(week).padStart(2, '0')}.jsonl`
    yield week % 3 === 0
      ? { bucket: shop, key: `${key}.gz`, content: gzipSync(content) }
      : { bucket: shop, key, content }
  }
  for (let index = 1; index <= 20; index++) {
    const refunds = invented.many(60, ({ person, number }) => ({
      name: person.name,
      iban: person.iban,
      amount: number(5, 300),
    }))
    const content = JSON.stringify({ exported: '2026-05-04', refunds }, undefined, 2)
    yield { bucket: shop, key: `refunds/batch-${String(index).padStart(2, '0')}.json`, content }
  }
}

function* operations(invented: Invented): Generator<DemoObject> {
  for (let day = 1; day <= 56; day++) {
    const lines = invented.many(
      2_600,
      ({ number, prose }) => `10:${number(10, 59)}:${number(10, 59)} INFO web-${number(1, 9)} ${prose(70)}`,
    )
    const content = `${lines.join('\n')}\n`
    yield { bucket: company, key: `logs/app/day-${String(day).padStart(3, '0')}.log`, content }
  }
  for (const [index, stage] of ['development', 'staging', 'production'].entries()) {
    const content = [
      `STAGE=${stage}`,
      `AWS_ACCESS_KEY_ID=${invented.accessKeyId()}`,
      `aws_secret_access_key = ${invented.secretKey()}`,
      `DATABASE_URL=postgres://shop@db-${index}.internal/shop`,
    ].join('\n')
    yield { bucket: company, key: `deploy/${stage}.env`, content: `${content}\n` }
  }
  yield { bucket: company, key: 'deploy/id_ed25519.pem', content: invented.privateKey() }
  for (let index = 1; index <= 30; index++) {
    yield {
      bucket: company,
      key: `wiki/page-${String(index).padStart(2, '0')}.md`,
      content: `# Page\n\n${invented.prose(12_000)}\n`,
    }
  }
}

/** What a scanner meets besides: formats it does not read, a cut archive, a file nobody may open. */
function* leftovers(invented: Invented): Generator<DemoObject> {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')
  for (let index = 1; index <= 12; index++) {
    const content = Buffer.concat([png, invented.noise(60_000)])
    yield { bucket: shop, key: `pictures/product-${String(index).padStart(2, '0')}.png`, content }
  }
  for (let index = 1; index <= 6; index++) {
    const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), invented.noise(80_000)])
    yield { bucket: company, key: `contracts/contract-${index}.pdf`, content }
  }
  const whole = gzipSync(
    `name,ssn\n${invented.many(4_000, ({ person }) => `${person.name},${person.ssn}`).join('\n')}\n`,
  )
  yield {
    bucket: shop,
    key: 'archive/cut-off-upload.csv.gz',
    content: whole.subarray(0, Math.floor(whole.length * 0.6)),
  }
  yield { bucket: shop, key: 'archive/not-really.csv.gz', content: invented.noise(5_000) }
  yield { bucket: company, key: 'hr/closed.txt', content: 'nobody may read this\n', mode: 0o000 }
}
