// Accounts and cards. The structures of IBANs are the registry's (ISO 13616), the issuers of cards those of ISO/IEC 7812.
import { elevenLess, ibanDigits, italianLetter, luhnDigit, weighted } from '../arithmetic.ts'
import { digit, letter, two, type Draw } from '../draw.ts'
import { lastDigitOff, subject, type Subject } from '../subject.ts'

/** Name of the identifier, country, and the account: so many digits (n), letters (a) or either (c). */
const ibanStructures = `
  ALBANIA AL 8n16c
  ANDORRA AD 8n12c
  BOSNIA_AND_HERZEGOVINA BA 16n
  BRAZIL BR 23n1a1c
  BULGARIA BG 4a6n8c
  COSTA_RICA CR 18n
  CROATIA HR 17n
  CYPRUS CY 8n16c
  CZECH_REPUBLIC CZ 20n
  DENMARK DK 14n
  DOMINICAN_REPUBLIC DO 4c20n
  EGYPT EG 25n
  ESTONIA EE 16n
  FAROE_ISLANDS FO 14n
  FINLAND FI 14n
  FRANCE FR 10n11c2n
  GEORGIA GE 2a16n
  GERMANY DE 18n
  GREECE GR 7n16c
  GREENLAND GL 14n
  HUNGARY HU 24n
  ICELAND IS 22n
  IRELAND IE 4a14n
  ITALY IT 1a10n12c
  JORDAN JO 4a4n18c
  KOSOVO XK 16n
  LIECHTENSTEIN LI 5n12c
  LITHUANIA LT 16n
  MALTA MT 4a5n18c
  MAURITANIA MR 23n
  MAURITIUS MU 4a19n3a
  MONACO MC 10n11c2n
  MONTENEGRO ME 18n
  NETHERLANDS NL 4a10n
  NORTH_MACEDONIA MK 3n10c2n
  POLAND PL 24n
  PORTUGAL PT 21n
  SAN_MARINO SM 1a10n12c
  SENEGAL SN 2a22n
  SERBIA RS 18n
  SLOVAKIA SK 20n
  SLOVENIA SI 15n
  SPAIN ES 20n
  SWEDEN SE 20n
  SWITZERLAND CH 5n12c
  TIMOR_LESTE TL 19n
  TUNISIA TN 20n
  TURKIYE TR 5n1n16c
  UK GB 4a14n
  UKRAINE UA 6n19c
  UNITED_ARAB_EMIRATES AE 19n
  VIRGIN_ISLANDS VG 4a16n
`

const monthsInEnglish = ['January', 'March', 'June', 'October', 'December']
const cardWords = 'credit card|debit card|card|visa|mastercard|amex|pan|payment card number|ccn|card number'
const documentedCards = [
  '4111111111111111',
  '5555555555554444',
  '378282246310005',
  '6011111111111117',
  '30569309025904',
  '3530111333300000',
  '5105105105105100',
  '4012888888881881',
]

const wrongCards = {
  'wrong check': lastDigitOff(cardNumber),
  'wrong issuer': (draw: Draw) => withLuhn(draw.fill(`${draw.of(['0', '1', '7', '9'])}##############`)),
  documented: (draw: Draw) => draw.of(documentedCards),
  'wrong length': (draw: Draw) => withLuhn(draw.fill('4#############')),
}

