// Phone numbers, against the metadata of Google's libphonenumber.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import type { Draw } from '../../../bench/quality/draw.ts'
import { shapes } from '../numbers.ts'
import { libraryTakes, magpieTakes, type Difference, type Question } from '../opinion.ts'

const nanpa = 'https://www.nanpa.com/numbering/area-codes'
const anatel = 'https://www.gov.br/anatel/pt-br/regulado/numeracao/plano-de-numeracao-brasileiro'
const arcep =
  'https://www.arcep.fr/la-regulation/grands-dossiers-thematiques-transverses/la-numerotation.html'
const bundesnetzagentur =
  'https://www.bundesnetzagentur.de/DE/Fachthemen/Telekommunikation/Nummerierung/start.html'
const agcom = 'https://old.agcom.it/piano-di-numerazione'
const cnmc = 'https://www.boe.es/buscar/act.php?id=BOE-A-2004-21841'
const ofcom = 'https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/national-telephone-numbering-plan'

export const phones: readonly Question[] = [
  plan(
    {
      id: 'PHONE_NUMBER',
      keyword: 'phone',
      code: '1',
      countries: ['US', 'CA'],
      templates: ['##########', '(###) ###-####', '###-###-####', '+1##########', '+1 ### ### ####'],
    },
    (read) => [
      magpieTakes(
        'Magpie takes every area code that may be given out, since some are each year; those that no number of the United States or Canada has yet, or that other countries of the plan have, the library refuses',
        nanpa,
        (number) => read.isUnopened(number, 3),
      ),
      libraryTakes(
        'An exchange is never 211, 311 … 911; the library takes any',
        'https://www.nanpa.com/numbering/co-codes',
        (number) => /^...[2-9]11/.test(read.national(number)),
      ),
    ],
  ),
  plan(
    {
      id: 'BRAZIL_PHONE_NUMBER',
      keyword: 'telefone',
      code: '55',
      countries: ['BR'],
      templates: [
        '##9########',
        '(##) 9####-####',
        '(##) ####-####',
        '+55##9########',
        '+55 ## ####-####',
        '0##########',
      ],
    },
    (read) => [
      libraryTakes(
        'Eight digits that begin with 7 were trunked radios; the service was closed in 2018',
        anatel,
        (number) => /^\d\d7\d{7}$/.test(read.national(number)),
      ),
      libraryTakes(
        'Numbers of 0300, 0500, 0800 and 0900 are services’, which have no area; Magpie looks for numbers with one',
        anatel,
        (number) => /^(?:[3589]00|30)/.test(read.national(number)),
      ),
      libraryTakes(
        'The area is two digits in brackets; the library does not care where signs stand',
        anatel,
        (number) => /^(?:\((?!0?\d\d\) (?:9\d{4}|\d{4})-)|\+55\d )/.test(number),
      ),
      libraryTakes(
        'A 0 behind the code of the country stands in brackets; the library leaves out any',
        anatel,
        (number) => /^\+550\d{11}$/.test(number),
      ),
    ],
  ),
  plan(
    {
      id: 'FRANCE_PHONE_NUMBER',
      keyword: 'tel',
      code: '33',
      countries: ['FR'],
      templates: ['0#########', '0# ## ## ## ##', '+33 # ## ## ## ##', '+33#########'],
    },
    (read) => [
      libraryTakes('Within France a number begins with 0; the library adds it', arcep, read.lacksTrunk),
      libraryTakes(
        'A 0 behind the code of the country stands in brackets; the library leaves out any',
        arcep,
        (number) => number.startsWith('+330'),
      ),
      magpieTakes(
        'Magpie takes all that begin with 01 to 09, since blocks are opened every year; this block is not opened yet, or is overseas and another country to the library',
        arcep,
        (number) => read.isUnopened(number, 4),
      ),
    ],
  ),
  plan(
    {
      id: 'GERMANY_PHONE_NUMBER',
      keyword: 'telefon',
      code: '49',
      countries: ['DE'],
      templates: [
        '0##########',
        '0#########',
        '+49##########',
        '+49###########',
        '01#########',
        '01##########',
      ],
    },
    (read) => [
      libraryTakes(
        'Within Germany a number begins with 0; the library adds it',
        bundesnetzagentur,
        read.lacksTrunk,
      ),
      libraryTakes(
        'No number has more than eleven digits behind the 0; the library lets extensions make it longer',
        bundesnetzagentur,
        (number) => read.national(number).length > 11,
      ),
      libraryTakes(
        'Numbers of 0137, 0138, 0181 to 0189 and pagers belong to votes, companies and machines',
        bundesnetzagentur,
        (number) => /^1(?:3[78]|6[489]|8[1-9])/.test(read.national(number)),
      ),
      libraryTakes(
        'Numbers of 032 have eleven digits, and only 0320 to 0322 are in use',
        bundesnetzagentur,
        (number) => /^32(?![0-2]\d{8}$)/.test(read.national(number)),
      ),
      libraryTakes(
        'What begins with 00 goes abroad; the library leaves out every 0',
        bundesnetzagentur,
        (number) => number.startsWith('00'),
      ),
      magpieTakes(
        'Magpie knows areas by their first three digits; no area has these four',
        bundesnetzagentur,
        (number) => read.isUnopened(number, 4),
      ),
    ],
  ),
  plan(
    {
      id: 'ITALY_PHONE_NUMBER',
      keyword: 'telefono',
      code: '39',
      countries: ['IT', 'VA'],
      templates: ['3#########', '0#########', '0########', '+393#########', '+390#########', '0##########'],
    },
    (read) => [
      libraryTakes('Eleven digits that begin with 3 are a mailbox', agcom, (number) =>
        /^3\d{10,11}$/.test(read.national(number)),
      ),
      libraryTakes('Numbers of 43 and 55 are machines’ and those of no place', agcom, (number) =>
        /^(?:43|55)/.test(read.national(number)),
      ),
      libraryTakes('Six digits are too few where nothing parts the area from the rest', agcom, (number) =>
        /^0\d{5}$/.test(read.national(number)),
      ),
      libraryTakes('No area is 0878', agcom, (number) => read.national(number).startsWith('0878')),
      magpieTakes(
        'Numbers of 31 have ten digits, as new mobile numbers; Magpie lets any mobile number have nine',
        agcom,
        (number) => /^31\d{7}$/.test(read.national(number)),
      ),
    ],
  ),
  plan(
    {
      id: 'SPAIN_PHONE_NUMBER',
      keyword: 'teléfono',
      code: '34',
      countries: ['ES'],
      templates: ['6########', '9########', '7########', '8########', '+34#########', '### ### ###'],
    },
    (read) => [
      libraryTakes(
        'Numbers of 70 are personal and follow their owner; hardly any are in use',
        cnmc,
        (number) => read.national(number).startsWith('70'),
      ),
      libraryTakes('Numbers of 40 and 51 are services’ and those of no place', cnmc, (number) =>
        /^[45]/.test(read.national(number)),
      ),
      magpieTakes(
        'Magpie takes whole ranges of the plan, since blocks are opened every year; this block is not yet',
        cnmc,
        (number) => read.isUnopened(number, 4),
      ),
    ],
  ),
  plan(
    {
      id: 'UK_PHONE_NUMBER',
      keyword: 'phone',
      code: '44',
      countries: ['GB'],
      templates: ['0##########', '01#########', '02#########', '07#########', '+44##########', '0#########'],
    },
    (read) => [
      libraryTakes(
        'Within the United Kingdom a number begins with 0; the library adds it',
        ofcom,
        read.lacksTrunk,
      ),
      magpieTakes(
        'Magpie takes whole ranges of the plan, since blocks are opened every year; this block is not yet',
        ofcom,
        (number) => read.isUnopened(number, 6),
      ),
    ],
  ),
]

