// Payment cards, and others that end in Luhn's digit. Whose cards are looked for is AWS's list; each library has one of
// its own.
import cards from 'card-validator'
import validator from 'validator'
import { luhnDigit, weighted } from '../../../bench/quality/arithmetic.ts'
import type { Draw } from '../../../bench/quality/draw.ts'
import { issuedNumbers, shapes } from '../numbers.ts'
import { isTyped, libraryTakes, magpieTakes, unseparated, validatorSays, type Question } from '../opinion.ts'

const aws = 'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html'
const iso = 'https://www.iso.org/standard/70484.html'
const sube = 'https://www.argentina.gob.ar/sube'

/** American Express, Dankort, Diners Club, Discover, JCB, Mastercard, UnionPay, Visa. */
const listed =
  /^(?:3[47]|5019|30[0-59]|3[689]|6011|64[4-9]|65|62|352[89]|35[3-8]|5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|4)/

const documented = [
  '4111111111111111',
  '5555555555554444',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
  '5105105105105100',
  '30569309025904',
]
const listOfWidths = '5428 5462 5496 5531'

const productNumber = '4048023216851'

const begins =
  (...prefixes: readonly string[]) =>
  (number: string): boolean =>
    prefixes.some((prefix) => number.startsWith(prefix))
const isOfLength = (number: string, ...lengths: readonly number[]): boolean =>
  lengths.includes(unseparated(number).length)

const refusedByMagpie = [
  libraryTakes(
    'Issuers publish these numbers for tests: they are nobody’s card',
    'https://docs.stripe.com/testing',
    (number) => documented.includes(number),
  ),
  libraryTakes(
    'Digits from 1 to 5 alone are strokes of Chinese characters in tables; one card in 60,000 looks like that',
    'https://www.unicode.org/reports/tr38/',
    (number) => /^[1-5]+$/.test(number) && new Set(number).size > 2,
  ),
  libraryTakes(
    'Four numbers that ascend slowly are a list, as documents hold for the widths of letters',
    iso,
    (number) => number === listOfWidths,
  ),
]

const cardOpinions: Question['opinions'] = [
  {
    library: 'card-validator',
    asked: 'number',
    accepts: (number) => cards.number(number, { luhnValidateUnionPay: true }).isValid,
    differences: [
      libraryTakes(
        'AWS’s list does not name this issuer: Maestro, Elo, Mir, Verve and others of one country',
        aws,
        (number) => !listed.test(number),
      ),
      libraryTakes(
        'Visa gives out 13, 16 and 19 digits; the library takes 18',
        iso,
        (number) => begins('4')(number) && isOfLength(number, 18),
      ),
      libraryTakes(
        'UnionPay gives out 16 to 19 digits; the library takes 14 and 15',
        iso,
        (number) => begins('62')(number) && isOfLength(number, 14, 15),
      ),
      libraryTakes(
        'Diners Club gives out more than 14 digits on 36 alone; the library takes 16 and 19 on all',
        iso,
        (number) => begins('30', '38', '39')(number) && isOfLength(number, 16, 19),
      ),
      libraryTakes(
        'Dankort gives out 16 digits; the library takes 5019 for Maestro, of any length',
        iso,
        (number) => begins('5019')(number) && !isOfLength(number, 16),
      ),
      libraryTakes(
        'What begins with 6 and is of no other issuer is Maestro’s to the library',
        aws,
        (number) => begins('62')(number) && isOfLength(number, 13),
      ),
      ...refusedByMagpie,
      magpieTakes(
        'Old cards of Visa have 13 digits; the library has forgotten them',
        iso,
        (number) => begins('4')(number) && isOfLength(number, 13),
      ),
      magpieTakes(
        'Cards of Diners Club on 36 have 14 to 19 digits; the library knows 14, 16 and 19',
        iso,
        (number) => begins('36')(number) && isOfLength(number, 15, 17, 18),
      ),
      magpieTakes(
        'Discover gives out 16 to 19 digits; the library knows 16 and 19',
        iso,
        (number) => begins('6011', '64', '65')(number) && isOfLength(number, 17, 18),
      ),
      magpieTakes(
        'Cards of Diners Club begin with 309 too; the library does not know it',
        iso,
        begins('309'),
      ),
    ],
  },
  validatorSays(
    'isCreditCard',
    (number) => validator.isCreditCard(number),
    libraryTakes(
      'The library’s pattern for Mastercard has no end, or no beginning: it takes any length',
      iso,
      isUnboundedMastercard,
    ),
    libraryTakes(
      'AWS’s list does not name this issuer: the library knows others of UnionPay and JCB',
      aws,
      (number) => !listed.test(number),
    ),
    libraryTakes(
      'Visa gives out 13, 16 and 19 digits; the library takes 17 and 18',
      iso,
      (number) => begins('4')(number) && isOfLength(number, 17, 18),
    ),
    ...refusedByMagpie,
    magpieTakes('Dankort, on 5019, is not known to the library', aws, begins('5019')),
    magpieTakes(
      'Discover has 644 to 649 too; the library does not know them',
      iso,
      (number) => begins('64')(number) && !endsAsMastercard(number),
    ),
    magpieTakes(
      'Cards of Diners Club on 36 have 14 to 19 digits; the library knows 14',
      iso,
      (number) => begins('36')(number) && !isOfLength(number, 14) && !endsAsMastercard(number),
    ),
    magpieTakes(
      'JCB gives out 16 to 19 digits; the library knows 16',
      iso,
      (number) => begins('35')(number) && !isOfLength(number, 16) && !endsAsMastercard(number),
    ),
    magpieTakes(
      'UnionPay gives out 16 to 19 digits; the library knows 16',
      iso,
      (number) => begins('62')(number) && !isOfLength(number, 16) && !endsAsMastercard(number),
    ),
    magpieTakes(
      'Cards of Diners Club begin with 309 and 39 too; the library does not know them',
      iso,
      begins('309', '39'),
    ),
  ),
]