export const financial: readonly Subject[] = [
  subject(
    [
      'BANK_ACCOUNT_NUMBER',
      'bank account|bank acct|checking account|savings account|deposit account|chequing account|savings acct',
    ],
    (draw) => draw.digits(draw.number(9, 17)),
    {
      wrong: {
        'too short': (draw) => draw.digits(8),
        'too long': (draw) => draw.digits(19),
        'one digit': (draw) => draw.text(1, '123456789').repeat(12),
      },
      misleading: {
        'when it changed': (draw) => `bank account closed at ${draw.fill('17########@##')}`,
      },
    },
  ),
  subject(['CREDIT_CARD_EXPIRATION', 'expiration date|expiry date|card expiry|exp date|exp month'], expiry, {
    wrong: {
      'no month': (draw) => `${draw.number(13, 99)}/${draw.number(26, 35)}`,
      'a whole date': (draw) => `${draw.number(13, 28)}.${two(draw.number(1, 12))}.2027`,
      'a fraction': (draw) => `${draw.number(1, 9)}/${draw.number(100, 999)}`,
      'a path': (draw) => `a${draw.number(10, 12)}/26b`,
    },
    misleading: {
      'a certificate': (draw) => `certificate expiration: ${draw.fill('202@-0@-1#')}`,
      'a contract': (draw) =>
        `contract expiry ${draw.fill('1#')} ${draw.of(monthsInEnglish)} ${draw.fill('202#')}`,
      'a moment': (draw) =>
        `expiry="Fri, ${draw.fill('1#')} ${draw.of(monthsInEnglish).slice(0, 3)} ${draw.fill('202#')} 00:00:00 GMT"`,
      'a passport': (draw) => `expiration date ${draw.fill('0@/1#/202@')}`,
    },
  }),
  {
    ...subject(['CREDIT_CARD_MAGNETIC_STRIPE', 'card data'], stripe, {
      wrong: {
        'wrong check': (draw) => stripe(draw, wrongCards['wrong check'](draw)),
        'no sentinel': (draw) => stripe(draw).replace('?', ''),
        'no date': (draw) => `;${cardNumber(draw)}=?`,
      },
    }),
    sensitive: true,
  },
  subject(['CREDIT_CARD_NUMBER_(NO_KEYWORD)', cardWords], spacedCard, {
    keyword: 'absent',
    wrong: wrongCards,
  }),
  subject(['CREDIT_CARD_NUMBER', cardWords], spacedCard, { wrong: wrongCards }),
  subject(
    [
      'CREDIT_CARD_SECURITY_CODE',
      'card cvc|card cvv|cvc code|cvv code|cvv number|cvc-nummer|cvv2 code|código cvv|code cvc',
    ],
    securityCode,
    {
      wrong: {
        'too short': (draw) => draw.digits(2),
        'too long': (draw) => draw.digits(6),
        'a run': () => '123',
        'one digit': (draw) => draw.text(1, digit).repeat(3),
      },
      misleading: {
        'a constant': (draw) =>
          `${draw.of(['XML_SCHEMAV_CVC_TYPE_', 'ERROR_CVC_ELT_', 'kCvcFacetValid', 'CVV_RETRY_LIMIT_'])}${draw.number(1, 9)} = ${draw.fill('@##@')}`,
        'a rule of XML Schema': (draw) =>
          `cvc-${draw.of(['complex-type.2.4.a', 'elt.1', 'datatype-valid.1.2.1', 'attribute.3'])}: line ${draw.fill('@#@')}`,
        'a result': (draw) => `cvv${draw.of(['_result', 'Check', '-response'])} ${draw.fill('@#@')}`,
      },
    },
  ),
  ...ibanStructures
    .trim()
    .split('\n')
    .map((line) => iban(line.trim().split(' ') as [string, string, string])),
  subject(
    ['FRANCE_BANK_ACCOUNT_NUMBER', 'code bancaire|compte bancaire|numéro de compte|bban'],
    frenchAccount,
    { wrong: { 'wrong check': lastDigitOff(frenchAccount) } },
  ),
  subject(
    ['GERMANY_BANK_ACCOUNT_NUMBER', 'kontonummer|bankleitzahl|customer account number|bban'],
    (draw) => draw.fill(draw.of(['@####### @#########', '@#################'])),
    { wrong: { 'too short': (draw) => draw.digits(15) } },
  ),
  subject(
    ['ITALY_BANK_ACCOUNT_NUMBER', 'conto bancario|numero di conto|codice bancario|bban'],
    italianAccount,
    {
      wrong: {
        'wrong check': (draw) =>
          'ZYX'.replace(italianAccount(draw)[0]!, '')[0]! + italianAccount(draw).slice(1),
      },
    },
  ),
  subject(
    ['SPAIN_BANK_ACCOUNT_NUMBER', 'número cuenta cliente|código cuenta|account number|bban'],
    spanishAccount,
    { wrong: { 'wrong check': lastDigitOff(spanishAccount) } },
  ),
  subject(
    ['UK_BANK_ACCOUNT_NUMBER', 'account number|account code|customer account number|sepa'],
    (draw) => draw.fill('##-##-## @#######'),
    { wrong: { 'too short': (draw) => draw.fill('##-##-## ####') } },
  ),
]

