// National ids, social security, passports.
import {
  dniLetter,
  documentDigit,
  elevenLess,
  italianLetter,
  luhnDigit,
  remainderFromRight,
  verhoeffDigit,
  weighted,
} from '../arithmetic.ts'
import { two, type Draw } from '../draw.ts'
import { lastDigitOff, lastLetterOff, subject, type Subject } from '../subject.ts'

const documentSigns = '0123456789CFGHJKLMNPRTVWXYZ'
/** What three digits before three digits become when points part them. */
const pointed = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, '.')

export const national: readonly Subject[] = [
  subject(
    ['ARGENTINA_DNI_NUMBER', 'dni|documento nacional de identidad|d.n.i.|dni#'],
    (draw) => draw.of([(text: string) => text, pointed])(draw.digits(draw.number(7, 8))),
    { wrong: { zeros: () => '00000000', nines: () => '99.999.999', 'too short': (draw) => draw.digits(5) } },
  ),
  subject(['BRAZIL_RG_NUMBER', 'registro geral|rg'], rg, {
    wrong: {
      'too short': (draw) => draw.fill('##.###.##'),
    },
  }),
  subject(
    ['CHILE_RUT_NUMBER', 'rut|run|rol único nacional|rol único tributario|r.u.t.|unique tax registry'],
    rut,
    {
      wrong: { 'wrong check': lastDigitOff(rutOfDigits), zeros: () => '00.000.000-0' },
      misleading: { 'a day': (draw) => `run --until ${draw.fill('20260@1#')}` },
    },
  ),
  subject(
    ['COLOMBIA_CITIZENSHIP_CARD_NUMBER', 'cédula de ciudadanía|documento de identificación'],
    // Ten digits begin with 1: they were first given out in 2003.
    (draw) =>
      draw.of([(text: string) => text, pointed])(
        draw.of([draw.digits(draw.number(7, 8)), draw.fill('1#########')]),
      ),
    { wrong: { 'too short': (draw) => draw.digits(4), 'too long': (draw) => draw.digits(13) } },
  ),
  subject(
    [
      'FRANCE_NATIONAL_IDENTIFICATION_NUMBER',
      "sécurité sociale|numéro d'assurance|insee|code sécurité sociale|social security number|carte nationale d'identité",
    ],
    nir,
    {
      wrong: {
        'wrong check': lastDigitOff(nir),
        'no month': (draw) => withNirKey(draw.fill('1##14##########').slice(0, 13)),
      },
    },
  ),
  subject(
    [
      'GERMANY_NATIONAL_IDENTIFICATION_NUMBER',
      'personalausweis|ausweisnummer|identity number|identification number|id number',
    ],
    (draw) => {
      const number = draw.text(1, 'LMNPRTVWXY') + draw.text(8, documentSigns)
      return number + documentDigit(number) + draw.of(['', 'D'])
    },
    {
      wrong: {
        'wrong check': lastDigitOff((draw) => {
          const number = draw.text(1, 'LMNPRTVWXY') + draw.text(8, documentSigns)
          return number + documentDigit(number)
        }),
        'a vowel': (draw) => `L${draw.text(3, documentSigns)}AEIO${draw.text(1, documentSigns)}`,
      },
    },
  ),
  subject(['INDIA_AADHAAR_NUMBER', 'aadhaar|aadhar|uidai|adhaar'], aadhaar, {
    wrong: {
      'wrong check': lastDigitOff(aadhaar),
      'first digit 1': (draw) => {
        const body = draw.fill('1##########')
        return body + verhoeffDigit(body)
      },
    },
  }),
  subject(
    [
      'ITALY_NATIONAL_IDENTIFICATION_NUMBER',
      'codice fiscal|tessera sanitaria|dati anagrafici|tax code|health card',
    ],
    codiceFiscale,
    {
      wrong: {
        'wrong check': lastLetterOff(codiceFiscale),
        'no month': (draw) => {
          const body = `${draw.fill('AAAAAA##')}${draw.text(1, 'FGIJKNOQ')}${draw.fill('12A###')}`
          return body + italianLetter(body)
        },
      },
    },
  ),
  subject(
    ['MEXICO_CURP_NUMBER', 'curp|clave única|clave única de registro de población|population code'],
    curp,
    { wrong: { 'wrong check': lastDigitOff(curp) } },
  ),
  subject(
    [
      'SPAIN_DNI_NUMBER',
      'dni|documento nacional de identidad|national identification number|personal identification number|identidad único',
    ],
    dni,
    { wrong: { 'wrong check': lastLetterOff(dni), zeros: () => `00000000${dniLetter(0)}` } },
  ),
  subject(
    ['UK_NATIONAL_INSURANCE_NUMBER', 'national insurance number|nino|insurance no.|nin|insurance number'],
    (draw) => {
      const letters = draw.of(['AB', 'CE', 'JG', 'PK', 'SX', 'WM', 'YZ', 'HL'])
      const digits = draw.fill(draw.of(['######', '## ## ##', ' ## ## ## ']))
      return letters + digits + draw.of(['A', 'B', 'C', 'D'])
    },
    {
      wrong: {
        'a prefix never given': (draw) =>
          draw.of(['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ']) + draw.fill('######A'),
        'a letter never given': (draw) =>
          draw.of(['DA', 'FA', 'IA', 'QA', 'UA', 'VA', 'AO']) + draw.fill('######B'),
        'no suffix': (draw) => draw.fill('CE######'),
        'another suffix': (draw) => draw.fill('CE######X'),
      },
    },
  ),
  subject(
    [
      'CANADA_NATIONAL_IDENTIFICATION_NUMBER',
      'permanent resident card|permanent resident number|carte résident permanent|pr number|pr no',
    ],
    (draw) => draw.fill(draw.of(['AA#######', 'AA##########'])),
    {
      wrong: {
        'too short': (draw) => draw.fill('AA####'),
        'too long': (draw) => draw.fill('AA#############'),
      },
    },
  ),
  subject(
    ['CANADA_SOCIAL_INSURANCE_NUMBER', "sin|social insurance number|canadian id|numéro d'assurance sociale"],
    (draw) => sin(draw, draw.fill(`${draw.of(['1', '2', '4', '5', '7', '9'])}#######`)),
    {
      wrong: {
        'wrong check': lastDigitOff((draw) => sin(draw, draw.fill('5#######'))),
        'first digit 8': (draw) => sin(draw, draw.fill('8#######')),
        'first digit 0': (draw) => sin(draw, draw.fill('0#######')),
      },
    },
  ),
  subject(
    [
      'SPAIN_SOCIAL_SECURITY_NUMBER',
      'número de la seguridad social|social security number|ssn|social security no.',
    ],
    spanishSocial,
    { wrong: { 'wrong check': lastDigitOff(spanishSocial) } },
  ),
  subject(
    ['USA_SOCIAL_SECURITY_NUMBER', 'ssn|social security|ss#|social security number'],
    (draw) => {
      const parts = [
        String(draw.number(1, 665)).padStart(3, '0'),
        two(draw.number(1, 99)),
        String(draw.number(1, 9_999)).padStart(4, '0'),
      ]
      return parts.join(draw.of(['-', '-', '', ' ']))
    },
    {
      wrong: {
        'area 000': (draw) => draw.fill('000-@#-###@'),
        'area 666': (draw) => draw.fill('666-@#-###@'),
        'area 9': (draw) => draw.fill('9##-4#-###@'),
        'group 00': (draw) => draw.fill('1##-00-###@'),
        'serial 0000': (draw) => draw.fill('1##-@#-0000'),
      },
    },
  ),
  subject(
    ['CANADA_PASSPORT_NUMBER', 'passport|passeport|passport#|passportno'],
    (draw) => draw.fill(draw.of(['AA######', 'A######AA'])),
    { wrong: { 'too short': (draw) => draw.fill('AA###'), 'only letters': (draw) => draw.fill('AAAAAAAA') } },
  ),
  subject(
    ['FRANCE_PASSPORT_NUMBER', 'passeport|numéro de passeport|passeport n °|passeport #'],
    (draw) => draw.fill('##AA#####'),
    {
      wrong: {
        'too short': (draw) => draw.fill('##AA###'),
        'another order': (draw) => draw.fill('AA##A####'),
      },
    },
  ),
  subject(
    ['GERMANY_PASSPORT_NUMBER', 'reisepass|reisepassnummer|passport|ausstellungsort'],
    (draw) => {
      const number =
        draw.text(1, 'CFGHJK') + draw.text(3, documentSigns) + draw.fill('##') + draw.text(3, documentSigns)
      return number + draw.of(['', documentDigit(number)])
    },
    {
      wrong: {
        'wrong check': lastDigitOff((draw) => {
          const number = `C${draw.text(8, documentSigns)}`
          return number + documentDigit(number)
        }),
        'another beginning': (draw) => draw.fill('S########'),
      },
    },
  ),
  subject(
    ['ITALY_PASSPORT_NUMBER', 'passaporto|passaporto numero|italian passport number|passport number'],
    (draw) => draw.fill('AA#######'),
    { wrong: { 'too short': (draw) => draw.fill('AA####') } },
  ),
  subject(
    ['SPAIN_PASSPORT_NUMBER', 'pasaporte|número pasaporte|passport no|spain passport'],
    (draw) => draw.fill(draw.of(['AAA######', 'AA######'])),
    { wrong: { 'too short': (draw) => draw.fill('AAA###') } },
  ),
  subject(
    ['UK_PASSPORT_NUMBER', 'passport number|passport no|passport #|passportid'],
    (draw) => draw.digits(9),
    { wrong: { 'too short': (draw) => draw.digits(7), 'one digit': () => '777777777' } },
  ),
  subject(
    ['USA_PASSPORT_NUMBER', 'passport|travel document'],
    (draw) => draw.fill(draw.of(['@########', 'A########'])),
    { wrong: { 'too short': (draw) => draw.digits(6), 'one digit': () => '555555555' } },
  ),
]