interface Plan {
  readonly id: string
  readonly keyword: string
  readonly code: string
  readonly countries: readonly CountryCode[]
  readonly templates: readonly string[]
}

/** What the classes of a country are made of. */
interface Reading {
  /** Digits without the country's code and without a trunk 0. */
  readonly national: (number: string) => string
  /** A number dialled within the country, but without the 0 that it begins with there. */
  readonly lacksTrunk: (number: string) => boolean
  /** The library knows no number of this length that begins with the same digits, so many of them. */
  readonly isUnopened: (number: string, digits: number) => boolean
}

function plan(
  { id, keyword, code, countries, templates }: Plan,
  differences: (reading: Reading) => readonly Difference[],
): Question {
  const accepts = (number: string): boolean => {
    const parsed = parsePhoneNumberFromString(number, countries[0])
    return parsed?.isValid() === true && parsed.country !== undefined && countries.includes(parsed.country)
  }
  const shaped = shapes(...templates)
  const issued = (draw: Draw): string => {
    for (;;) {
      const number = shaped(draw)
      if (accepts(number)) return number
    }
  }
  const opinion = {
    library: 'libphonenumber-js',
    asked: `isValid ${countries.join(' or ')}`,
    accepts,
    differences: differences(readingOf(code, accepts)),
  }
  return { id, keyword, issued, shaped, opinions: [opinion] }
}

function readingOf(code: string, accepts: (number: string) => boolean): Reading {
  const hasTrunk = !['1', '34', '39'].includes(code)
  const national = (number: string): string => {
    const digits = number.replaceAll(/\D/g, '')
    const isAbroad = number.startsWith('+')
    const behindCode = isAbroad ? digits.slice(code.length) : digits.replace(new RegExp(`^00${code}`), '')
    return hasTrunk ? behindCode.replace(/^0+/, '') : behindCode
  }
  const known = new Map<string, boolean>()
  return {
    national,
    lacksTrunk: (number) => /^[^+0]/.test(number.replaceAll(/[ ()-]/g, '')),
    isUnopened: (number, digits) => {
      const own = national(number)
      const block = own.slice(0, digits).padEnd(own.length)
      const before = known.get(block)
      if (before !== undefined) return before
      const unopened = !completions(own, digits).some((other) => accepts(`+${code}${other}`))
      known.set(block, unopened)
      return unopened
    },
  }
}

/** Forty numbers of the same length and beginning. */
function completions(own: string, digits: number): readonly string[] {
  const [block, rest] = [own.slice(0, digits), own.length - digits]
  return Array.from({ length: 40 }, (_, at) => {
    const varied = String((at * 2_654_435_761) % 4_294_967_296).padStart(10, '0')
    return block + (String(at % 10) + varied).padEnd(rest, '4').slice(0, rest)
  })
}