/** Those of one digit, of digits in a row and hundreds are left out: nobody can tell them from what people type instead. */
function securityCode(draw: Draw): string {
  const first = draw.number(0, 9)
  const other = (first + draw.number(2, 9)) % 10
  return draw.fill(`${draw.of(['', '3'])}${first}${other}@`)
}

/** Relevé d'identité bancaire: 97 less 89 times the bank, 15 times the branch and 3 times the account. */
function frenchAccount(draw: Draw): string {
  const [bank, branch, account] = [draw.digits(5), draw.digits(5), draw.digits(11)]
  const key = 97 - ((89 * Number(bank) + 15 * Number(branch) + 3 * Number(account)) % 97)
  const [a, b, c, d] = [bank, branch, account, two(key)]
  return draw.of([`${a}${b}${c}${d}`, `${a} ${b} ${c} ${d}`])
}

function italianAccount(draw: Draw): string {
  const rest = draw.fill('##########xxxxxxxxxxxx')
  return italianLetter(rest) + rest
}

function spanishAccount(draw: Draw): string {
  const [office, account] = [draw.fill('@#######'), draw.fill('##########')]
  const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]
  const check = (body: string): number => {
    const value = elevenLess(weighted(body, weights) % 11)
    return value === 10 ? 1 : value
  }
  return `${office}${check(`00${office}`)}${check(account)}${account}`
}

function withLuhn(body: string): string {
  return body + luhnDigit(body)
}

function cardNumber(draw: Draw): string {
  const [issuer, length] = draw.of([
    ['4', 16],
    ['4', 16],
    [String(draw.number(51, 55)), 16],
    [String(draw.number(2221, 2720)), 16],
    [draw.of(['34', '37']), 15],
    [draw.of(['6011', '65', String(draw.number(644, 649))]), 16],
    [draw.of(['300', '305', '36', '38']), 14],
    [String(draw.number(3528, 3589)), 16],
    ['62', 16],
    ['5019', 16],
  ] as const)
  return withLuhn(issuer + draw.text(length - issuer.length - 1, digit))
}

function spacedCard(draw: Draw): string {
  const number = cardNumber(draw)
  const parts =
    number.length === 16
      ? number.match(/.{4}/g)!
      : [number.slice(0, 4), number.slice(4, 10), number.slice(10)]
  return parts.join(draw.of(['', '', ' ', '-']))
}

function expiry(draw: Draw): string {
  const month = two(draw.number(1, 12))
  const year = draw.number(26, 34)
  const name = draw.of(['Jan', 'Feb', 'Apr', 'Jun', 'Sep', 'Oct', 'Dec'])
  return draw.of([`${month}/${year}`, `${month}/20${year}`, `${month}-${year}`, `${name} 20${year}`])
}

function stripe(draw: Draw, card: string = cardNumber(draw)): string {
  const rest = `${draw.number(26, 34)}${two(draw.number(1, 12))}${draw.of(['101', '201', '221'])}${draw.digits(9)}?`
  const name = `${draw.text(6, letter)}/${draw.text(5, letter)}`
  return draw.of([`%B${card}^${name}^${rest}`, `;${card}=${rest}`])
}

const groupsOfFour = (text: string): string => text.replaceAll(/.{4}(?=.)/g, '$& ')

function iban([name, country, structure]: [string, string, string]): Subject {
  const account = (draw: Draw): string => {
    const drawn = structure.replaceAll(/(\d+)([nac])/g, (_, count: string, kind: string) =>
      ({ n: '#', a: 'A', c: 'x' })[kind]!.repeat(Number(count)),
    )
    return draw.fill(drawn)
  }
  const plain = (draw: Draw): string => {
    const drawn = account(draw)
    return country + ibanDigits(country, drawn) + drawn
  }
  const written = (draw: Draw): string => draw.of([plain(draw), groupsOfFour(plain(draw))])
  return subject([`${name}_BANK_ACCOUNT_NUMBER`, ''], written, {
    keyword: 'none',
    wrong: {
      'wrong check': (draw) => {
        const text = plain(draw)
        const check = (Number(text.slice(2, 4)) + draw.number(1, 90)) % 97
        return text.slice(0, 2) + two(check) + text.slice(4)
      },
      'a character too few': (draw) => plain(draw).slice(0, -1),
      'of no country': (draw) => `QZ${plain(draw).slice(2)}`,
    },
  })
}
