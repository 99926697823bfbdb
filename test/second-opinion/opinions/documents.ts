// Passports, driving licences, vehicles.
import { isValid as isLicence } from 'driver-license-validator'
import validator from 'validator'
import vin from 'vin-validator'
import { luhnDigit } from '../../../bench/quality/arithmetic.ts'
import { two, type Draw } from '../../../bench/quality/draw.ts'
import { issuedNumbers, shapes } from '../numbers.ts'
import {
  isTyped,
  libraryTakes,
  magpieTakes,
  stdnumSays,
  unseparated,
  validatorSays,
  type Difference,
  type Question,
} from '../opinion.ts'

const documentSigns = '0123456789CFGHJKLMNPRTVWXYZ'
const passports = 'https://www.bmi.bund.de/DE/themen/moderne-verwaltung/ausweise-und-paesse/'
const aamva = 'https://www.aamva.org/'
const ccmta = 'https://www.ccmta.ca/'
const part565 = 'https://www.ecfr.gov/current/title-49/subtitle-B/chapter-V/part-565'
const dvv = 'https://dvv.fi/en/personal-identity-code'
const skatteverket =
  'https://www.skatteverket.se/servicelankar/otherlanguages/englishengelska/individualsandemployees/livinginsweden/personalidentitynumberandcoordinationnumber.4.2cf1b5cd163796a5c8b4295.html'

