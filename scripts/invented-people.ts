// People, numbers and words that do not exist, from one seed. Check digits are right where a real number has them,
// so that what is found is found for the right reason.

export interface Person {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly ssn: string
  readonly birthDate: string
  readonly card: string
  readonly iban: string
  readonly salary: number
}

export interface Invented {
  /** Another one each time it is asked for. */
  readonly person: Person
  /** A whole number, both bounds included. */
  readonly number: (least: number, most: number) => number
  /** Words of about this many characters. */
  readonly prose: (characters: number) => string
  readonly noise: (bytes: number) => Buffer
  accessKeyId(): string
  secretKey(): string
  privateKey(): string
  many<T>(count: number, make: (invented: Invented) => T): T[]
}

const firstNames =
  'Ada Bruno Chloe Dmitri Elena Farid Greta Hugo Ines Jonas Katya Liam Mei Noor Otto Priya'.split(' ')
const lastNames =
  'Abbott Becker Costa Dubois Eriksen Fischer Garcia Horvat Ito Jensen Kowalski Larsen Moreau'.split(' ')
const words =
  'the service answered after a short while and nobody noticed that orders arrive in batches while storage stays cold so we moved part of the work to another queue'.split(
    ' ',
  )
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function createInvented(seed: number): Invented {
  const random = mulberry32(seed)
  const number = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  const pick = <T>(list: readonly T[] | string): T => list[number(0, list.length - 1)] as T
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => pick<string>(alphabet)).join('')
  const prose = (characters: number): string => {
    let line = ''
    while (line.length < characters) line += `${pick<string>(words)} `
    return line.trimEnd()
  }
  const invented: Invented = {
    get person() {
      return inventPerson(number, pick)
    },
    number,
    prose,
    noise: (bytes) => Buffer.from(Uint8Array.from({ length: bytes }, () => number(0, 255))),
    accessKeyId: () => `AKIA${text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
    secretKey: () => text(base64, 40),
    privateKey() {
      const lines = Array.from({ length: 6 }, () => text(base64, 70)).join('\n')
      return `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA${lines}\n-----END OPENSSH PRIVATE KEY-----\n`
    },
    many: (count, make) => Array.from({ length: count }, () => make(invented)),
  }
  return invented
}

function inventPerson(number: Invented['number'], pick: (list: readonly string[]) => string): Person {
  const [first, last] = [pick(firstNames), pick(lastNames)]
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}${number(1, 99)}@example.com`.toLowerCase(),
    phone: `(${number(201, 399)}) ${number(200, 899)}-${number(1_000, 9_999)}`,
    ssn: `${number(101, 665)}-${two(number(10, 99))}-${number(1_000, 9_999)}`,
    birthDate: `${number(1950, 2004)}-${two(number(1, 12))}-${two(number(1, 28))}`,
    card: withLuhnDigit(`4539${number(10_000_000_000, 99_999_999_999)}`),
    iban: germanIban(`${number(10_000_000, 99_999_999)}${number(1_000_000_000, 9_999_999_999)}`),
    salary: number(32_000, 140_000),
  }
}

function withLuhnDigit(digits: string): string {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** DE, check digits by ISO 7064 mod 97-10 (D = 13, E = 14), bank code, account number. */
function germanIban(account: string): string {
  const check = 98n - (BigInt(`${account}131400`) % 97n)
  return `DE${String(check).padStart(2, '0')}${account}`
}

/** A small generator of good spread; its sequence is the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
