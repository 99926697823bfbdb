// What is no number of a person or an account: devices, places, tokens.
import { decodeJwt, decodeProtectedHeader } from 'jose'
import validator from 'validator'
import { base64, type Draw } from '../../../bench/quality/draw.ts'
import { issuedNumbers, shapes } from '../numbers.ts'
import { isTyped, libraryTakes, magpieTakes, validatorSays, type Question } from '../opinion.ts'

const correios = 'https://www.correios.com.br/enviar/precisa-de-ajuda/tudo-sobre-cep'
const iso6709 = 'https://www.iso.org/standard/75147.html'
const fda = 'https://www.fda.gov/media/96648/download'
const rfc7515 = 'https://www.rfc-editor.org/rfc/rfc7515'

export const others: readonly Question[] = [
  {
    id: 'BRAZIL_CEP_CODE',
    keyword: 'cep',
    issued: issuedNumbers('BRAZIL_CEP_CODE'),
    shaped: shapes('#####-###', '########', '0####-###'),
    also: ['12345-678', '11111111'],
    opinions: [
      validatorSays(
        'isPostalCode BR',
        (number) => validator.isPostalCode(number, 'BR'),
        libraryTakes('No place is below 01000; the library takes any eight digits', correios, (number) =>
          number.startsWith('00'),
        ),
        libraryTakes(
          'One digit repeated or an ascending run is what people type for a code',
          correios,
          isTyped,
        ),
      ),
    ],
  },
  {
    id: 'LATITUDE_LONGITUDE',
    keyword: 'coordinates',
    issued: (draw) => `${degrees(draw, 89, draw.number(3, 6))}, ${degrees(draw, 179, draw.number(3, 6))}`,
    shaped: (draw) =>
      `${draw.of(['', '+'])}${degrees(draw, 120, draw.number(1, 7))},${draw.of(['', ' '])}${degrees(draw, 220, draw.number(1, 7))}`,
    opinions: [
      validatorSays(
        'isLatLong',
        (number) => validator.isLatLong(number),
        libraryTakes(
          'Fewer than three decimals are more than a hundred metres, and most often a pair of measures',
          iso6709,
          (number) => !/^[^,]*\.\d{3,}, ?[^,]*\.\d{3,}$/.test(number),
        ),
        magpieTakes(
          'Latitudes have two digits in the standard and longitudes three, so that zeros may lead; the library refuses them',
          iso6709,
          (number) => /^[+-]?0\d|, ?[+-]?0\d\d/.test(number),
        ),
      ),
    ],
  },
  {
    id: 'MEDICAL_DEVICE_UDI',
    keyword: 'udi',
    issued: (draw) => issuedNumbers('MEDICAL_DEVICE_UDI')(draw).slice(0, 18),
    shaped: shapes('(01)##############', '(01)#############', '(01)########'),
    opinions: [
      validatorSays(
        'isEAN behind (01)',
        (number) => number.startsWith('(01)') && validator.isEAN(number.slice(4)),
        libraryTakes(
          'Behind (01) stand fourteen digits; the library takes the eight and thirteen of goods in shops',
          fda,
          (number) => number.length !== 18,
        ),
      ),
    ],
  },
  {
    id: 'JSON_WEB_TOKEN',
    keyword: '',
    issued: token,
    shaped: (draw) =>
      `eyJ${draw.text(20, `${base64}-_`)}.eyJ${draw.text(30, `${base64}-_`)}.${draw.text(43, `${base64}-_`)}`,
    opinions: [
      { library: 'jose', asked: 'decodeProtectedHeader and decodeJwt', accepts: isDecoded, differences: [] },
      validatorSays(
        'isJWT',
        (number) => validator.isJWT(number),
        libraryTakes(
          'The first two parts are JSON, and the first names an algorithm; the library takes any three parts',
          rfc7515,
          (number) => !isDecoded(number),
        ),
      ),
    ],
  },
]

function degrees(draw: Draw, most: number, decimals: number): string {
  return `${draw.of(['', '-'])}${draw.number(0, most)}.${draw.text(decimals, '0123456789')}`
}

function token(draw: Draw): string {
  const header = {
    alg: draw.of(['HS256', 'RS256', 'ES384', 'EdDSA']),
    ...draw.of([{}, { typ: 'JWT' }, { kid: draw.digits(4) }]),
  }
  const claims = {
    sub: draw.digits(8),
    ...draw.of([{}, { iat: 1_790_000_000 }, { aud: draw.text(5, base64) }]),
  }
  return `${encoded(header)}.${encoded(claims)}.${draw.text(43, `${base64}-_`)}`
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function isDecoded(text: string): boolean {
  try {
    return typeof decodeProtectedHeader(text).alg === 'string' && decodeJwt(text) !== undefined
  } catch {
    return false
  }
}