const withProducts = (opinion: Question['opinions'][number]): Question['opinions'][number] =>
  opinion.library === 'validator'
    ? {
        ...opinion,
        differences: [
          libraryTakes(
            'Thirteen digits that begin with 4 and end as an EAN are a German product, where no word says that it is a card',
            'https://www.gs1.org/standards/id-keys/company-prefix',
            isProductNumber,
          ),
          ...opinion.differences,
        ],
      }
    : opinion
const [ofCards, ...others] = cardOpinions
const loneCardOpinions: Question['opinions'] = [withProducts(ofCards), ...others.map(withProducts)]

const card = {
  issued: issuedNumbers('CREDIT_CARD_NUMBER'),
  shaped: anyCard,
  also: [...documented, listOfWidths, productNumber, '6274469558659'],
  opinions: cardOpinions,
}

export const paymentCards: readonly Question[] = [
  { ...card, id: 'CREDIT_CARD_NUMBER', keyword: 'visa' },
  { ...card, id: 'CREDIT_CARD_NUMBER_(NO_KEYWORD)', keyword: '', opinions: loneCardOpinions },
  {
    id: 'CREDIT_CARD_SECURITY_CODE',
    keyword: 'cvv',
    issued: issuedNumbers('CREDIT_CARD_SECURITY_CODE'),
    shaped: shapes('###', '####', '##', '#####'),
    opinions: [
      {
        library: 'card-validator',
        asked: 'cvv of 3 or 4 digits',
        accepts: (number) => cards.cvv(number, [3, 4]).isValid,
        differences: [
          libraryTakes(
            'One digit repeated or an ascending run is what people type for a code; one in 100 is lost',
            aws,
            isTyped,
          ),
          libraryTakes(
            'Hundreds are settings far more often than codes; one code in 100 is lost',
            aws,
            (number) => number.endsWith('00'),
          ),
          libraryTakes('Four digits that begin with 20 are the year of its expiry', aws, (number) =>
            /^20\d\d$/.test(number),
          ),
        ],
      },
    ],
  },
  {
    id: 'ARGENTINA_TARJETA_SUBE',
    keyword: 'sube',
    issued: issuedNumbers('ARGENTINA_TARJETA_SUBE'),
    shaped: (draw) => withLuhn(draw, draw.fill(draw.of(['6061###########', '606############']))),
    opinions: [
      validatorSays(
        'isLuhnNumber',
        (number) => validator.isLuhnNumber(number),
        libraryTakes(
          'Cards begin with 6061; the library knows the check alone',
          sube,
          (number) => !number.startsWith('6061'),
        ),
        libraryTakes(
          'Cards have 16 digits; the library knows the check alone',
          sube,
          (number) => !isOfLength(number, 16),
        ),
      ),
    ],
  },
]

/** Any issuer and length; every other one ends in Luhn's digit. */
function anyCard(draw: Draw): string {
  const first = draw.of('4 5 2 3 6 1 7 8 9 50 5019 60 62 64 65 22 35 36 30 309 38 4 51 81'.split(' '))
  const length = draw.of([13, 14, 15, 16, 16, 16, 17, 18, 19])
  const body = first + draw.fill('#'.repeat(length - 1 - first.length))
  // Strokes of characters.
  return withLuhn(draw, draw.number(1, 100) === 1 ? draw.of(['4', '5']) + draw.text(14, '12345') : body)
}

/** With or without the digit. */
function withLuhn(draw: Draw, body: string): string {
  return body + draw.of([draw.fill('#'), luhnDigit(body)])
}

/** Taken by the library's pattern for Mastercard alone, though not sixteen digits long. */
function isUnboundedMastercard(number: string): boolean {
  return !isOfListedLength(number) && (/^5[1-5]/.test(number) || endsAsMastercard(number))
}

/** More than 16 digits, of which the last 16 would be a number of Mastercard's series of 2017. */
function endsAsMastercard(number: string): boolean {
  const digits = unseparated(number)
  return digits.length > 16 && /^(?:222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(digits.slice(-16))
}

function isOfListedLength(number: string): boolean {
  if (begins('4')(number)) return isOfLength(number, 13, 16, 19)
  if (begins('34', '37')(number)) return isOfLength(number, 15)
  if (begins('36')(number)) return isOfLength(number, 14, 15, 16, 17, 18, 19)
  if (begins('30', '38', '39')(number)) return isOfLength(number, 14)
  return isOfLength(number, 16) || (begins('6', '35')(number) && isOfLength(number, 17, 18, 19))
}

/** As GS1 has it: the weights of an EAN-13 are 1 and 3 in turn. */
function isProductNumber(number: string): boolean {
  return /^4\d{12}$/.test(number) && weighted(number, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}
