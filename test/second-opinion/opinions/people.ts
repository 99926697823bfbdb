// National ids, social security and health.
import itin from 'itin-validator'
import nhs from 'nhs-number-validator'
import validator from 'validator'
import { italianLetter, luhnDigit, verhoeffDigit } from '../../../bench/quality/arithmetic.ts'
import { letter, two, type Draw } from '../../../bench/quality/draw.ts'
import { issuedNumbers, shapes } from '../numbers.ts'
import {
  isTyped,
  libraryTakes,
  magpieTakes,
  stdnumSays,
  unseparated,
  validatorSays,
  type Question,
} from '../opinion.ts'

const socialInsurance = 'https://www.canada.ca/en/employment-social-development/services/sin.html'
const insee = 'https://www.insee.fr/fr/metadonnees/definition/c1409'
const uidai = 'https://uidai.gov.in/en/my-aadhaar/about-your-aadhaar.html'
const revenueManual = 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110'
const italianDecree = 'https://www.gazzettaufficiale.it/eli/id/1976/12/29/076A2576/sg'
const socialSecurity = 'https://www.ssa.gov/employer/randomization.html'

const noBeginningOf0Or8 = libraryTakes(
  'No number begins with 0 or 8; the library takes any',
  socialInsurance,
  (number) => /^[08]/.test(number),
)

