// One series for people (RUN) and taxpayers (RUT): seven or eight digits and a check digit, which may be a K.
import { isCompactDate } from '../../checksums/calendar-date.ts'
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { rutDigit } from '../../checksums/rut-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const chileRutNumber = managedIdentifier({
  id: 'CHILE_RUT_NUMBER',
  title: 'RUN and RUT (Chile)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.registrocivil.cl/',
    'https://www.sii.cl/',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'identidad número',
      'nacional identidad',
      'national unique role',
      'nationaluniqueroleID#',
      'número identificación',
      'rol único nacional',
      'rol único tributario',
      'run',
      'run#',
      'r.u.n.',
      'rut',
      'rut#',
      'r.u.t.',
      'unique national number',
      'unique national role',
      'unique tax registry',
      'unique tax role',
      'unique tributary number',
      'unique tributary role',
    ],
  },
  pattern: /\d{1,2}\.\d{3}\.\d{3}-[\dK]|\d{7,8}-?[\dK]/i,
  validate: isRut,
  examples: [
    'RUT: «15.400.346-0»',
    'rol único nacional «20000003-k»',
    'R.U.T. «760864285»',
    'RUN «9.482.017-0»',
    { label: 'rut', text: '«12531909-2»' },
  ],
  counterExamples: [
    ['pedido 15.400.346-0', 'no keyword nearby'],
    ['RUT 15.400.346-1', 'the check digit is wrong'],
    ['RUT 15.400.346-K', 'the check digit is wrong'],
    ['RUT 0.000.000-0', 'zeros'],
    ['RUT 00000000-0', 'zeros'],
    ['RUT 154.003.46-0', 'grouped in no known way'],
    ['RUT 15.400.346', 'the check digit is missing'],
    ['RUT 15.400.346-00', 'a digit too many'],
    ['test run 1790812800', 'a time in seconds'],
    ['run {command} 20240318', 'a day'],
    ['run v15.400.346-0', 'a version'],
    ['run 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
})

export function isRut(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  const digits = digitsOf(text)
  const number = last > 0x39 ? digits : digits.slice(0, -1)
  if (isAllZero(number) || isCompactDate(text)) return false
  return rutDigit(number) === (last > 0x39 ? 'K' : digits.slice(-1))
}
