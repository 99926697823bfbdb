// Health: cards, numbers of doctors, medicines and devices.
import { elevenLess, luhnDigit, weighted } from '../arithmetic.ts'
import { letter, two, type Draw } from '../draw.ts'
import { lastDigitOff, subject, type Subject } from '../subject.ts'

export const health: readonly Subject[] = [
  subject(['US_DRUG_ENFORCEMENT_AGENCY_NUMBER', 'dea number|dea registration'], dea, {
    wrong: {
      'wrong check': lastDigitOff(dea),
      'no kind of registrant': (draw) => draw.of(['I', 'O', 'Q', 'Z']) + dea(draw).slice(1),
    },
  }),
  subject(
    ['USA_HEALTH_INSURANCE_CLAIM_NUMBER', 'health insurance claim number|hicn|hic number|hic no|hicn#'],
    (draw) =>
      draw.of([
        `${draw.number(1, 6)}${draw.fill('##')}-${draw.fill('@#-###@')}-${draw.of(['A', 'B', 'D', 'B1', 'C2'])}`,
        draw.fill('WA######'),
        draw.fill('1####@##@A'),
      ]),
    {
      wrong: {
        'too short': (draw) => draw.fill('###-##-A'),
        'no letter': (draw) => draw.fill('1##-##-####'),
      },
    },
  ),
  subject(
    [
      'CANADA_HEALTH_NUMBER',
      'phn|personal healthcare number|msp number|canada healthcare number|soins de santé',
    ],
    britishColumbia,
    {
      wrong: { 'wrong check': lastDigitOff(britishColumbia), 'too short': (draw) => draw.digits(7) },
    },
  ),
  subject(
    [
      'EUROPEAN_HEALTH_INSURANCE_CARD_NUMBER',
      'ehic|health insurance card|gesundheitskarte|tarjeta de salud|health card number|ceam',
    ],
    (draw) => `80${draw.of(['276', '250', '380', '724', '040', '616'])}${draw.fill('###############')}`,
    {
      wrong: {
        'another beginning': (draw) => draw.fill('4###################'),
        'too short': (draw) => draw.fill('80276######'),
      },
    },
  ),
  subject(
    [
      'FINLAND_EUROPEAN_HEALTH_INSURANCE_NUMBER',
      'ehic|sairaanhoitokortin|terveyskortti|sairausvakuutusnumero|health insurance card',
    ],
    (draw) => `8024680246${draw.of(['', ' ', '-'])}${draw.fill('##########')}`,
    {
      wrong: {
        'another beginning': (draw) => draw.fill('8124680246##########'),
        'too short': (draw) => draw.fill('8024680246####'),
      },
    },
  ),
  subject(
    ['FRANCE_HEALTH_INSURANCE_NUMBER', "carte vitale|carte d'assuré social|insurance card"],
    (draw) => draw.fill(draw.of(['@####################', '@######### ########## #'])),
    { wrong: { 'too short': (draw) => draw.digits(18), 'too long': (draw) => draw.digits(24) } },
  ),
  subject(['UK_NHS_NUMBER', 'nhs|national health service|nhs number'], nhs, {
    wrong: { 'wrong check': lastDigitOff(nhs) },
  }),
  subject(
    ['USA_MEDICARE_BENEFICIARY_IDENTIFIER', 'mbi|medicare beneficiary'],
    (draw) => medicare(draw, 'ACDEFGHJKMNPQRTUVWXY'),
    {
      wrong: {
        'letters never used': (draw) => medicare(draw, 'SLOIBZ'),
        'first digit 0': (draw) => `0${medicare(draw, 'ACDEFGH').slice(1)}`,
      },
    },
  ),
  subject(
    [
      'USA_HEALTHCARE_PROCEDURE_CODE',
      'hcpcs|current procedural terminology|healthcare common procedure coding system',
    ],
    (draw) =>
      draw.of([
        `${draw.text(1, 'ABCDEGHJKLMPQRSTUV')}${draw.fill('####')}`,
        `99${draw.number(202, 499)}`,
        draw.fill('####F'),
        draw.fill('####T'),
      ]),
    { wrong: { 'another letter': (draw) => draw.fill('X####'), 'too short': (draw) => draw.fill('J##') } },
  ),
  subject(
    ['USA_NATIONAL_DRUG_CODE', 'ndc|national drug code'],
    (draw) => draw.fill(draw.of(['####-####-##', '#####-###-##', '#####-####-#', '#####-####-##'])),
    {
      wrong: {
        'another grouping': (draw) => draw.fill('###-####-###'),
        'two groups': (draw) => draw.fill('#####-##'),
      },
    },
  ),
  subject(['USA_NATIONAL_PROVIDER_IDENTIFIER', 'npi|national provider|hipaa|n.p.i'], npi, {
    wrong: {
      'wrong check': lastDigitOff(npi),
      'first digit 3': (draw) => {
        const body = draw.fill('3########')
        return body + luhnDigit(`80840${body}`)
      },
    },
  }),
  subject(['MEDICAL_DEVICE_UDI', 'udi|unique device identifier|device identifier|gs1|dev id'], gs1, {
    wrong: {
      'wrong check': (draw) => gs1(draw, draw.number(1, 9)),
      'no identifier in brackets': (draw) => `(99)${draw.digits(14)}`,
    },
  }),
]

function dea(draw: Draw): string {
  const body = draw.fill('######')
  const odd = Number(body[0]) + Number(body[2]) + Number(body[4])
  const even = Number(body[1]) + Number(body[3]) + Number(body[5])
  return draw.text(1, 'ABCDEFGHJKLMNPRSTUX') + draw.text(1, letter) + body + String((odd + 2 * even) % 10)
}

function britishColumbia(draw: Draw): string {
  for (;;) {
    const body = draw.fill('9########')
    const check = elevenLess(weighted(body.slice(1), [2, 4, 8, 5, 10, 9, 7, 3]) % 11)
    if (check !== 10)
      return grouped(draw, [body.slice(0, 4), body.slice(4, 7), body.slice(7) + String(check)])
  }
}

function grouped(draw: Draw, parts: readonly string[]): string {
  return parts.join(draw.of(['', ' ', '-']))
}

function nhs(draw: Draw): string {
  for (;;) {
    const body = draw.digits(9)
    const check = elevenLess(weighted(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
    if (check !== 10)
      return grouped(draw, [body.slice(0, 3), body.slice(3, 6), body.slice(6) + String(check)])
  }
}

function medicare(draw: Draw, letters: string): string {
  const number = 'CAD#AD#AA##'.replaceAll(/[CAD#]/g, (place) => {
    switch (place) {
      case 'C':
        return draw.fill('@')
      case 'A':
        return draw.text(1, letters)
      case 'D':
        return draw.text(1, `${letters}0123456789`)
      default:
        return draw.fill('#')
    }
  })
  return draw.of([number, `${number.slice(0, 4)}-${number.slice(4, 7)}-${number.slice(7)}`])
}

function npi(draw: Draw): string {
  const body = draw.fill(`${draw.number(1, 2)}########`)
  return body + luhnDigit(`80840${body}`)
}

/** GTIN-14: 3 and 1 in turn from the left; then when it expires and its serial number. */
function gs1(draw: Draw, off = 0): string {
  const body = draw.fill('0@###########')
  const sum = weighted(
    body,
    Array.from(body, (_, at) => (at % 2 === 0 ? 3 : 1)),
  )
  const check = (10 - (sum % 10) + off) % 10
  return `(01)${body}${check}(17)${draw.number(26, 34)}${two(draw.number(1, 12))}${two(draw.number(1, 28))}(21)${draw.fill('A######')}`
}