export const people: readonly Question[] = [
  {
    id: 'ARGENTINA_DNI_NUMBER',
    keyword: 'dni',
    issued: issuedNumbers('ARGENTINA_DNI_NUMBER'),
    shaped: shapes('########', '#######', '##.###.###'),
    also: ['12345678', '1111111'],
    opinions: [
      stdnumSays(
        'AR.dni',
        libraryTakes(
          'One digit repeated or an ascending run is what people type for a number; nothing else can be checked',
          'https://www.argentina.gob.ar/interior/renaper',
          isTyped,
        ),
      ),
    ],
  },
  {
    id: 'CANADA_HEALTH_NUMBER',
    keyword: 'phn',
    issued: issuedNumbers('CANADA_HEALTH_NUMBER'),
    shaped: shapes('##########', '9#########', '9### ### ###'),
    opinions: [
      stdnumSays(
        'CA.bc_bhn',
        magpieTakes(
          'The library knows British Columbia alone; nine digits are a number of four other provinces',
          'https://www.ontario.ca/page/health-care-professionals-ohip',
          (number) => unseparated(number).length === 9,
        ),
        magpieTakes(
          'The library knows British Columbia alone; ten digits that do not begin with 9 are Ontario’s',
          'https://www.ontario.ca/page/health-care-professionals-ohip',
          (number) => /^[1-8]\d{9}$/.test(unseparated(number)),
        ),
      ),
    ],
  },
  {
    id: 'CANADA_SOCIAL_INSURANCE_NUMBER',
    keyword: 'sin',
    issued: issuedNumbers('CANADA_SOCIAL_INSURANCE_NUMBER'),
    shaped: shapes('#########', '### ### ###'),
    opinions: [
      stdnumSays('CA.sin', noBeginningOf0Or8),
      validatorSays(
        'isTaxID en-CA',
        (number) => validator.isTaxID(unseparated(number), 'en-CA'),
        noBeginningOf0Or8,
      ),
    ],
  },
  {
    id: 'CHILE_RUT_NUMBER',
    keyword: 'rut',
    issued: issuedNumbers('CHILE_RUT_NUMBER'),
    shaped: shapes('########-#', '#######-K', '##.###.###-#', '#########'),
    opinions: [
      { ...stdnumSays('CL.rut'), accepts: (number) => stdnumSays('CL.rut').accepts(unseparated(number)) },
    ],
  },
  {
    id: 'FRANCE_NATIONAL_IDENTIFICATION_NUMBER',
    keyword: 'insee',
    issued: issuedNumbers('FRANCE_NATIONAL_IDENTIFICATION_NUMBER'),
    shaped: (draw) =>
      withNirKey(
        draw,
        draw.fill(draw.of(['#############', '@##0#########', '@####2A######', '@####2B######'])),
      ),
    opinions: [
      stdnumSays(
        'FR.nir',
        libraryTakes(
          'The first digit is the sex: 1 or 2, 3 or 4, 7 or 8; the library takes any',
          insee,
          (number) => /^[0569]/.test(number),
        ),
        libraryTakes(
          'Months are 01 to 12, or from 20 on where the day is not known; the library takes any',
          insee,
          (number) => /^...(?:00|1[3-9]|4[3-9])/.test(unseparated(number)),
        ),
      ),
    ],
  },
  {
    id: 'INDIA_AADHAAR_NUMBER',
    keyword: 'aadhaar',
    issued: issuedNumbers('INDIA_AADHAAR_NUMBER'),
    shaped: (draw) => {
      const body = draw.fill('###########')
      return body + draw.of([draw.fill('#'), verhoeffDigit(body)])
    },
    opinions: [
      stdnumSays('IN.aadhaar'),
      validatorSays(
        'isIdentityCard IN',
        (number) => validator.isIdentityCard(number, 'IN'),
        libraryTakes('No number begins with 1; the library takes it', uidai, (number) =>
          number.startsWith('1'),
        ),
      ),
    ],
  },
  {
    id: 'ITALY_NATIONAL_IDENTIFICATION_NUMBER',
    keyword: 'codice fiscale',
    issued: issuedNumbers('ITALY_NATIONAL_IDENTIFICATION_NUMBER'),
    shaped: (draw) => {
      const body = `${draw.fill('AAAAAA##')}${draw.text(1, letter)}${draw.fill('##A###')}`
      return body + draw.of([draw.fill('A'), italianLetter(body)])
    },
    opinions: [
      stdnumSays(
        'IT.codicefiscale',
        libraryTakes(
          'Of each name the consonants come first, then the vowels, then an X for what is missing; the library takes any letters',
          italianDecree,
          (number) =>
            ![number.slice(0, 3), number.slice(3, 6)].every((name) => /^[^AEIOU]*[AEIOU]*X*$/.test(name)),
        ),
        libraryTakes(
          'No place begins with J, K or N to Y; the library takes any letter',
          italianDecree,
          (number) => /[JKN-Y]/.test(number[11]!),
        ),
        libraryTakes(
          'The day of birth is one of its month, with 40 added for a woman; the library takes any two digits',
          italianDecree,
          (number) => !isItalianDay(number),
        ),
      ),
      validatorSays('isTaxID it-IT', (number) => validator.isTaxID(number, 'it-IT')),
    ],
  },
  {
    id: 'MEXICO_CURP_NUMBER',
    keyword: 'curp',
    issued: issuedNumbers('MEXICO_CURP_NUMBER'),
    shaped: shapes('AAAA######HDFAAA##', 'AAAA######MJCAAA##'),
    opinions: [
      stdnumSays(
        'MX.curp',
        libraryTakes(
          'The letters behind the state are consonants of the name; the library takes any letter',
          'https://www.gob.mx/segob/renapo',
          (number) => /[AEIOU]/.test(number.slice(13, 16)),
        ),
      ),
    ],
  },
  {
    id: 'SPAIN_DNI_NUMBER',
    keyword: 'dni',
    issued: issuedNumbers('SPAIN_DNI_NUMBER'),
    shaped: shapes('########A', '########-A'),
    opinions: [
      stdnumSays('ES.dni'),
      validatorSays('isIdentityCard ES', (number) => validator.isIdentityCard(unseparated(number), 'ES')),
    ],
  },
  {
    id: 'SPAIN_DRIVERS_LICENSE',
    keyword: 'permiso de conducir',
    issued: issuedNumbers('SPAIN_DNI_NUMBER'),
    shaped: shapes('########A'),
    opinions: [stdnumSays('ES.dni')],
  },
  {
    id: 'SPAIN_NIE_NUMBER',
    keyword: 'nie',
    issued: issuedNumbers('SPAIN_NIE_NUMBER'),
    shaped: (draw) => draw.text(1, 'XYZ') + draw.fill('#######A'),
    opinions: [
      stdnumSays('ES.nie'),
      validatorSays('isIdentityCard ES', (number) => validator.isIdentityCard(unseparated(number), 'ES')),
    ],
  },
  {
    id: 'SPAIN_SOCIAL_SECURITY_NUMBER',
    keyword: 'número de la seguridad social',
    issued: issuedNumbers('SPAIN_SOCIAL_SECURITY_NUMBER'),
    shaped: (draw) => {
      const body = draw.fill(draw.of(['##########', '##0#######']))
      const joined = draw.of([body, body.slice(0, 2) + body.slice(3)])
      return body + two(Number(joined) % 97)
    },
    opinions: [
      stdnumSays(
        'ES.nss',
        magpieTakes(
          'Ceuta and Melilla are provinces 51 and 52; the library has left them out',
          'https://www.seg-social.es/',
          (number) => /^5[12]/.test(number),
        ),
        magpieTakes(
          'Numbers below ten million are joined to the province in seven digits before the check is counted; the library knows eight digits alone',
          'https://www.seg-social.es/',
          isJoinedInSeven,
        ),
      ),
    ],
  },
  {
    id: 'SWITZERLAND_SOCIAL_SECURITY_NUMBER',
    keyword: 'ahv-nummer',
    issued: issuedNumbers('SWITZERLAND_SOCIAL_SECURITY_NUMBER'),
    shaped: shapes('756##########', '756.####.####.##', '75###########'),
    also: ['756.1234.5678.97', '756.0000.0000.02'],
    opinions: [
      stdnumSays(
        'CH.ssn',
        libraryTakes(
          'An ascending run or zeros are what examples show: they are nobody’s number',
          'https://www.zas.admin.ch/zas/de/home/partenaires-et-institutions-/navs13.html',
          (number) => isTyped(unseparated(number).slice(3, 12)),
        ),
      ),
    ],
  },
  {
    id: 'UK_NATIONAL_INSURANCE_NUMBER',
    keyword: 'nino',
    issued: (draw) =>
      draw.text(1, 'ABCEGHJKLMNOPRSTWXYZ') +
      draw.text(1, 'ABCEGHJKLMNPRSTWXYZ') +
      draw.fill(draw.of(['######', ' ## ## ## '])) +
      draw.text(1, 'ABCD'),
    shaped: shapes('AA######A', 'AA######'),
    opinions: [
      stdnumSays(
        'GB.nino',
        libraryTakes(
          'A number ends in a letter from A to D; the library takes it without',
          revenueManual,
          (number) => /\d$/.test(number),
        ),
      ),
      validatorSays(
        'isTaxID en-GB',
        (number) => validator.isTaxID(unseparated(number), 'en-GB'),
        libraryTakes(
          'BG, KN and NT are never given out; the library knows but GB, NK, TN and ZZ',
          revenueManual,
          (number) => /^(?:BG|KN|NT)/.test(number),
        ),
      ),
    ],
  },
  {
    id: 'UK_NHS_NUMBER',
    keyword: 'nhs',
    issued: issuedNumbers('UK_NHS_NUMBER'),
    shaped: shapes('##########', '### ### ####'),
    opinions: [
      {
        library: 'nhs-number-validator',
        asked: 'validate',
        accepts: (number) => nhs.validate(unseparated(number)),
        differences: [],
      },
    ],
  },
  {
    id: 'USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
    keyword: 'itin',
    issued: issuedNumbers('USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER'),
    shaped: shapes('9##-##-####', '9## ## ####', '9########'),
    opinions: [
      {
        library: 'itin-validator',
        asked: 'isValid',
        accepts: (number) => itin.isValid(number),
        differences: [
          magpieTakes(
            'The fourth and fifth digits may be 50 to 65 as well; the library has older ranges',
            'https://www.irs.gov/individuals/individual-taxpayer-identification-number',
            (number) => /^9..(?:5|6[0-5])/.test(unseparated(number)),
          ),
        ],
      },
    ],
  },
  {
    id: 'USA_NATIONAL_PROVIDER_IDENTIFIER',
    keyword: 'npi',
    issued: issuedNumbers('USA_NATIONAL_PROVIDER_IDENTIFIER'),
    shaped: (draw) => {
      const body = draw.fill(draw.of(['#########', '1########']))
      return body + draw.of([draw.fill('#'), luhnDigit(`80840${body}`)])
    },
    opinions: [
      validatorSays(
        'isLuhnNumber of 80840…',
        (number) => validator.isLuhnNumber(`80840${number}`),
        libraryTakes(
          'Numbers begin with 1 or 2; the library knows the check alone',
          'https://www.ecfr.gov/current/title-45/section-162.406',
          (number) => /^[03-9]/.test(number),
        ),
        libraryTakes(
          'Numbers have ten digits; the library knows the check alone',
          'https://www.ecfr.gov/current/title-45/section-162.406',
          (number) => number.length !== 10,
        ),
      ),
    ],
  },
  {
    id: 'USA_SOCIAL_SECURITY_NUMBER',
    keyword: 'ssn',
    issued: issuedNumbers('USA_SOCIAL_SECURITY_NUMBER'),
    shaped: shapes('###-##-####', '#########', '000-##-####', '666-##-####', '###-00-####', '###-##-0000'),
    also: ['078-05-1120', '219-09-9999'],
    opinions: [
      stdnumSays(
        'US.ssn',
        libraryTakes(
          'The serial number 0000 is never given out; the library takes it',
          socialSecurity,
          (number) => number.endsWith('0000'),
        ),
      ),
    ],
  },
]

function withNirKey(draw: Draw, body: string): string {
  const number = Number(body.replace('2A', '19').replace('2B', '18'))
  return body + draw.of([draw.fill('##'), two(97 - (number % 97))])
}

function isItalianDay(number: string): boolean {
  const digits = Array.from(number.slice(6, 11), (sign) =>
    'LMNPQRSTUV'.includes(sign) ? 'LMNPQRSTUV'.indexOf(sign) : sign,
  )
  const month = 'ABCDEHLMPRST'.indexOf(number[8]!)
  const written = Number(`${digits[3]}${digits[4]}`)
  const day = written > 40 ? written - 40 : written
  const date = new Date(Date.UTC(2000 + Number(`${digits[0]}${digits[1]}`), month, day))
  return day !== 0 && date.getUTCMonth() === month
}

function isJoinedInSeven(number: string): boolean {
  const digits = unseparated(number)
  return (
    digits[2] === '0' &&
    Number(digits.slice(0, 2) + digits.slice(3, 10)) % 97 === Number(digits.slice(10)) &&
    Number(digits.slice(0, 10)) % 97 !== Number(digits.slice(10))
  )
}
