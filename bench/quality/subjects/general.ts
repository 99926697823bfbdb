// What people have beside papers: days of birth, telephones, cars, places, cookies.
import { luhnDigit } from '../arithmetic.ts'
import { base64, digit, two, type Draw } from '../draw.ts'
import { lastDigitOff, subject, type Subject } from '../subject.ts'

const phoneWords = 'phone|telephone|mobile|fax|cell|tel|phone number|telephone number'
const vinSigns = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ'

const phones: readonly (readonly [
  id: string,
  national: readonly string[],
  international: readonly string[],
])[] = [
  [
    'PHONE_NUMBER',
    ['(212) 2##-####', '415-3##-####', '312.7##.####', '6475######'],
    ['+1 212-4##-####', '+1 604 7## ####', '+14153######'],
  ],
  [
    'BRAZIL_PHONE_NUMBER',
    ['(11) 9####-####', '21 3###-####', '(31) 3###-####'],
    ['+55 11 9####-####', '+55 21 3### ####'],
  ],
  [
    'FRANCE_PHONE_NUMBER',
    ['01 @# ## ## ##', '06########', '04.@#.##.##.##'],
    ['+33 1 @# ## ## ##', '+336########'],
  ],
  [
    'GERMANY_PHONE_NUMBER',
    ['030 @#######', '0171 @######', '089/@#######'],
    ['+49 30 @#######', '+49 171 @######'],
  ],
  [
    'ITALY_PHONE_NUMBER',
    ['06 @### ####', '347 @######', '02 @#######'],
    ['+39 06 @### ####', '+39 347 @######'],
  ],
  ['SPAIN_PHONE_NUMBER', ['91@ ### ###', '6@# ### ###', '93@######'], ['+34 91@ ### ###', '+34 6@#######']],
  [
    'UK_PHONE_NUMBER',
    ['020 7### ####', '07@## ######', '0161 4## ####'],
    ['+44 20 7### ####', '+44 7@## ######'],
  ],
]