export const documents: readonly Question[] = [
  passport('CANADA', {
    country: 'CA',
    keyword: 'passport',
    templates: ['AA######', 'A######AA', 'AA#######'],
  }),
  passport(
    'FRANCE',
    { country: 'FR', keyword: 'passeport', templates: ['##AA#####', '###A#####', '##AA0000#'] },
    [
      libraryTakes(
        'One digit repeated or an ascending run is what people type for a number; nothing else can be checked',
        'https://www.service-public.fr/particuliers/vosdroits/N360',
        (number) => isTyped(number.slice(4)),
      ),
    ],
  ),
  passport('ITALY', { country: 'IT', keyword: 'passaporto', templates: ['AA#######', 'xx#######'] }),
  passport(
    'SPAIN',
    { country: 'ES', keyword: 'pasaporte', templates: ['AAA######', 'AA######', 'xxx######'] },
    [
      libraryTakes(
        'A number has two or three letters and six digits; the library lets digits stand for the letters',
        'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/pasaporte/',
        (number) => /\d/.test(number.slice(0, -6)),
      ),
      libraryTakes(
        'One digit repeated or an ascending run is what people type for a number; nothing else can be checked',
        'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/pasaporte/',
        isTyped,
      ),
    ],
  ),
  passport('UK', { country: 'GB', keyword: 'passport number', templates: ['#########', '########'] }),
  passport('USA', { country: 'US', keyword: 'passport', templates: ['#########', 'A########', 'AA#######'] }),
  {
    id: 'GERMANY_PASSPORT_NUMBER',
    keyword: 'reisepass',
    issued: issuedNumbers('GERMANY_PASSPORT_NUMBER'),
    shaped: (draw) => draw.text(1, 'CFGHJKLMN') + draw.text(8, documentSigns) + draw.of(['', draw.fill('#')]),
    opinions: [
      stdnumSays(
        'DE.passport',
        libraryTakes(
          'The library looks for a number anywhere in the text; what stands around it makes it another',
          passports,
          (number) => !/^[CFGHJK][0-9CFGHJKLMNPRTVWXYZ]{8}\d?$/.test(number),
        ),
        libraryTakes(
          'Nine letters are a word; one number in 7,000 has no digit',
          passports,
          (number) => number.length === 9 && !/\d/.test(number),
        ),
      ),
      validatorSays(
        'isPassportNumber DE',
        (number) => validator.isPassportNumber(number, 'DE'),
        libraryTakes(
          'A passport begins with one of C, F, G, H, J and K; identity cards have the other letters',
          passports,
          (number) => /^[^CFGHJK]/.test(number),
        ),
        libraryTakes(
          'Nine letters are a word; one number in 7,000 has no digit',
          passports,
          (number) => !/\d/.test(number),
        ),
        magpieTakes(
          'The check digit is printed behind the number; the library does not know it',
          passports,
          (number) => number.length === 10,
        ),
      ),
    ],
  },
  {
    id: 'FINLAND_DRIVERS_LICENSE',
    keyword: 'ajokortti',
    issued: hetu,
    shaped: (draw) =>
      `${two(draw.number(0, 32))}${two(draw.number(0, 13))}${draw.fill('##')}${draw.text(1, '+---AABFXY')}${draw.fill('##0x')}`,
    opinions: [
      stdnumSays(
        'FI.hetu',
        magpieTakes(
          'What AWS and Microsoft describe is the shape alone, so that Magpie asks no more of the numbers with a hyphen; the library asks for a day of birth and the check character',
          'https://learn.microsoft.com/en-us/purview/sit-defn-finland-drivers-license-number',
          (number) => /^\d{6}-\d{3}[0-9A-Z]$/.test(number) && !isHetu(number),
        ),
        magpieTakes(
          'The day of birth is still to come; Magpie has no clock',
          dvv,
          (number) => /^\d{6}[A-F]\d{3}[0-9A-Y]$/.test(number) && isAhead(hetuBirth(number)),
        ),
      ),
    ],
  },
  {
    id: 'SWEDEN_DRIVERS_LICENSE',
    keyword: 'körkort',
    issued: personnummer,
    shaped: (draw) => {
      const body = draw.fill(draw.of(['##0###', '##1###', '##00##', '######'])) + draw.fill('###')
      const number = `${body.slice(0, 6)}-${body.slice(6)}${draw.of([luhnDigit(body), draw.fill('#')])}`
      return draw.of(['', '19']) + number
    },
    opinions: [
      {
        ...stdnumSays(
          'SE.personnummer',
          libraryTakes(
            'Nobody alive was born before 1900; the library takes any century that is past',
            skatteverket,
            (number) => /^(?!19|20)\d{8}-/.test(number),
          ),
        ),
        asked: 'SE.personnummer with its century',
        accepts: (number) => stdnumSays('SE.personnummer').accepts(withCentury(number)),
      },
      validatorSays(
        'isTaxID sv-SE',
        (number) => validator.isTaxID(number, 'sv-SE'),
        libraryTakes(
          'The check digit is counted over ten digits; where the century is written, the library counts it along and takes what is wrong',
          skatteverket,
          (number) => number.length > 11 && !hasLuhn(number.slice(2)),
        ),
        libraryTakes(
          'Nobody alive was born before 1900; the library takes the century before too',
          skatteverket,
          (number) => /^18\d{6}-/.test(number),
        ),
        magpieTakes(
          'The check digit is counted over ten digits; where the century is written, the library counts it along and refuses what is right',
          skatteverket,
          (number) => number.length > 11 && !hasLuhn(number),
        ),
      ),
    ],
  },
  {
    id: 'DRIVERS_LICENSE',
    keyword: "driver's license",
    issued: issuedNumbers('DRIVERS_LICENSE'),
    shaped: shapes(
      'A#######',
      '########',
      'A############',
      '#######',
      '#########',
      'AA#######',
      'A#####',
      'A########',
      '##AAA#####',
      'AAA######',
      '############',
      '###A######',
      '########AA',
      'A######R',
      'A#A#A',
      'A##################',
      'AA######A',
      'AAAAAx*#xxxx',
      '################',
      '#######A',
      '####',
      '200#0@@@',
      'AAAAAAAA',
    ),
    opinions: [
      {
        library: 'driver-license-validator',
        asked: 'isValid',
        accepts: (number) => isLicence(number),
        differences: [
          libraryTakes(
            'Fewer than five signs are any number near the keyword',
            aamva,
            (number) => number.length < 5,
          ),
          libraryTakes(
            'Eight digits that are a day stand near the keyword more often than a number',
            aamva,
            isDay,
          ),
          libraryTakes(
            'Thirteen digits that are milliseconds of 2017 to 2033 are taken for a time; of states, Montana alone has so many',
            aamva,
            (number) => /^1[5-9]\d{11}$/.test(number),
          ),
          libraryTakes(
            'Letters with at most one digit are words: those of New York, once, and some of Washington',
            aamva,
            (number) => /^(?:[A-Z*]{8}|[A-Z*]+\d?[A-Z*]+)$/.test(number),
          ),
        ],
      },
    ],
  },
  {
    id: 'CANADA_DRIVERS_LICENSE',
    keyword: "driver's license",
    issued: issuedNumbers('CANADA_DRIVERS_LICENSE'),
    shaped: shapes(
      'A####-#####-#####',
      '#######',
      'A############',
      '########',
      'A#########',
      'AAAAA#########',
      '######-###',
      '######',
    ),
    opinions: [
      {
        library: 'driver-license-validator',
        asked: 'isValid of CA',
        accepts: (number) => isLicence(unseparated(number), { country: 'CA' }),
        differences: [
          libraryTakes(
            'Numbers of Yukon have six digits; the library has ten',
            'https://learn.microsoft.com/en-us/purview/sit-defn-canada-drivers-license-number',
            (number) => /^\d{10}$/.test(number),
          ),
          libraryTakes(
            'Numbers of Manitoba begin with a letter of the name; the library takes any twelve letters or digits',
            ccmta,
            (number) => /^\d.{11}$/.test(number),
          ),
          libraryTakes(
            'Eight digits that are a day stand near the keyword more often than a number',
            ccmta,
            isDay,
          ),
        ],
      },
    ],
  },
  {
    id: 'VEHICLE_IDENTIFICATION_NUMBER',
    keyword: 'vin',
    issued: issuedNumbers('VEHICLE_IDENTIFICATION_NUMBER'),
    shaped: (draw) => draw.fill('#') + draw.text(12, '0123456789ABCDEFGHJKLMNPRSTUVWXYZ') + draw.fill('####'),
    opinions: [
      {
        library: 'vin-validator',
        asked: 'validate',
        accepts: (number) => vin.validate(number),
        differences: [
          magpieTakes(
            'Only North America, whose makers begin with 1 to 5 or 7F to 70, requires the check digit; the library asks it of all',
            part565,
            (number) => !/^(?:[1-5]|7[F-Z0-9])/.test(number) && !hasVinDigit(number),
          ),
          libraryTakes('The last four places are digits; the library takes letters', part565, (number) =>
            /[A-Z]/.test(number.slice(-4)),
          ),
          libraryTakes('No year of make is 0, U or Z; the library takes any sign', part565, (number) =>
            /^(?:[1-5].|7[F-Z0-9]).{7}[0UZ]/.test(number),
          ),
        ],
      },
    ],
  },
]