/** Secretaria da Segurança Pública de São Paulo. */
function rg(draw: Draw): string {
  const body = draw.digits(8)
  const check = elevenLess(weighted(body, [2, 3, 4, 5, 6, 7, 8, 9]) % 11)
  const [, a, b, c] = /^(..)(...)(...)$/.exec(body)!
  return `${a}.${b}.${c}-${check === 10 ? 'X' : check}`
}

function rut(draw: Draw): string {
  const body = draw.digits(draw.number(7, 8))
  const check = elevenLess(remainderFromRight(body, [2, 3, 4, 5, 6, 7], 11))
  const sign = check === 10 ? 'K' : String(check)
  return draw.of([`${pointed(body)}-${sign}`, `${body}-${sign}`])
}

function rutOfDigits(draw: Draw): string {
  for (;;) {
    const number = rut(draw)
    if (!number.endsWith('K')) return number
  }
}

function withNirKey(body: string): string {
  return body + two(97 - (Number(body) % 97))
}

function nir(draw: Draw): string {
  const department = draw.of(['01', '13', '31', '59', '69', '75', '92'])
  const body = `${draw.of(['1', '2'])}${draw.fill('##')}${two(draw.number(1, 12))}${department}${draw.fill('1##')}${draw.fill('##@')}`
  const number = withNirKey(body)
  return draw.of([number, number.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7')])
}

function aadhaar(draw: Draw): string {
  const body = `${draw.number(2, 9)}${draw.fill('##########')}`
  const number = body + verhoeffDigit(body)
  return draw.of([number, number.replaceAll(/.{4}(?=.)/g, '$& ')])
}

function codiceFiscale(draw: Draw): string {
  const day = two(draw.number(1, 28) + draw.of([0, 40]))
  const names = draw.text(6, 'BCDFGLMNPRSTVZ')
  const body = `${names}${draw.fill('##')}${draw.text(1, 'ABCDEHLMPRST')}${day}${draw.text(1, 'ABCDEFGHIL')}${draw.fill('###')}`
  return body + italianLetter(body)
}

/** Instructivo normativo de la CURP: 37 signs, with Ñ behind N. */
function curp(draw: Draw): string {
  const signs = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'
  const birth = `${draw.fill('##')}${two(draw.number(1, 12))}${two(draw.number(1, 28))}`
  const state = draw.of(['AS', 'BC', 'DF', 'GR', 'JC', 'NL', 'OC', 'PL', 'VZ', 'YN'])
  const consonants = draw.text(3, 'BCDFGHJKLMNPRSTVZ')
  const body = `${draw.text(1, 'BCGLMPRST')}${draw.text(1, 'AEIOU')}${draw.text(2, 'BCDGLMR')}${birth}${draw.of(['H', 'M'])}${state}${consonants}${draw.fill('#')}`
  const sum = Array.from(body).reduce((total, sign, at) => total + signs.indexOf(sign) * (18 - at), 0)
  return body + String((10 - (sum % 10)) % 10)
}

function dni(draw: Draw): string {
  const body = draw.digits(8)
  return body + draw.of(['', '-']) + dniLetter(Number(body))
}

function sin(draw: Draw, body: string): string {
  const number = body + luhnDigit(body)
  const [, a, b, c] = /^(...)(...)(...)$/.exec(number)!
  return [a, b, c].join(draw.of(['-', ' ', '']))
}

function spanishSocial(draw: Draw): string {
  const body = `${two(draw.number(1, 53))}${draw.digits(8)}`
  const check = two(Number(body) % 97)
  return draw.of([body + check, `${body.slice(0, 2)}/${body.slice(2)}/${check}`])
}
