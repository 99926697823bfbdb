// Letters of the name, date of birth, sex, state of birth, consonants of the name, a character that is a digit for who
// was born before 2000 and a letter since, and a check digit. A Ñ in the name is written as X.
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { passesCurpCheck } from '../../checksums/curp-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const mexicoCurpNumber = managedIdentifier({
  id: 'MEXICO_CURP_NUMBER',
  title: 'CURP (Mexico)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.gob.mx/segob/renapo',
    'https://en.wikipedia.org/wiki/Unique_Population_Registry_Code',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'clave personal identidad',
      'clave única',
      'clave única de registro de población',
      'clavepersonalIdentidad',
      'curp',
      'registration code',
      'registry code',
      'personal identidad clave',
      'population code',
    ],
  },
  pattern: /[A-Z]{4}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\d/i,
  validate: isCurp,
  examples: [
    'CURP: «GOME730530HDFMRR00»',
    'registry code «BOXW310820HNERXN09»',
    'clave única de registro de población «pexj000229hjcrnnb8»',
    { label: 'curp', text: '«HEGG560427MVZRRL04»' },
  ],
  counterExamples: [
    ['clave BOXW310820HNERXN09', 'no keyword nearby'],
    ['CURP BOXW310820HNERXN08', 'the check digit is wrong'],
    ['CURP GOME731305HDFMRR05', 'there is no month 13'],
    ['CURP PEXJ010229HJCRNNB5', '2001 is no leap year'],
    ['CURP LOPA480201HXXPZN09', 'there is no state XX'],
    ['CURP BOXW310820ZNERXN07', 'there is no sex Z'],
    ['CURP BOXW310820HNERAN05', 'the consonants have a vowel'],
    ['CURP BOXW310820HNERXN0', 'the check digit is missing'],
    ['CURP BOXW310820HNERXN091', 'a digit too many'],
  ],
})

const states = new Set(
  'AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS'.split(
    ' ',
  ),
)

function isCurp(text: string): boolean {
  const curp = text.toUpperCase()
  const century = curp.charCodeAt(16) > 0x39 ? 2000 : 1900
  const [year, month, day] = [4, 6, 8].map((at) => Number(curp.slice(at, at + 2))) as [number, number, number]
  return isCalendarDate(century + year, month, day) && states.has(curp.slice(11, 13)) && passesCurpCheck(curp)
}