function passport(
  name: string,
  {
    country,
    keyword,
    templates,
  }: { readonly country: string; readonly keyword: string; readonly templates: readonly string[] },
  differences: readonly Difference[] = [],
): Question {
  const id = `${name}_PASSPORT_NUMBER`
  return {
    id,
    keyword,
    issued: issuedNumbers(id),
    shaped: shapes(...templates),
    opinions: [
      validatorSays(
        `isPassportNumber ${country}`,
        (number) => validator.isPassportNumber(number, country),
        ...differences,
      ),
    ],
  }
}

/** Day, month and year of birth, a sign for the century, a number, and the remainder of all digits by 31. */
function hetu(draw: Draw): string {
  const birth = `${two(draw.number(1, 28))}${two(draw.number(1, 12))}${two(draw.number(10, 24))}`
  const number = String(draw.number(2, 899)).padStart(3, '0')
  const check = '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(birth + number) % 31]!
  return `${birth}${draw.text(1, '---AA+XYBF')}${number}${check}`
}

function personnummer(draw: Draw): string {
  const day = two(draw.number(1, 28) + draw.of([0, 0, 60]))
  const body = `${two(draw.number(30, 99))}${two(draw.number(1, 12))}${day}${draw.fill('###')}`
  return `${draw.of(['', '19'])}${body.slice(0, 6)}-${body.slice(6)}${luhnDigit(body)}`
}

/** `YYMMDD-NNNN` with 19 before it, or 20 where the year is 00. */
function withCentury(number: string): string {
  return number[6] === '-' ? `${number.startsWith('00') ? '20' : '19'}${number}` : number
}

function hasLuhn(number: string): boolean {
  return validator.isLuhnNumber(number.replace('-', ''))
}

function isHetu(number: string): boolean {
  const check = '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(number.slice(0, 6) + number.slice(7, 10)) % 31]
  const birth = hetuBirth(number)
  return isDate(birth) && !isAhead(birth) && check === number[10]
}

function hetuBirth(number: string): string {
  const [day, month, year] = [0, 2, 4].map((at) => number.slice(at, at + 2))
  const century = number[6] === '+' ? '18' : 'ABCDEF'.includes(number[6]!) ? '20' : '19'
  return `${century}${year}-${month}-${day}`
}

/** Behind the day on which the comparison takes place. */
function isAhead(date: string): boolean {
  return date > '2026-11-28'
}

/** Year first, or last behind day and month in either order. */
function isDay(number: string): boolean {
  const [, first = '', a = '', b = ''] = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(number) ?? []
  const [, c = '', d = '', last = ''] = /^(\d\d)(\d\d)((?:19|20)\d\d)$/.exec(number) ?? []
  return isDate(`${first}-${a}-${b}`) || isDate(`${last}-${c}-${d}`) || isDate(`${last}-${d}-${c}`)
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The digit in the ninth place: all other signs, weighed, modulo 11. */
function hasVinDigit(number: string): boolean {
  const values = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ'
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * (values.indexOf(number[at]!) % 10), 0)
  return number[8] === '0123456789X'[sum % 11]
}
