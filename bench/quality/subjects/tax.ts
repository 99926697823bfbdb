// Taxpayer numbers.
import {
  dniLetter,
  elevenLess,
  luhnDigit,
  mod1110Digit,
  remainderFromRight,
  weighted,
} from '../arithmetic.ts'
import { digit, two, type Draw } from '../draw.ts'
import { lastDigitOff, lastLetterOff, subject, type Subject } from '../subject.ts'

const cuitWords = 'cuit|cuil|número de contribuyente|argentina taxpayer id|c.u.i.t'
const spanishWords =
  'número de identificación fiscal|tax identification number|tax number|número de contribuyente'

export const tax: readonly Subject[] = [
  cuit('ARGENTINA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER', ['20', '23', '24', '27']),
  cuit('ARGENTINA_ORGANIZATION_TAX_IDENTIFICATION_NUMBER', ['30', '33', '34']),
  checked(['AUSTRALIA_TAX_FILE_NUMBER', 'tax file number|tfn'], (draw) => {
    for (;;) {
      const number = draw.digits(9)
      if (weighted(number, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0)
        return draw.of([number, number.replaceAll(/...(?=.)/g, '$& ')])
    }
  }),
  checked(['BRAZIL_CNPJ_NUMBER', 'cnpj|cadastro nacional da pessoa jurídica'], (draw) => {
    const body = draw.fill('########000#')
    const second = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
    const number = withCnpjDigit(withCnpjDigit(body, second.slice(1)), second)
    return draw.of([number, number.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5')])
  }),
  checked(['BRAZIL_CPF_NUMBER', 'cpf|cadastro de pessoas físicas|cadastro de pessoa fisica'], (draw) => {
    const number = withCpfDigit(withCpfDigit(draw.digits(9)))
    return draw.of([number, number.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4')])
  }),
  nit('COLOMBIA_INDIVIDUAL_NIT_NUMBER', (draw) => draw.fill(draw.of(['1#########', '5#######', '7#######']))),
  nit('COLOMBIA_ORGANIZATION_NIT_NUMBER', (draw) => draw.fill(draw.of(['8########', '9########']))),
  checked(
    [
      'FRANCE_TAX_IDENTIFICATION_NUMBER',
      "numéro d'identification fiscal|tax identification number|tax number|tax id",
    ],
    (draw) => {
      const body = draw.fill(`${draw.number(0, 3)}#########`)
      return body + String(Number(body) % 511).padStart(3, '0')
    },
  ),
  checked(
    [
      'GERMANY_TAX_IDENTIFICATION_NUMBER',
      'steueridentifikationsnummer|identifikationsnummer|steuer id|tax number',
    ],
    germanTax,
    {
      'no digit twice': (draw) => {
        const body = `1${shuffled(draw, '023456789')}`
        return body + mod1110Digit(body)
      },
    },
  ),
  subject(
    ['INDIA_PERMANENT_ACCOUNT_NUMBER', 'permanent account number|pan card|pan number|e-pan'],
    (draw) => draw.fill('AAA') + draw.text(1, 'ABCFGHJLPT') + draw.fill('A####A'),
    {
      wrong: {
        'no kind of holder': (draw) =>
          draw.fill('AAA') + draw.text(1, 'DEKMNOQRSUVWXYZ') + draw.fill('A####A'),
        'another order': (draw) => draw.fill('AAAA#####A'),
      },
    },
  ),
  mexican(
    'MEXICO_INDIVIDUAL_RFC_NUMBER',
    (draw) => rfc(draw, draw.text(1, 'BCGLMPRST') + draw.text(1, 'AEIOU') + draw.text(2, 'BCDGLMR')),
    { generic: () => 'XAXX010101000', foreign: () => 'XEXX010101000' },
  ),
  mexican('MEXICO_ORGANIZATION_RFC_NUMBER', (draw) => rfc(draw, draw.text(3, 'BCDGLMRST'))),
  subject(['SPAIN_NIE_NUMBER', 'nie|número de identidad de extranjero|nif|tax identification number'], nie, {
    wrong: { 'wrong check': lastLetterOff(nie) },
  }),
  subject(['SPAIN_NIF_NUMBER', `nif|${spanishWords}`], nif, { wrong: { 'wrong check': lastLetterOff(nif) } }),
  subject(['SPAIN_TAX_IDENTIFICATION_NUMBER', `cif|cif número|${spanishWords}`], cif, {
    wrong: {
      'wrong check': (draw) =>
        (draw.of([true, false]) ? lastDigitOff(cifOfDigits) : lastLetterOff(cifOfLetters))(draw),
    },
  }),
  checked(
    [
      'UK_TAX_IDENTIFICATION_NUMBER',
      'utr|unique taxpayer reference|tax reference|tax number|unique tax reference',
    ],
    (draw) => {
      const body = draw.digits(9)
      const sum = weighted(body, [6, 7, 8, 9, 10, 5, 4, 3, 2])
      return '21987654321'[sum % 11]! + body
    },
  ),
  subject(
    ['USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER', 'itin|individual taxpayer identification number|i.t.i.n.'],
    (draw) => {
      const group = draw.of([
        draw.number(50, 65),
        draw.number(70, 88),
        draw.number(90, 92),
        draw.number(94, 99),
      ])
      return [draw.fill('9##'), String(group), draw.fill('####')].join(draw.of(['-', '-', '']))
    },
    {
      wrong: {
        'first digit not 9': (draw) => draw.fill('1##-75-####'),
        'a group never given': (draw) =>
          draw.fill(`9##-${draw.of(['10', '49', '66', '69', '89', '93'])}-####`),
      },
    },
  ),
]

function checked(
  named: readonly [id: string, keywords: string],
  value: Subject['value'],
  more: Subject['wrong'] = {},
): Subject {
  return subject(named, value, { wrong: { 'wrong check': anyOff(value), ...more } })
}

/** One number in seventy was given out with another check digit. */
function mexican(id: string, value: Subject['value'], more: Subject['wrong'] = {}): Subject {
  return { ...checked([id, 'rfc'], value, more), seldom: { 'another check digit': anyOff(value) } }
}

/** Another last sign than the right one. */
function anyOff(value: Subject['value']): Subject['value'] {
  return (draw) =>
    /\d$/.test(value(draw)) ? lastDigitOff(endingInDigit(value))(draw) : lastLetterOff(value)(draw)
}

function endingInDigit(value: Subject['value']): Subject['value'] {
  return (draw) => {
    for (;;) {
      const text = value(draw)
      if (/\d$/.test(text)) return text
    }
  }
}

function cuit(id: string, prefixes: readonly string[]): Subject {
  return checked([id, cuitWords], (draw) => {
    for (;;) {
      const body = draw.of(prefixes) + draw.fill('@#######')
      const check = elevenLess(weighted(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)
      if (check !== 10) return [body.slice(0, 2), body.slice(2), String(check)].join(draw.of(['', '-']))
    }
  })
}

function nit(id: string, body: (draw: Draw) => string): Subject {
  return checked([id, 'nit|n.i.t.|nit#|nit.'], (draw) => {
    const number = body(draw)
    const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43]
    const rest = remainderFromRight(number, weights, 11)
    return number + draw.of(['', '-']) + String(rest < 2 ? rest : 11 - rest)
  })
}

function shuffled(draw: Draw, text: string): string {
  const left = Array.from(text)
  return Array.from(text, () => left.splice(draw.number(0, left.length - 1), 1)[0]).join('')
}

/** Nine different digits, one of them twice, never three in a row. */
function germanTax(draw: Draw): string {
  for (;;) {
    const nine = shuffled(draw, digit).slice(0, 9)
    const body = shuffled(draw, nine + nine[draw.number(0, 8)]!)
    if (!body.startsWith('0')) return body + mod1110Digit(body)
  }
}

/** Anexo 20: 39 signs; an organisation's begins with a blank. */
function rfc(draw: Draw, name: string): string {
  const signs = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'
  const birth = `${draw.fill('##')}${two(draw.number(1, 12))}${two(draw.number(1, 28))}`
  const body = name + birth + draw.text(2, 'ABCDEFG123456789')
  const sum = Array.from(body.padStart(12)).reduce(
    (total, sign, at) => total + signs.indexOf(sign) * (13 - at),
    0,
  )
  const check = elevenLess(sum % 11)
  return body + (check === 10 ? 'A' : String(check))
}

function nie(draw: Draw): string {
  const first = draw.of(['X', 'Y', 'Z'])
  const body = draw.fill('#######')
  return first + body + dniLetter(Number(`${'XYZ'.indexOf(first)}${body}`))
}

function nif(draw: Draw): string {
  const [first, body] = draw.of([
    ['', draw.digits(8)],
    ['K', draw.fill('#######')],
    ['L', draw.fill('#######')],
    ['M', draw.fill('#######')],
  ] as const)
  return first + body + dniLetter(Number(body))
}

/** The check is Luhn's, as a digit or as a letter. */
function cifOfDigits(draw: Draw): string {
  const body = draw.fill('#######')
  return draw.of(['A', 'B', 'E', 'H']) + body + luhnDigit(body)
}

function cifOfLetters(draw: Draw): string {
  const body = draw.fill('#######')
  return draw.of(['N', 'P', 'Q', 'R', 'S', 'W']) + body + 'JABCDEFGHI'[Number(luhnDigit(body))]!
}

function cif(draw: Draw): string {
  return draw.of([cifOfDigits, cifOfLetters])(draw)
}

function withCnpjDigit(text: string, weights: readonly number[]): string {
  const rest = weighted(text, weights) % 11
  return text + (rest < 2 ? '0' : String(11 - rest))
}

function withCpfDigit(text: string): string {
  const weights = Array.from(text, (_, at) => text.length + 1 - at)
  return text + String(((weighted(text, weights) * 10) % 11) % 10)
}
