// Check digits of health, identity and tax numbers against numbers that issuers, standards and other validators have
// published, each with its source, and against the same numbers with a digit changed.
import { describe, expect, test } from 'vitest'
import { passesBcHealthCheck } from './bc-health-digit.ts'
import { passesCnpjCheck } from './cnpj-digits.ts'
import { passesCuitCheck } from './cuit-digit.ts'
import { passesCurpCheck } from './curp-digit.ts'
import { passesDeaCheck } from './dea-digit.ts'
import { passesGtinCheck } from './gtin-digit.ts'
import { passesHetuCheck } from './hetu-character.ts'
import { passesHibcCheck } from './hibc-character.ts'
import { passesNhsCheck } from './nhs-digit.ts'
import { passesNitCheck } from './nit-digit.ts'
import { passesRfcCheck } from './rfc-digit.ts'
import { rutDigit } from './rut-digit.ts'
import { saoPauloRgDigit } from './sao-paulo-rg-digit.ts'
import { passesUtrCheck } from './utr-digit.ts'
import { passesVerhoeff } from './verhoeff.ts'

interface Published {
  readonly check: (text: string) => boolean
  readonly valid: readonly string[]
  readonly invalid?: readonly string[]
  readonly source: string
  /** Places (from 0) where a digit raised by one is not noticed: two remainders have one digit, or letters weigh 11. */
  readonly blind?: readonly number[]
}

const checks: Readonly<Record<string, Published>> = {
  'DEA registration': {
    check: passesDeaCheck,
    valid: ['1234563', '1388568'],
    source: 'https://en.wikipedia.org/wiki/DEA_number',
  },
  'NHS number': {
    check: passesNhsCheck,
    valid: ['9434765919', '9434765870', '4010232137'],
    invalid: ['9434765918'],
    source: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
  },
  'personal health number of British Columbia': {
    check: passesBcHealthCheck,
    valid: ['9698658215'],
    invalid: ['9698648215'],
    source: 'https://arthurdejong.org/python-stdnum/doc/2.1/stdnum.ca.bc_phn',
    blind: [0],
  },
  GTIN: {
    check: passesGtinCheck,
    valid: ['51022222233336', '10884521062856', '00614141000036'],
    source: 'https://www.fda.gov/media/96648/download',
  },
  'AHV number': {
    check: (digits) => passesGtinCheck(`0${digits}`),
    valid: ['7569217076985', '7569203385060'],
    invalid: ['7569217076984'],
    source: 'https://arthurdejong.org/python-stdnum/doc/2.1/stdnum.ch.ssn',
  },
  'HIBC character': {
    check: passesHibcCheck,
    valid: ['+A123BJC5D6E71G', '+A99912345/$$52001510X33'],
    source: 'https://www.hibcc.org/udi-labeling-standards/create-a-barcode/',
  },
  'personal identity code of Finland': {
    check: passesHetuCheck,
    valid: ['131052-308T'],
    invalid: ['131052-308U'],
    source: 'https://dvv.fi/en/personal-identity-code',
  },
  Verhoeff: {
    check: passesVerhoeff,
    valid: ['2363', '123451', '234123412346', '334117226834'],
    invalid: ['234123412347', '234123421346'],
    source: 'https://en.wikipedia.org/wiki/Verhoeff_algorithm, https://uidai.gov.in/en/my-aadhaar/',
  },
  CUIT: {
    check: passesCuitCheck,
    valid: ['20055361682', '20267565393', '30500010912'],
    invalid: ['20267565392'],
    source: 'https://arthurdejong.org/python-stdnum/doc/2.1/stdnum.ar.cuit',
  },
  RUT: {
    check: (text) => rutDigit(text.slice(0, -1)) === text.at(-1),
    valid: ['760864285', '125319092', '154003460', '10000013K'],
    invalid: ['125319093'],
    source: 'https://arthurdejong.org/python-stdnum/doc/2.1/stdnum.cl.rut',
  },
  NIT: {
    check: passesNitCheck,
    valid: ['2131234321', '9005660487', '8600345932'],
    invalid: ['2131234350'],
    source: 'https://arthurdejong.org/python-stdnum/doc/2.1/stdnum.co.nit',
  },
  CNPJ: {
    check: passesCnpjCheck,
    valid: ['16727230000197', '31720622000118', '12ABC34501DE35'],
    invalid: ['16727230000198', '12ABC34501DE36', '12ABC34501ED35'],
    source: 'https://www.gov.br/receitafederal/pt-br/acesso-a-informacao/acoes-e-programas/cnpj-alfanumerico',
  },
  CURP: {
    check: passesCurpCheck,
    valid: ['BOXW310820HNERXN09'],
    invalid: ['BOXW310820HNERXN08'],
    source: 'https://arthurdejong.org/python-stdnum/doc/2.1/stdnum.mx.curp',
    blind: [8],
  },
  RFC: {
    check: passesRfcCheck,
    valid: ['GODE561231GR8', 'MAB9307148T4', 'SAT970701NN3'],
    invalid: ['GODE561231GR9', 'ACE900319JT9'],
    source: 'https://github.com/arthurdejong/python-stdnum/issues/32',
  },
  UTR: {
    check: passesUtrCheck,
    valid: ['8094833045', '7660487647', '1123456789'],
    invalid: ['2123456789', '1123456780'],
    source: 'https://design.tax.service.gov.uk/hmrc-design-patterns/unique-taxpayer-reference/',
  },
  'identity card of São Paulo': {
    check: (text) => saoPauloRgDigit(text.slice(0, -1)) === text.at(-1),
    // No number is published: these follow from the rule.
    valid: ['246781312', '10245307X'],
    source: 'https://todasasrespostas.com/como-e-definido-o-numero-do-rg',
  },
}

describe.each(Object.entries(checks))(
  'the check of %s',
  (_name, { check, valid, invalid = [], blind = [] }) => {
    test.each(valid)('%s passes', (text) => {
      expect(check(text)).toBe(true)
    })

    test('refuses what is published as wrong, and any digit raised', () => {
      const raised = valid.flatMap((text) =>
        Array.from(text.matchAll(/\d/g), ({ index, 0: digit }) => ({
          index,
          changed: text.slice(0, index) + ((Number(digit) + 1) % 10) + text.slice(index + 1),
        })),
      )
      expect(invalid.filter(check)).toEqual([])
      expect(raised.filter(({ index, changed }) => !blind.includes(index) && check(changed))).toEqual([])
      expect(raised.length).toBeGreaterThan(3)
    })
  },
)
