// Taxpayer numbers.
import { cnpj } from 'cpf-cnpj-validator'
import validator from 'validator'
import { mod1110Digit } from '../../../bench/quality/arithmetic.ts'
import { digit, letter, type Draw } from '../../../bench/quality/draw.ts'
import { issuedNumbers, shapes } from '../numbers.ts'
import {
  libraryTakes,
  magpieTakes,
  stdnumSays,
  unseparated,
  validatorSays,
  type Question,
} from '../opinion.ts'

const afip = 'https://www.afip.gob.ar/cuit/'
const dian = 'https://www.dian.gov.co/'
const bzst =
  'https://www.bzst.de/DE/Privatpersonen/SteuerlicheIdentifikationsnummer/steuerlicheidentifikationsnummer_node.html'
const spanishOrder = 'https://www.boe.es/buscar/act.php?id=BOE-A-2008-3580'
const incomeTax = 'https://incometaxindia.gov.in/tutorials/1.permanent%20account%20number%20(pan).pdf'

export const tax: readonly Question[] = [
  cuit('INDIVIDUAL', ['20', '23', '24', '27']),
  cuit('ORGANIZATION', ['30', '33', '34', '50', '51', '55']),
  {
    id: 'AUSTRALIA_TAX_FILE_NUMBER',
    keyword: 'tfn',
    issued: issuedNumbers('AUSTRALIA_TAX_FILE_NUMBER'),
    shaped: shapes('#########', '### ### ###', '########'),
    opinions: [
      stdnumSays(
        'AU.tfn',
        libraryTakes(
          'Some old numbers have eight digits; Magpie looks for those of nine',
          'https://www.ato.gov.au/individuals-and-families/tax-file-number',
          (number) => unseparated(number).length === 8,
        ),
      ),
    ],
  },
  {
    id: 'BRAZIL_CNPJ_NUMBER',
    keyword: 'cnpj',
    issued: issuedCnpj,
    shaped: shapes('xxxxxxxx000###', 'xx.xxx.xxx/xxxx-##', '##############'),
    opinions: [
      stdnumSays('BR.cnpj'),
      {
        library: 'cpf-cnpj-validator',
        asked: 'cnpj.isValid',
        accepts: (number) => cnpj.isValid(number),
        differences: [],
      },
      validatorSays('isTaxID pt-BR', (number) => validator.isTaxID(unseparated(number), 'pt-BR')),
    ],
  },
  {
    id: 'BRAZIL_CPF_NUMBER',
    keyword: 'cpf',
    issued: issuedNumbers('BRAZIL_CPF_NUMBER'),
    shaped: shapes('###########', '###.###.###-##'),
    opinions: [
      stdnumSays('BR.cpf'),
      validatorSays('isTaxID pt-BR', (number) => validator.isTaxID(unseparated(number), 'pt-BR')),
    ],
  },
  {
    ...nit('INDIVIDUAL', ['########-#', '##########-#', '#########', '##########']),
    opinions: [
      {
        ...stdnumSays(
          'CO.nit',
          libraryTakes(
            'A card has at most ten digits before the check digit; the library takes up to fifteen',
            dian,
            (number) => /^\d{12,}$/.test(unseparated(number)),
          ),
          libraryTakes(
            'No card begins with 0; the library lets numbers be filled up with it',
            dian,
            (number) => /^0\d+$/.test(number),
          ),
        ),
        accepts: (number) => !isColombianOrganization(number) && stdnumSays('CO.nit').accepts(number),
      },
    ],
  },
  {
    ...nit('ORGANIZATION', ['8########-#', '9########-#', '##########']),
    opinions: [
      {
        ...stdnumSays('CO.nit'),
        accepts: (number) => isColombianOrganization(number) && stdnumSays('CO.nit').accepts(number),
      },
    ],
  },
  {
    id: 'FRANCE_TAX_IDENTIFICATION_NUMBER',
    keyword: 'tax number',
    issued: issuedNumbers('FRANCE_TAX_IDENTIFICATION_NUMBER'),
    shaped: (draw) => {
      const body = draw.fill('##########')
      return body + draw.of([draw.fill('###'), String(Number(body) % 511).padStart(3, '0')])
    },
    opinions: [
      stdnumSays('FR.nif'),
      validatorSays('isTaxID fr-FR', (number) => validator.isTaxID(number, 'fr-FR')),
    ],
  },
  {
    id: 'GERMANY_TAX_IDENTIFICATION_NUMBER',
    keyword: 'steuer id',
    issued: germanTaxNumber,
    shaped: (draw) => {
      const body = draw.fill('##########')
      return body + draw.of([draw.fill('#'), mod1110Digit(body)])
    },
    opinions: [
      stdnumSays(
        'DE.idnr',
        libraryTakes(
          'Among the first ten digits only one occurs more than once, two or three times; the library lets several repeat, or one more often',
          bzst,
          (number) => !repeatsOnce(number),
        ),
        libraryTakes(
          'A digit that occurs three times never does so in a row; the library lets it',
          bzst,
          (number) => /^\d*(\d)\1\1\d*\d$/.test(number),
        ),
      ),
      validatorSays('isTaxID de-DE', (number) => validator.isTaxID(number, 'de-DE')),
    ],
  },
  {
    id: 'INDIA_PERMANENT_ACCOUNT_NUMBER',
    keyword: 'pan number',
    issued: issuedNumbers('INDIA_PERMANENT_ACCOUNT_NUMBER'),
    shaped: shapes('AAAAA####A', 'AAAPA####A'),
    opinions: [
      stdnumSays(
        'IN.pan',
        libraryTakes(
          'There is no kind of holder K; the library takes it for a trust',
          incomeTax,
          (number) => number[3] === 'K',
        ),
      ),
    ],
  },
  rfc('INDIVIDUAL', 4),
  rfc('ORGANIZATION', 3),
  {
    id: 'SPAIN_NIF_NUMBER',
    keyword: 'nif',
    issued: issuedNumbers('SPAIN_NIF_NUMBER'),
    shaped: (draw) =>
      draw.of(['', '#', '#', draw.text(1, 'KLM')]).replace('#', draw.fill('#')) + draw.fill('#######A'),
    opinions: [
      {
        ...stdnumSays('ES.nif'),
        accepts: (number) => /^[\dKLM]/.test(number) && stdnumSays('ES.nif').accepts(number),
      },
      validatorSays(
        'isTaxID es-ES',
        (number) => /^[\dKLM]/.test(number) && validator.isTaxID(unseparated(number), 'es-ES'),
        libraryTakes(
          'A number has eight digits; the library writes zeros before fewer',
          spanishOrder,
          (number) => /^\d{1,7}[A-Z]$/.test(unseparated(number)),
        ),
      ),
    ],
  },
  {
    id: 'SPAIN_TAX_IDENTIFICATION_NUMBER',
    keyword: 'cif',
    issued: issuedNumbers('SPAIN_TAX_IDENTIFICATION_NUMBER'),
    shaped: shapes('A#######A', 'A########'),
    opinions: [
      stdnumSays(
        'ES.cif',
        libraryTakes(
          'The kinds A, B, E and H have a control digit; the library takes a letter too',
          spanishOrder,
          (number) => /^[ABEH].*[A-Z]$/.test(number),
        ),
        libraryTakes(
          'The kinds N, P, Q, R, S and W have a control letter; the library takes a digit too',
          spanishOrder,
          (number) => /^[NPQRSW].*\d$/.test(number),
        ),
      ),
    ],
  },
  {
    id: 'UK_TAX_IDENTIFICATION_NUMBER',
    keyword: 'utr',
    issued: issuedNumbers('UK_TAX_IDENTIFICATION_NUMBER'),
    shaped: shapes('##########'),
    opinions: [
      stdnumSays('GB.utr'),
      validatorSays(
        'isTaxID en-GB',
        (number) => validator.isTaxID(number, 'en-GB'),
        libraryTakes(
          'The first digit is the check of the others; the library takes any ten digits',
          'https://design.tax.service.gov.uk/hmrc-design-patterns/unique-taxpayer-reference/',
          (number) => number.length === 10 && !stdnumSays('GB.utr').accepts(number),
        ),
      ),
    ],
  },
]