export const general: readonly Subject[] = [
  subject(['DATE_OF_BIRTH', 'date of birth|dob|birthday|birth date|bday|b-day'], dateOfBirth, {
    wrong: {
      'no month': (draw) => `${draw.number(13, 31)}/${draw.number(13, 31)}/19${draw.number(40, 99)}`,
      'no day': (draw) => `19${draw.number(40, 99)}-02-${draw.number(30, 31)}`,
      'long ago': (draw) => `${two(draw.number(1, 28))}/0${draw.number(1, 9)}/17${draw.number(10, 99)}`,
      'an address of the internet': (draw) => draw.fill('10.1#.19.8@'),
      'to come': (draw) => `20${draw.number(60, 99)}-0${draw.number(1, 9)}-${two(draw.number(1, 28))}`,
    },
    misleading: {
      'when it changed': (draw) =>
        `dob field updated 2026-0@-1#T1#:2#:3#Z`.replaceAll(/[#@]/g, (sign) => draw.fill(sign)),
      'a release': (draw) => `birthday module ${draw.fill('v@.1#.2@')}`,
    },
  }),
  subject(
    ['BRAZIL_CEP_CODE', 'cep|código postal|codigo postal|código de endereçamento postal'],
    (draw) => draw.fill(draw.of(['@####-###', '@#######'])),
    { wrong: { 'too short': (draw) => draw.fill('####-##'), 'one digit': () => '33333-333' } },
  ),
  subject(
    ['LATITUDE_LONGITUDE', 'coordinates|coordinate|lat long|position|latitude longitude'],
    (draw) => place(draw, draw.number(-89, 89), draw.number(-179, 179)),
    {
      wrong: {
        'too far north': (draw) => place(draw, draw.number(91, 179), draw.number(-179, 179)),
        'too far east': (draw) => place(draw, draw.number(-89, 89), draw.number(181, 359)),
        pixels: (draw) => draw.fill('@##, @##'),
        'too coarse': (draw) => draw.fill('4#.#, 8.#'),
      },
    },
  ),
  {
    ...subject(
      ['HTTP_COOKIE', ''],
      (draw) =>
        draw.of([
          `Cookie: sid=${draw.text(24, base64)}; theme=dark`,
          `Set-Cookie: session=${draw.text(32, base64)}; Path=/; HttpOnly`,
          `Cookie: PHPSESSID=${draw.text(26, base64)}`,
        ]),
      {
        keyword: 'none',
        wrong: {
          'nothing set': () => 'Cookie: none',
          prose: () => 'Cookie: a small piece of text',
          'another header': (draw) => `Accept: q=0.${draw.digits(1)}`,
        },
      },
    ),
    sensitive: true,
  },
  subject(['VEHICLE_IDENTIFICATION_NUMBER', 'vin|vehicle identification number|fahrgestellnummer|niv'], vin, {
    wrong: {
      'wrong check': (draw) => vin(draw, draw.number(1, 9)),
      'a letter never used': (draw) => vin(draw).replace(/.(?=.{11}$)/, draw.of(['I', 'O', 'Q'])),
    },
  }),
  subject(['ARGENTINA_TARJETA_SUBE', 'sube|sistema único de boleto electrónico'], sube, {
    wrong: {
      'wrong check': lastDigitOff(sube),
      'another issuer': (draw) => {
        const body = draw.fill('9061###########')
        return body + luhnDigit(body)
      },
    },
  }),
  subject(
    ['UK_ELECTORAL_ROLL_NUMBER', 'electoral roll number|electoral number|electoral roll no.|electoralrollno'],
    (draw) => draw.fill(draw.of(['AA###@', 'AA##@', 'AA#@'])),
    { wrong: { 'too long': (draw) => draw.fill('AA########'), 'one letter': (draw) => draw.fill('A###') } },
  ),
  ...phones.flatMap(([id, national, international]) => [
    subject([id, phoneWords], (draw) => draw.fill(draw.of(national)), {
      wrong: {
        'too short': (draw) => draw.fill('##-##'),
        'too long': (draw) => draw.text(17, digit),
      },
      misleading: {
        'the end of a UUID': (draw) => `contact ${draw.fill('1######@-2###-4###-8###-@###########')}`,
        ...(id === 'BRAZIL_PHONE_NUMBER'
          ? { 'a time in seconds': (draw: Draw): string => `contact since ${draw.fill('17########')}` }
          : {}),
      },
    }),
    subject([id, ''], (draw) => draw.fill(draw.of(international)), {
      keyword: 'none',
      wrong: {
        'too short': (draw) => draw.fill(`${international[0]!.split(' ')[0]} ####`),
        'no such country': (draw) => draw.fill('+999 @## ### ####'),
      },
    }),
  ]),
]

function dateOfBirth(draw: Draw): string {
  const [day, month, year] = [draw.number(1, 28), draw.number(1, 12), draw.number(1925, 2012)]
  const name = ['January', 'March', 'April', 'May', 'August', 'October', 'December'][draw.number(0, 6)]!
  return draw.of([
    `${year}-${two(month)}-${two(day)}`,
    `${two(month)}/${two(day)}/${year}`,
    `${two(day)}/${two(month)}/${year}`,
    `${day} ${name} ${year}`,
    `${name} ${day}, ${year}`,
  ])
}

function place(draw: Draw, latitude: number, longitude: number): string {
  const fine = (): string => draw.fill('.#####@')
  return `${latitude}${fine()},${draw.of(['', ' '])}${longitude}${fine()}`
}

/** ISO 3779 and 49 CFR 565.15: the ninth checks, the tenth is the year, the last four are digits. */
function vin(draw: Draw, off = 0): string {
  const year = draw.text(1, 'ABCDEFGHJKLMNPRSTVWXY123456789')
  const body = `${draw.of(['1', '2', '3', '4', '5'])}${draw.text(8, vinSigns)}${year}${draw.text(3, vinSigns)}${draw.fill('####')}`
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
  const sum = Array.from(body).reduce((total, sign, at) => total + vinValue(sign) * weights[at]!, 0)
  const check = (sum + off) % 11
  return `${body.slice(0, 8)}${check === 10 ? 'X' : check}${body.slice(9)}`
}

function sube(draw: Draw): string {
  const body = draw.fill('6061###########')
  const number = body + luhnDigit(body)
  return draw.of([number, number.replaceAll(/.{4}(?=.)/g, '$& ')])
}

function vinValue(sign: string): number {
  if (/\d/.test(sign)) return Number(sign)
  return (
    ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'].findIndex((row) => row.includes(sign)) + 1
  )
}