function cuit(kind: string, prefixes: readonly string[]): Question {
  const id = `ARGENTINA_${kind}_TAX_IDENTIFICATION_NUMBER`
  const isOfKind = (number: string): boolean => prefixes.includes(number.slice(0, 2))
  const ten = libraryTakes(
    'Where the check would be ten the number is given out with another prefix; the library takes nine for it',
    afip,
    (number) => isOfKind(number) && isCheckOfTen(unseparated(number)),
  )
  return {
    id,
    keyword: 'cuit',
    issued: issuedNumbers(id),
    shaped: (draw) => draw.of(prefixes) + draw.fill(draw.of(['#########', '-########-#'])),
    opinions: [
      {
        ...stdnumSays('AR.cuit', ten),
        accepts: (number) => isOfKind(number) && stdnumSays('AR.cuit').accepts(number),
      },
      validatorSays(
        'isTaxID es-AR',
        (number) => isOfKind(number) && validator.isTaxID(unseparated(number), 'es-AR'),
        ten,
        ...(kind === 'INDIVIDUAL'
          ? []
          : [
              magpieTakes(
                'Organisations abroad have 50, 51 and 55; the library does not know them',
                afip,
                (number) => number.startsWith('5'),
              ),
            ]),
      ),
    ],
  }
}

function isCheckOfTen(digits: string): boolean {
  const sum = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2].reduce(
    (total, weight, at) => total + weight * Number(digits[at]),
    0,
  )
  return sum % 11 === 1
}

function nit(kind: string, templates: readonly string[]): Omit<Question, 'opinions'> {
  const id = `COLOMBIA_${kind}_NIT_NUMBER`
  return { id, keyword: 'nit', issued: issuedNumbers(id), shaped: shapes(...templates) }
}

/** Nine digits that begin with 8 or 9, and the check digit. */
function isColombianOrganization(number: string): boolean {
  return /^[89]\d{9}$/.test(unseparated(number))
}

function rfc(kind: string, letters: 3 | 4): Question {
  const id = `MEXICO_${kind}_RFC_NUMBER`
  return {
    id,
    keyword: 'rfc',
    issued: issuedNumbers(id),
    shaped: (draw) =>
      draw.text(letters, letter) + draw.fill(`##0#${draw.of(['1#', '2#', '0#'])}${draw.of(['xx#', 'xxA'])}`),
    opinions: [
      {
        ...stdnumSays('MX.rfc'),
        accepts: (number) => number.length === letters + 9 && stdnumSays('MX.rfc').accepts(number),
        differences: [
          magpieTakes(
            'The two characters before the last tell namesakes apart; the library refuses some that the schema of invoices has',
            'http://www.sat.gob.mx/sitio_internet/cfd/tipoDatos/tdCFDI/tdCFDI.xsd',
            (number) => /(?:[0W-Z].|.0).$/.test(number) && hasRfcCheck(number),
          ),
          libraryTakes(
            'The last character checks the others by the 39 signs of the tax office; the library also takes what is right by 36 letters and digits, as some systems are said to have counted',
            'https://github.com/koblas/stdnum-js/pull/143',
            (number) => !hasRfcCheck(number),
          ),
        ],
      },
    ],
  }
}

/** Anexo 20: 39 signs; an organisation's number begins with a blank. */
function hasRfcCheck(number: string): boolean {
  const signs = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'
  const sum = Array.from(number.slice(0, -1).padStart(12)).reduce(
    (total, sign, at) => total + signs.indexOf(sign) * (13 - at),
    0,
  )
  return '0A987654321'[sum % 11] === number.at(-1)
}

/** As the bench of quality draws them, and those in which one digit occurs three times. */
function germanTaxNumber(draw: Draw): string {
  const twice = issuedNumbers('GERMANY_TAX_IDENTIFICATION_NUMBER')(draw)
  if (draw.number(0, 1) === 0) return twice
  const kinds = Array.from(new Set(twice.slice(0, 10)))
  const last = kinds.pop()!
  const body = twice
    .slice(0, 10)
    .replace(last, kinds.find((kind) => twice.slice(0, 10).split(kind).length === 3) ?? kinds[1]!)
  return body + mod1110Digit(body)
}

function repeatsOnce(number: string): boolean {
  const counts = Array.from(digit, (each) => number.slice(0, 10).split(each).length - 1).filter(
    (count) => count > 1,
  )
  return counts.length === 1 && counts[0]! < 4
}

function issuedCnpj(draw: Draw): string {
  if (draw.number(0, 1) === 0) return issuedNumbers('BRAZIL_CNPJ_NUMBER')(draw)
  const body = draw.fill('xxxxxxxx000#')
  const first = body + cnpjDigit(body)
  return first + cnpjDigit(first)
}

/** Letters count as their place among the signs from the digit 0 on. */
function cnpjDigit(text: string): string {
  const sum = Array.from(text).reduceRight(
    (total, sign, at) => total + (sign.charCodeAt(0) - 48) * (2 + ((text.length - 1 - at) % 8)),
    0,
  )
  return sum % 11 < 2 ? '0' : String(11 - (sum % 11))
}
